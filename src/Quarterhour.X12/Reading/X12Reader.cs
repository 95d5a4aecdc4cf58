using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Quarterhour.X12;

// How it works: the file passes through one buffer; SegmentIndex finds all separators of a stretch of it at once, and reading a segment is
// taking the next two numbers from that index. Only ISA, which says what separates, and BIN, which may hold separators, are looked at byte by byte.
// Bound and measurement as in SegmentIndex.

/// <summary>Reads any X12 forward, one segment at a time, in memory that does not grow with the file. Never throws for what the file holds: what is wrong is in <see cref="Findings"/>, and the rest is still read.</summary>
/// <example><code>
/// using var reader = X12Reader.Open("remit.835");
/// while (reader.Read())
///     if (reader.Segment.Code == Tag.CLP) total += reader.Segment.Amount(4) ?? 0;
/// </code></example>
public sealed partial class X12Reader : IDisposable
{
    const int Usual = 256 * 1024, Stretch = 32 * 1024, LongestTold = 60;

    readonly Stream? source;
    readonly bool leaveOpen;
    readonly int longest;
    readonly EnvelopeCheck envelope;
    readonly SegmentIndex index = new();
    readonly int[] ownMarks = new int[16];

    byte[] buffer;
    /// <summary>Where unread bytes begin and end in the buffer, and how far the index reaches.</summary>
    int at, filled, indexed;
    /// <summary>The file's offset of the buffer's first byte.</summary>
    long origin;
    bool ended, closed, outside = true, skipping;
    int next, stretch = Stretch, trailing;
    Delimiters delimiters;

    // the current segment
    int start, end, firstMark, markCount;
    bool own;
    uint code;

    X12Reader(Stream? source, byte[] buffer, int from, int to, Findings? findings, bool leaveOpen, int longest)
    {
        (this.source, this.buffer, at, filled, this.leaveOpen, this.longest) = (source, buffer, from, to, leaveOpen, longest);
        origin = -from;
        ended = source is null;
        Findings = findings ?? new();
        envelope = new(this);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="findings">Receives what is wrong; null for a list of the reader's own.</param>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static X12Reader Open(string path, Findings? findings = null) => Open(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan), findings);

    /// <summary>Reads a stream.</summary>
    /// <param name="stream">Where the bytes come from.</param>
    /// <param name="findings">Receives what is wrong.</param>
    /// <param name="leaveOpen">The stream stays open when the reader is disposed.</param>
    /// <param name="longest">Bytes of the longest segment that is kept whole; of a longer one the rest is passed over, with a finding.</param>
    public static X12Reader Open(Stream stream, Findings? findings = null, bool leaveOpen = false, int longest = 1 << 20) => new(stream, new byte[Usual], 0, 0, findings, leaveOpen, Math.Max(longest, 1024));

    /// <summary>Reads a pipe; use <see cref="ReadAsync"/>.</summary>
    public static X12Reader Open(PipeReader pipe, Findings? findings = null) => Open(pipe.AsStream(), findings);

    /// <summary>Reads bytes that are in memory, where they lie.</summary>
    public static X12Reader Open(ReadOnlyMemory<byte> bytes, Findings? findings = null) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(bytes, out var array)
            ? new(null, array.Array!, array.Offset, array.Offset + array.Count, findings, false, 1 << 20)
            : new(null, bytes.ToArray(), 0, bytes.Length, findings, false, 1 << 20);

    /// <summary>What is wrong with the file so far.</summary>
    public Findings Findings { get; }

    /// <summary>The segment that was read last. Good until the next read.</summary>
    public Segment Segment
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(buffer, (own ? ownMarks : index.Marks).AsSpan(firstMark, markCount), start, end, code, delimiters);
    }

    /// <summary>The tag of that segment as a number.</summary>
    public uint Code => code;

    /// <summary>First byte of that segment in the file.</summary>
    public long Offset => origin + start;

    /// <summary>Segments read so far.</summary>
    public long SegmentNumber { get; private set; }

    /// <summary>The segment in its transaction: ST is 1; 0 outside.</summary>
    public int Position => envelope.InTransaction || code == Tag.SE ? envelope.Position : 0;

    /// <summary>Interchanges begun so far.</summary>
    public int InterchangeNumber => envelope.InterchangeNumber;

    /// <summary>Transactions begun so far.</summary>
    public int TransactionNumber => envelope.TransactionNumber;

    /// <summary>The interchange last begun.</summary>
    public Interchange? Interchange => envelope.Interchange;

    /// <summary>The group last begun.</summary>
    public Group? Group => envelope.Group;

    /// <summary>The transaction last begun.</summary>
    public Transaction? Transaction => envelope.Transaction;

    /// <summary>Whether the current segment belongs to a transaction, its ST and SE included.</summary>
    public bool InTransaction => envelope.InTransaction || code == Tag.SE;

    internal bool EndedWithIea { get; private set; }

    internal string ControlAsWritten { get; private set; } = "";

    /// <summary>Goes to the next segment.</summary>
    /// <returns>False at the end of the file.</returns>
    /// <exception cref="IOException">The source can't be read.</exception>
    public bool Read()
    {
        while (true)
        {
            if (Next()) return true;
            if (ended) return Last();
            Take(source!.Read(Room()));
        }
    }

