namespace Quarterhour.Billing;

/// <summary>A two-character modifier of a claim line: <c>GP</c>, <c>CQ</c>, <c>KX</c>, <c>59</c>.</summary>
public readonly record struct Modifier
{
    readonly char first, second;

    Modifier(char first, char second) => (this.first, this.second) = (first, second);

    public static readonly Modifier GP = new('G', 'P'), GO = new('G', 'O'), GN = new('G', 'N'),
        CQ = new('C', 'Q'), CO = new('C', 'O'), KX = new('K', 'X');

    /// <summary>The professional and the technical component of a service, and a procedure that was stopped: rows of their own in the fee schedule.</summary>
    public static readonly Modifier Professional = new('2', '6'), Technical = new('T', 'C'), Stopped = new('5', '3');

    /// <summary>The two characters as one number; 0 for none.</summary>
    public ushort Packed => (ushort)(first << 8 | second);

    /// <summary>Reads two letters or digits; lower case is accepted.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Modifier modifier)
    {
        modifier = default;
        if (text.Length != 2 || !char.IsAsciiLetterOrDigit(text[0]) || !char.IsAsciiLetterOrDigit(text[1])) return false;
        modifier = new(char.ToUpperInvariant(text[0]), char.ToUpperInvariant(text[1]));
        return true;
    }

    /// <summary>The modifier that <see cref="Packed"/> gave.</summary>
    public static Modifier FromPacked(ushort packed) => new((char)(packed >> 8), (char)(packed & 0xFF));

    /// <inheritdoc cref="TryParse"/>
    /// <exception cref="FormatException">The text is not two letters or digits.</exception>
    public static Modifier Parse(string text) => TryParse(text, out var modifier) ? modifier
        : throw new FormatException($"\"{text}\" is not a modifier: two letters or digits are needed");

    /// <summary>True for CQ and CO, which say that an assistant furnished the service.</summary>
    public bool IsAssistant => this == CQ || this == CO;

    public override string ToString() => first == 0 ? "" : new string([first, second]);
}
