namespace Quarterhour.X12;

/// <summary>Values that an element may have, packed to numbers of up to eight characters.</summary>
sealed class CodeList
{
    readonly ulong[] packed;

    public CodeList(IEnumerable<string> codes)
    {
        Codes = [.. codes.Distinct().Order(StringComparer.Ordinal)];
        packed = [.. Codes.Select(code => Pack(System.Text.Encoding.ASCII.GetBytes(code))).Order()];
    }

    public IReadOnlyList<string> Codes { get; }

    public string Words => Codes.Count <= 30 ? string.Join(", ", Codes) : string.Join(", ", Codes.Take(30)) + $" and {Codes.Count - 30} more";

    /// <summary>Up to eight bytes as one number; longer ones are no code of ours.</summary>
    public static ulong Pack(ReadOnlySpan<byte> text)
    {
        if (text.Length > 8) return ulong.MaxValue;
        ulong value = 0;
        for (int i = 0; i < text.Length; i++) value |= (ulong)text[i] << 8 * i;
        return value;
    }

    public bool Contains(ulong code)
    {
        if (packed.Length > 16) return Array.BinarySearch(packed, code) >= 0;
        foreach (ulong one in packed)
            if (one == code) return true;
        return false;
    }
}
