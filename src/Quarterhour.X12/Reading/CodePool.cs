using System.Text;

namespace Quarterhour.X12;

/// <summary>Codes, dates and other short values repeat all through a file; each is one string. A slot holds the value that came last.</summary>
sealed class CodePool
{
    const int Slots = 4096;

    readonly (ulong Key, string Text)[] slots = new (ulong, string)[Slots];

    public string Text(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is 0 or > 8) return Reading.Text(bytes);
        ulong key = CodeList.Pack(bytes);
        ref var slot = ref slots[(key * 0x9E3779B97F4A7C15UL) >> 52];
        if (slot.Key != key || slot.Text is null) slot = (key, Reading.Text(bytes));
        return slot.Text;
    }
}
