using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
        ref byte bytes = ref MemoryMarshal.GetReference(text);
        int length = text.Length;
        // two reads that overlap: what they share is the same
        if (length is >= 4 and <= 8) return Unsafe.ReadUnaligned<uint>(ref bytes) | (ulong)Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref bytes, length - 4)) << 8 * (length - 4);
        if (length is 2 or 3) return Unsafe.ReadUnaligned<ushort>(ref bytes) | (ulong)Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref bytes, length - 2)) << 8 * (length - 2);
        return length == 1 ? bytes : length == 0 ? 0 : ulong.MaxValue;
    }

    public bool Contains(ulong code)
    {
        if (packed.Length > 16) return Array.BinarySearch(packed, code) >= 0;
        foreach (ulong one in packed)
            if (one == code) return true;
        return false;
    }
}
