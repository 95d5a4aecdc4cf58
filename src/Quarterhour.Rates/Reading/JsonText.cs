using System.Runtime.InteropServices;

namespace Quarterhour.Rates.Reading;

/// <summary>
/// The text of a rate file as a window that moves: a value that is asked for whole lies in one piece, everything else streams through. The window is
/// a block of the ring with the unfinished tail of the block before in front of it; only a value longer than that room is put together in a
/// buffer that grows. Memory is bounded by the ring and the longest value that somebody wants whole.
/// </summary>
sealed unsafe class JsonText : IDisposable
{
    /// <summary>No value that is wanted whole may be longer.</summary>
    public long Longest { get; init; } = Array.MaxLength;

    readonly BlockRing ring;
    BlockRing.Block? block;
    byte[]? spill;
    byte* text;
    int position, end;
    long origin;
    bool ended;

    public JsonText(Stream source, int blockSize = BlockRing.BlockSize, System.IO.Hashing.XxHash128? sum = null, bool inflates = false, CancellationToken cancellation = default)
    {
        ring = new(source, blockSize, sum, inflates ? BlockRing.Content.Inflated : BlockRing.Content.Plain, cancellation);
        (position, end) = (0, 0);
    }

    /// <summary>Byte offset of what is read next.</summary>
    public long Offset => origin + position;

    /// <summary>Bytes that have come in so far.</summary>
    public long Arrived => origin + end;

    public long OffsetOf(byte* at) => origin + (at - text);

    /// <summary>Where reading stands; valid until anything else is asked of this text.</summary>
    public byte* At => text + position;

