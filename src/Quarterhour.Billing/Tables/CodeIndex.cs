namespace Quarterhour.Billing.Tables;

/// <summary>The place of each code in the order of adding, from 0; a set of codes for those who ask no place.</summary>
/// <remarks>Open addressing over packed codes, at most half full. Not a dictionary of the framework: those over our own key type are compiled
/// when the program starts and not before, 36 methods and 6 ms for the catalogue alone (measured, ReadyToRun, .NET 10).</remarks>
public sealed class CodeIndex
{
    /// <summary>A packed code has 40 bits; its place stands in the 24 below, so that one read finds both.</summary>
    const int PlaceBits = 24;

    ulong[] slots = new ulong[64];

    public CodeIndex() { }

    /// <summary>Holds the codes from the start.</summary>
    /// <param name="packed">Packed codes, each once.</param>
    public CodeIndex(ReadOnlySpan<ulong> packed)
    {
        int room = 64;
        while (room < 2 * packed.Length) room *= 2;
        slots = new ulong[room];
        foreach (ulong code in packed) Add(ProcedureCode.FromPacked(code));
    }

    public int Count { get; private set; }

    /// <summary>The codes, in no order.</summary>
    public IEnumerable<ProcedureCode> All
    {
        get
        {
            foreach (ulong slot in slots)
                if (slot != 0) yield return ProcedureCode.FromPacked(slot >> PlaceBits);
        }
    }

    /// <returns>The code's place: a new one, or the one it had.</returns>
    /// <exception cref="OverflowException">There are 16 million codes.</exception>
    public int Add(ProcedureCode code)
    {
        int slot = Slot(code.Packed);
        if (slots[slot] != 0) return Place(slots[slot]);
        if (2 * (Count + 1) > slots.Length)
        {
            Grow();
            slot = Slot(code.Packed);
        }
        if (Count >> PlaceBits != 0) throw new OverflowException("a code index holds 16 million codes");
        slots[slot] = code.Packed << PlaceBits | (uint)Count;
        return Count++;
    }

    /// <returns>The code's place; -1 when it was not added.</returns>
    public int Find(ProcedureCode code) => slots[Slot(code.Packed)] is not 0 and var found ? Place(found) : -1;

    public bool Contains(ProcedureCode code) => Find(code) >= 0;

    static int Place(ulong slot) => (int)(slot & ((1u << PlaceBits) - 1));

    /// <summary>Where the code is or would be. No code packs to 0, which marks an empty slot.</summary>
    int Slot(ulong packed)
    {
        int last = slots.Length - 1, slot = (int)(unchecked(packed * 0x9E3779B97F4A7C15) >> 40) & last;
        while (slots[slot] != 0 && slots[slot] >> PlaceBits != packed) slot = (slot + 1) & last;
        return slot;
    }

    void Grow()
    {
        ulong[] old = slots;
        slots = new ulong[2 * old.Length];
        foreach (ulong one in old)
            if (one != 0) slots[Slot(one >> PlaceBits)] = one;
    }
}
