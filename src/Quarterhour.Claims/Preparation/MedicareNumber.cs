namespace Quarterhour.Claims;

/// <summary>The form of a Medicare beneficiary's number: eleven places, of which CMS has said what each may hold ("Understanding the Medicare Beneficiary Identifier Format").</summary>
/// <remarks>Letters leave out S, L, O, I, B and Z, but that made-up beneficiaries of CMS's own test data have S in the second place.</remarks>
static class MedicareNumber
{
    /// <summary>What each place holds: C a digit from 1, N a digit, A a letter, X either, F a letter or S.</summary>
    const string Places = "CFXNAXNAANN";

    const string Letters = "ACDEFGHJKMNPQRTUVWXY";

    /// <summary>The number without dashes; null where it is not of the form.</summary>
    public static string? Bare(string written)
    {
        string bare = written.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        return bare.Length == Places.Length && bare.Index().All(static one => Fits(one.Item, Places[one.Index])) ? bare : null;
    }

    static bool Fits(char written, char place) => place switch
    {
        'C' => written is >= '1' and <= '9',
        'N' => char.IsAsciiDigit(written),
        'A' => Letters.Contains(written),
        'F' => Letters.Contains(written) || written == 'S',
        _ => char.IsAsciiDigit(written) || Letters.Contains(written),
    };
}
