namespace Quarterhour.X12;

/// <summary>Code sets whose values can be told by their form: NPI with its check digit, ZIP, state, place of service, diagnosis, procedure, modifier, taxonomy.</summary>
public static class CodeForms
{
    static readonly CodeList States = new(("AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY "
        + "AS GU MP PR VI UM FM MH PW AA AE AP AB BC MB NB NL NS NT NU ON PE QC SK YT").Split(' '));

    /// <summary>Asks the form alone; sets that have none are not known here.</summary>
    public static bool? Lookup(string set, ReadOnlySpan<byte> value) => set switch
    {
        "npi" => IsNpi(value),
        "zip" => value.Length is 5 or 9 && Reading.TryCount(value, out _) || value.IndexOfAnyInRange((byte)'A', (byte)'Z') >= 0,
        "state" => States.Contains(CodeList.Pack(value)),
        "pos" => value.Length == 2 && Reading.TryCount(value, out _),
        "diagnosis" => value.Length is >= 3 and <= 7 && !value.Contains((byte)'.'),
        "modifier" => value.Length == 2 && IsAlphanumeric(value),
        "taxonomy" => value.Length == 10 && value[9] == 'X' && IsAlphanumeric(value),
        _ => null,
    };

    /// <summary>Ten digits, the last of which is Luhn's check digit over 80840 and the number.</summary>
    public static bool IsNpi(ReadOnlySpan<byte> value)
    {
        if (value.Length != 10 || !Reading.TryCount(value, out _)) return false;
        // 24 is what the prefix 80840 adds
        int sum = 24;
        for (int i = 0; i < 10; i++)
        {
            int digit = value[i] - '0';
            if (i % 2 == 0) digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
            sum += digit;
        }
        return sum % 10 == 0;
    }

    static bool IsAlphanumeric(ReadOnlySpan<byte> value)
    {
        foreach (byte one in value)
            if (!char.IsAsciiLetterUpper((char)one) && !char.IsAsciiDigit((char)one)) return false;
        return true;
    }
}
