using System.Text;
using Quarterhour.Billing;

namespace Quarterhour.Reference.BuiltIn;

/// <summary>Reads our own tables field by field: commas between fields, no quotes, LF at the end of a line, ASCII figures.
/// Not for other people's files. The tables are read at start-up, hence no strings where figures do.</summary>
ref struct Rows(ReadOnlySpan<byte> text)
{
    ReadOnlySpan<byte> rest = text, line;
    string lastText = "";

    /// <summary>Skips the heading and stands before the first row.</summary>
    public static Rows Of(ReadOnlySpan<byte> text)
    {
        var rows = new Rows(text);
        rows.Next();
        return rows;
    }

    /// <summary>What follows the line, for a table with rows of its own kind.</summary>
    public readonly ReadOnlySpan<byte> Rest => rest;

    /// <summary>Goes to the next line.</summary>
    /// <returns>False at the end.</returns>
    public bool Next()
    {
        if (rest.IsEmpty) return false;
        int end = rest.IndexOf((byte)'\n');
        line = rest[..end];
        rest = rest[(end + 1)..];
        return true;
    }

    /// <summary>The next field of the line; empty after the last.</summary>
    public ReadOnlySpan<byte> Field()
    {
        int comma = line.IndexOf((byte)',');
        var field = comma < 0 ? line : line[..comma];
        line = comma < 0 ? default : line[(comma + 1)..];
        return field;
    }

    public string Text()
    {
        var field = Field();
        // names of files and places repeat from row to row
        if (!Ascii.Equals(field, lastText)) lastText = Encoding.UTF8.GetString(field);
        return lastText;
    }

    public ProcedureCode Code() => ToCode(Field());

    public ProcedureCode? CodeOrNull() => Field() is { IsEmpty: false } field ? ToCode(field) : null;

    public char Letter() => (char)Field()[0];

    public bool Yes() => Field() is [(byte)'y', ..];

    public DateOnly Day() => ToDay(Field());

    public DateOnly? DayOrNull() => Field() is { IsEmpty: false } field ? ToDay(field) : null;

    public int Whole() => ToWhole(Field());

    /// <summary>Digits with a point, no sign.</summary>
    public decimal Number()
    {
        int whole = 0;
        byte places = 0;
        bool afterPoint = false;
        foreach (byte b in Field())
        {
            if (b == '.')
            {
                afterPoint = true;
                continue;
            }
            whole = whole * 10 + (b - '0');
            if (afterPoint) places++;
        }
        return new decimal(whole, 0, 0, isNegative: false, places);
    }

    /// <summary>Digits with a point, at most four behind it, no sign: 0.45 is 4500.</summary>
    public int TenThousandths()
    {
        int whole = 0, places = -1;
        foreach (byte b in Field())
        {
            if (b == '.') places = 0;
            else
            {
                whole = whole * 10 + (b - '0');
                if (places >= 0) places++;
            }
        }
        for (int i = Math.Max(places, 0); i < 4; i++) whole *= 10;
        return whole;
    }

    public static ProcedureCode ToCode(ReadOnlySpan<byte> ascii) =>
        ProcedureCode.TryParse(ascii, out var code) ? code : throw new FormatException($"\"{Encoding.ASCII.GetString(ascii)}\" is not a procedure code");

    public static int ToWhole(ReadOnlySpan<byte> digits)
    {
        int whole = 0;
        foreach (byte b in digits) whole = whole * 10 + (b - '0');
        return whole;
    }

    static DateOnly ToDay(ReadOnlySpan<byte> text) => new(ToWhole(text[..4]), ToWhole(text[5..7]), ToWhole(text[8..]));
}