    /// <summary>The next byte that is no white space, which stays; 0 at the end.</summary>
    public byte Peek()
    {
        while (true)
        {
            for (; position < end; position++)
                if (text[position] is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')) return text[position];
            if (!Fill(position)) return 0;
        }
    }

    /// <summary>Passes over the byte that was peeked at.</summary>
    public void Step() => position++;

    /// <summary>Passes over bytes of a value that was asked for whole.</summary>
    public void Pass(long bytes) => position += (int)bytes;

    /// <summary>Passes over the byte order mark.</summary>
    public bool Mark()
    {
        while (end - position < 3)
            if (!Fill(position)) return false;
        if (text[position] != 0xEF || text[position + 1] != 0xBB || text[position + 2] != 0xBF) return false;
        position += 3;
        return true;
    }

    /// <summary>The whole value that begins at <see cref="At"/>, which is moved into one piece.</summary>
    /// <returns>Its length.</returns>
    /// <exception cref="UnusableRateFileException">The text ends first, or holds no value here.</exception>
    public int Whole() => text[position] switch
    {
        (byte)'{' or (byte)'[' => WholeBracketed(),
        (byte)'"' => WholeString(),
        _ => WholeWord(),
    };

    int WholeBracketed()
    {
        var state = ScanState.Within(1, text[position] == '{' ? 1 : 0);
        int from = position + 1;
        while (true)
        {
            int found = Structure.Skip(text, from, end, ref state);
            if (found >= 0)
            {
                if (!state.BracesEven) throw Exchanged(origin + position);
                return found - position;
            }
            int scanned = end - position;
            if (!Fill(position)) throw Cut();
            from = position + scanned;
        }
    }

    int WholeString()
    {
        int from = position + 1;
        while (true)
        {
            int found = new ReadOnlySpan<byte>(text + from, end - from).IndexOfAny((byte)'"', (byte)'\\');
            if (found >= 0 && text[from + found] == '"') return from + found + 1 - position;
            // an escaped byte must be there as well
            int next = found < 0 ? end : from + found + 2;
            int seen = next - position;
            while (next > end || found < 0)
            {
                if (!Fill(position)) throw Cut();
                next = position + seen;
                if (next <= end) break;
            }
            from = position + seen;
        }
    }

    int WholeWord()
    {
        int length = 0;
        while (true)
        {
            for (; position + length < end; length++)
                if (text[position + length] is (byte)',' or (byte)'}' or (byte)']' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or (byte)':' or (byte)'"' or (byte)'{' or (byte)'[')
                    return length > 0 ? length : throw Unexpected("a value");
            if (!Fill(position)) return length > 0 ? length : throw Cut();
        }
    }

    /// <summary>Passes over text until so many brackets are closed; nothing of it is looked at.</summary>
    /// <param name="depth">Brackets that are open here.</param>
    /// <param name="openBraces">How many of them are braces.</param>
    public void Skip(int depth, int openBraces)
    {
        var state = ScanState.Within(depth, openBraces);
        long began = Offset;
        while (true)
        {
            int found = Structure.Skip(text, position, end, ref state);
            if (found >= 0)
            {
                position = found;
                if (!state.BracesEven) throw Exchanged(began);
                return;
            }
            position = end;
            if (!Fill(end)) throw Cut();
        }
    }

    /// <summary>Passes over one value of any kind.</summary>
    public void SkipValue()
    {
        byte first = Peek();
        if (first is (byte)'{' or (byte)'[')
        {
            position++;
            Skip(1, first == '{' ? 1 : 0);
        }
        else if (first == 0) throw Cut();
        else Pass(Whole());
    }

    /// <summary>Moves on to the next block; what lies from an index on stays in front of it.</summary>
    bool Fill(int keep)
    {
        if (ended) return false;
        var next = ring.Take();
        if (next is null)
        {
            ended = true;
            return false;
        }
        int kept = end - keep, shift = position - keep;
        long from = origin + keep;
        if (kept <= BlockRing.Headroom)
        {
            byte* start = next.Start;
            int begin = BlockRing.Headroom - kept;
            Buffer.MemoryCopy(text + keep, start + begin, kept, kept);
            if (block is not null) ring.Release();
            (block, position, end, origin) = (next, begin + shift, BlockRing.Headroom + next.Length, from - begin);
            text = start;
            if (spill is { Length: > 8 << 20 }) spill = null;
            return true;
        }
        // asked for once: as soon as the block is given back, it has the length of what is read into it next
        int more = next.Length;
        Grow(keep, kept, more);
        new ReadOnlySpan<byte>(next.Start + BlockRing.Headroom, more).CopyTo(new(text + kept, more));
        ring.Release();
        (position, end, origin) = (shift, kept + more, from);
        return true;
    }

    /// <summary>Puts what is kept at the start of the growing buffer, with room for more behind it.</summary>
    void Grow(int keep, int kept, int more)
    {
        long need = (long)kept + more + BlockRing.Padding;
        if (need > Longest) throw new UnusableRateFileException("a value is longer than can be held in memory", origin + keep);
        byte[] into = spill is not null && spill.Length >= need ? spill : GC.AllocateUninitializedArray<byte>((int)Math.Min(Array.MaxLength, Math.Max(need * 2, 4 << 20)), pinned: true);
        byte* start = (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(into, 0);
        Buffer.MemoryCopy(text + keep, start, kept, kept);
        if (block is not null) ring.Release();
        (spill, block) = (into, null);
        text = start;
    }

    /// <summary>What of the text is at hand from here on.</summary>
    public int AtHand => end - position;

    public UnusableRateFileException Cut() => new("the text ends in the middle; the file was cut off or not fully downloaded", Arrived);

    public UnusableRateFileException Unexpected(string expected) => position < end
        ? new($"{expected} is expected where {Shown(text[position])} stands; the file is no well-formed JSON there", Offset) : Cut();

    static UnusableRateFileException Exchanged(long offset) => new("a bracket and a brace are exchanged within the value that begins here", offset);

    public static string Shown(byte one) => one is > 0x20 and < 0x7F ? $"\"{(char)one}\"" : $"byte 0x{one:X2}";

    public void Dispose() => ring.Dispose();
}
