namespace Quarterhour.Billing.Tables;

/// <summary>The place of each code in the order of adding, from 0; a set of codes for those who ask no place.</summary>
/// <remarks>Open addressing over packed codes, at most half full. Not a dictionary of the framework: those over our own key type are compiled
/// when the program starts and not before, 36 methods and 6 ms for the catalogue alone (measured, ReadyToRun, .NET 10).</remarks>
public sealed class CodeIndex
{
    ulong[] codes = new ulong[64];
    int[] places = new int[64];

    public CodeIndex() { }

    /// <summary>Holds the codes from the start.</summary>
    /// <param name="packed">Packed codes, each once.</param>
    public CodeIndex(ReadOnlySpan<ulong> packed)
    {
        int slots = 64;
        while (slots < 2 * packed.Length) slots *= 2;
        (codes, places) = (new ulong[slots], new int[slots]);
        foreach (ulong code in packed) Add(ProcedureCode.FromPacked(code));
    }

    public int Count { get; private set; }

    /// <summary>The codes, in no order.</summary>
    public IEnumerable<ProcedureCode> All
    {
        get
        {
            foreach (ulong packed in codes)
                if (packed != 0) yield return ProcedureCode.FromPacked(packed);
        }
    }

    /// <returns>The code's place: a new one, or the one it had.</returns>
    public int Add(ProcedureCode code)
    {
        int slot = Slot(code.Packed);
        if (codes[slot] == code.Packed) return places[slot];
        if (2 * (Count + 1) > codes.Length)
        {
            Grow();
            slot = Slot(code.Packed);
        }
        (codes[slot], places[slot]) = (code.Packed, Count);
        return Count++;
    }

    /// <returns>The code's place; -1 when it was not added.</returns>
    public int Find(ProcedureCode code) => Slot(code.Packed) is var slot && codes[slot] != 0 ? places[slot] : -1;

    public bool Contains(ProcedureCode code) => Find(code) >= 0;

    /// <summary>Where the code is or would be. No code packs to 0, which marks an empty slot.</summary>
    int Slot(ulong packed)
    {
        int slot = (int)(unchecked(packed * 0x9E3779B97F4A7C15) >> 40) & (codes.Length - 1);
        while (codes[slot] != 0 && codes[slot] != packed) slot = (slot + 1) & (codes.Length - 1);
        return slot;
    }

    void Grow()
    {
        (ulong[] oldCodes, int[] oldPlaces) = (codes, places);
        (codes, places) = (new ulong[2 * oldCodes.Length], new int[2 * oldCodes.Length]);
        for (int i = 0; i < oldCodes.Length; i++)
        {
            if (oldCodes[i] == 0) continue;
            int slot = Slot(oldCodes[i]);
            (codes[slot], places[slot]) = (oldCodes[i], oldPlaces[i]);
        }
    }
}
