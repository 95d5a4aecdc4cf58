using System.Runtime.CompilerServices;

namespace Quarterhour.Rates.Parsing;

/// <summary>What the recurring values of one member mean, by how they are written.</summary>
sealed unsafe class KnownValues(Deviations deviations)
{
    readonly Recurring recurring = new();
    readonly Known?[] known = new Known?[Recurring.Count];

    /// <summary>Passes over a value that was read before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Find(ref TokenReader reader, ref Known? value)
    {
        int place = recurring.Find(ref reader);
        if (place < 0) return false;
        value = known[place];
        if (value!.Deviates) deviations.Count(value);
        return true;
    }

    /// <summary>Keeps what was read from here on up to where the reader stands.</summary>
    public Known? Keep(byte* from, ref TokenReader reader, Known? value)
    {
        if (value is not null && *from is (byte)'"' or (byte)'[' && recurring.Keep(from, (int)(reader.At - from)) is >= 0 and var place) known[place] = value;
        return value;
    }
}
