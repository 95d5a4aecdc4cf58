using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Quarterhour.Rates.Reading;

namespace Quarterhour.Rates.Parsing;

/// <summary>
/// Finds the next member of an object. Payers write one object like the other: what followed a member follows it again. So the text between two values, comma, name, colon
/// and white space, is held at once against the two texts that were last seen in that place, 32 bytes each; what is neither is read as any JSON. Bound: two loads and
/// comparisons a member, some 4 ns where the order is kept; docs/benchmarks-rates.md tells what whole runs reach.
/// </summary>
sealed unsafe class MemberOrder
{
    /// <summary>Before the first member; as an answer, behind the closing brace.</summary>
    public const int Edge = 0;

    const int Longest = 32;

    readonly byte[][] names;

    // two a place, the newer first
    readonly Step[] steps;

    struct Step
    {
        public Vector256<byte> Bytes, Mask;
        public int Length, Member;
    }

    public MemberOrder(params string[] names)
    {
        this.names = [.. names.Select(System.Text.Encoding.UTF8.GetBytes)];
        steps = new Step[2 * (names.Length + 2)];
        foreach (ref var step in steps.AsSpan()) step.Length = int.MaxValue;
    }

    /// <summary>The answer for a member that has none of the names.</summary>
    public int Other => names.Length + 1;

    /// <summary>Goes on to the next member of an object that is open.</summary>
    /// <param name="reader">Behind the opening brace or a value; then at the next value, or behind the closing brace.</param>
    /// <param name="before">What this answered before; <see cref="Edge"/> at first.</param>
    /// <param name="name">Set for a member that has none of the names.</param>
    /// <returns>The name's place in the list, counted from 1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(ref TokenReader reader, int before, out Slice name)
    {
        name = default;
        int member = Seen(ref reader, before);
        if (member >= 0) return member;
        return Read(ref reader, before, out name);
    }

    /// <summary>Goes on to the next member where it is written as one that was read here before; reads nothing else and never fails.</summary>
    /// <returns>As <see cref="Next"/>, or -1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Seen(ref TokenReader reader, int before)
    {
        var here = Vector256.Load(reader.At);
        long room = reader.End - reader.At;
        ref var newer = ref steps[2 * before];
        if (((here ^ newer.Bytes) & newer.Mask) == Vector256<byte>.Zero && newer.Length <= room)
        {
            reader.At += newer.Length;
            return newer.Member;
        }
        if (room > 0 && *reader.At == '}')
        {
            reader.At++;
            return Edge;
        }
        ref var older = ref steps[2 * before + 1];
        if (((here ^ older.Bytes) & older.Mask) != Vector256<byte>.Zero || older.Length > room) return -1;
        reader.At += older.Length;
        return older.Member;
    }

    int Read(ref TokenReader reader, int before, out Slice name)
    {
        byte* from = reader.At;
        bool first = before == Edge;
        if (!reader.Member(ref first, out name)) return Edge;
        reader.Peek();
        for (int i = 0; i < names.Length; i++)
        {
            if (!name.Is(names[i])) continue;
            Learn(before, from, (int)(reader.At - from), i + 1);
            return i + 1;
        }
        return Other;
    }

    void Learn(int before, byte* from, int length, int member)
    {
        if (length > Longest) return;
        steps[2 * before + 1] = steps[2 * before];
        steps[2 * before] = new() { Bytes = Vector256.Load(from), Mask = FirstBytes(length), Length = length, Member = member };
    }

    static readonly Vector256<byte>[] Masks = [.. Enumerable.Range(0, Longest + 1).Select(length => Vector256.LessThan(Vector256.CreateSequence((byte)0, (byte)1), Vector256.Create((byte)length)))];

    /// <summary>All bits of so many bytes, 32 at most.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> FirstBytes(int length) => Masks[Math.Min(length, Longest)];
}