    /// <summary>The same for a source that is waited for.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancel = default)
    {
        while (true)
        {
            if (Next()) return true;
            if (ended) return Last();
            Room();
            Take(await source!.ReadAsync(buffer.AsMemory(filled), cancel).ConfigureAwait(false));
        }
    }

    /// <summary>The next segment from what the buffer holds.</summary>
    /// <returns>False when more bytes are needed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    bool Next()
    {
        while (true)
        {
            if (skipping && !Skipped()) return false;
            if (outside)
            {
                if (!Enter()) return false;
                if (own) return Accept();
                continue;
            }
            if (next >= index.Segments && !Refresh()) return false;
            int[] marks = index.Marks;
            int first = next == 0 ? 0 : index.Ends[next - 1] + 1, last = index.Ends[next++], from = at, to = marks[last];
            // the last segment may end without a terminator
            at = to < filled ? to + 1 : filled;
            (start, firstMark, markCount, own) = (from, first, last - first, false);
            end = to - trailing < from ? from : to - trailing;
            byte[] bytes = buffer;
            int tagEnd = markCount > 0 ? marks[first] : end;
            if (start < tagEnd && bytes[start] <= ' ') while (start < tagEnd && bytes[start] <= ' ') start++;
            if (end > start && bytes[end - 1] is (byte)'\r' or (byte)'\n') while (end > start && bytes[end - 1] is (byte)'\r' or (byte)'\n') end--;
            if (markCount == 0)
            {
                if (end == start) continue;
                tagEnd = end;
            }
            else if (end < marks[last - 1] + 1) end = marks[last - 1] + 1;
            int length = tagEnd - start;
            code = length == 3 ? (uint)(bytes[start] | bytes[start + 1] << 8 | bytes[start + 2] << 16) : Tag.Of(bytes.AsSpan(start, length));
            switch (code)
            {
                case Tag.ISA:
                    // it says anew what separates
                    (at, outside) = (start, true);
                    index.Clear();
                    (next, indexed) = (0, at);
                    continue;
                case Tag.BIN or Tag.BDS:
                    if (!Binary()) return false;
                    break;
            }
            return Accept();
        }
    }

    /// <summary>The current segment is whole: counts it, and looks at it if it is the envelope's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    bool Accept()
    {
        SegmentNumber++;
        envelope.Position++;
        if ((code & 0xFF) is 'I' or 'G' or 'S' or 'T' || !envelope.InTransaction) Envelope();
        return true;
    }

    void Envelope()
    {
        EndedWithIea = false;
        switch (code)
        {
            case Tag.ISA or Tag.GS or Tag.ST or Tag.SE or Tag.GE or Tag.TA1:
                envelope.Take(Segment);
                if (code == Tag.ISA) CheckHeader();
                break;
            case Tag.IEA:
                Glued();
                envelope.Take(Segment);
                (outside, EndedWithIea) = (true, true);
                break;
            default:
                if (!envelope.InTransaction) envelope.Stray(Segment);
                break;
        }
    }

    bool Last()
    {
        code = 0;
        (firstMark, markCount, start, end) = (0, 0, Math.Min(at, filled), Math.Min(at, filled));
        if (!closed)
        {
            closed = true;
            if (InterchangeNumber == 0) Report("envelope-no-isa", "no ISA with its 16 elements anywhere in it: this is no X12 interchange; check that it is the right file");
            envelope.End();
            if (junk >= 0 && InterchangeNumber > 0) Findings.Add(new("envelope-after-iea", Severity.Error, "something stands behind IEA that belongs to no interchange; remove it") { Offset = junk });
        }
        return false;
    }

    /// <summary>The loop and the claim that checks have told, for findings.</summary>
    internal string? Loop { get; set; }

    internal string? Claim { get; set; }

    /// <summary>The current segment's place, for a finding that is known only later.</summary>
    internal SegmentPlace Here => new(SegmentNumber, Position, Offset);

    /// <summary>Adds a finding about the current segment, or about an earlier one.</summary>
    internal void Report(string id, string message, int element = 0, string? found = null, string? allowed = null, Severity severity = Severity.Error, int component = 0, string? tag = null, string? loop = null, SegmentPlace? at = null)
    {
        var place = at ?? (code == 0 ? new(0, 0, Offset) : Here);
        Findings.Add(new(id, severity, message)
        {
            Interchange = InterchangeNumber, Transaction = InTransaction ? TransactionNumber : 0, Control = InTransaction ? Transaction?.Control : null, Segment = place.Segment, Position = place.Position, Offset = place.Offset,
            Tag = tag ?? (code == 0 ? null : Tag.Text(code)), Element = element, Component = component, Found = found is { Length: > LongestTold } ? found[..LongestTold] + "…" : found, Allowed = allowed,
            Loop = loop ?? (InTransaction ? Loop : null), Claim = InTransaction ? Claim : null,
        });
    }

    /// <summary>Closes the source, unless it was to stay open.</summary>
    public void Dispose()
    {
        if (!leaveOpen) source?.Dispose();
    }
}
