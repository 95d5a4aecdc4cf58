using System.Diagnostics.CodeAnalysis;

namespace Quarterhour.Billing;

/// <summary>A procedure code of five characters (CPT or HCPCS Level II), upper case: <c>97110</c>, <c>G0283</c>, <c>0791T</c>.
/// Whether such a code exists is a question for the tables; this type only knows the form.</summary>
/// <remarks>Packed into one integer, first character highest, so that codes compare in alphabetical order and cost nothing to copy.</remarks>
public readonly record struct ProcedureCode : IComparable<ProcedureCode>
{
    readonly ulong packed;

    ProcedureCode(ulong packed) => this.packed = packed;

    /// <summary>The five characters as one number, for tables that sort or hash codes.</summary>
    public ulong Packed => packed;

    /// <summary>The code that <see cref="Packed"/> gave.</summary>
    public static ProcedureCode FromPacked(ulong packed) => new(packed);

    /// <summary>Reads five letters or digits; lower case is accepted.</summary>
    /// <exception cref="FormatException">The text is not five letters or digits.</exception>
    public static ProcedureCode Parse(string text) => TryParse(text, out var code) ? code
        : throw new FormatException($"\"{text}\" is not a procedure code: five letters or digits are needed");

    /// <summary>Reads five letters or digits; anything else is refused.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ProcedureCode code)
    {
        code = default;
        if (text.Length != 5) return false;
        ulong value = 0;
        foreach (char c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c)) return false;
            value = (value << 8) | char.ToUpperInvariant(c);
        }
        code = new(value);
        return true;
    }

    /// <summary>Reads five letters or digits in ASCII.</summary>
    public static bool TryParse(ReadOnlySpan<byte> ascii, out ProcedureCode code)
    {
        code = default;
        if (ascii.Length != 5) return false;
        ulong value = 0;
        foreach (byte b in ascii)
        {
            if (!char.IsAsciiLetterOrDigit((char)b)) return false;
            value = (value << 8) | (b is >= (byte)'a' and <= (byte)'z' ? (byte)(b - 32) : b);
        }
        code = new(value);
        return true;
    }

    /// <summary>Writes the five characters as ASCII into the first five bytes.</summary>
    public void WriteTo(Span<byte> five)
    {
        for (int i = 0; i < 5; i++) five[i] = (byte)((packed >> (8 * (4 - i))) & 0xFF);
    }

    public int CompareTo(ProcedureCode other) => packed.CompareTo(other.packed);

    public override string ToString() => packed == 0 ? "" : string.Create(5, packed, static (span, value) =>
    {
        for (int i = 0; i < 5; i++) span[i] = (char)((value >> (8 * (4 - i))) & 0xFF);
    });
}
