namespace Quarterhour.X12;

// How it works, bound and measurement: see X12Reader.cs. This part fills the buffer and finds the way where there is no index: before ISA, in BIN, in a segment that does not end.

public sealed partial class X12Reader
{
    string? headerFault;
    bool standard;
    /// <summary>Where something began that is no interchange; -1 where nothing did.</summary>
    long junk = -1;

    /// <summary>Free space behind what is in the buffer; what was read already gives way.</summary>
    Span<byte> Room()
    {
        if (at > 0)
        {
            buffer.AsSpan(at, filled - at).CopyTo(buffer);
            (origin, filled, indexed, at) = (origin + at, filled - at, Math.Max(indexed - at, 0), 0);
        }
        if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        return buffer.AsSpan(filled);
    }

    void Take(int read)
    {
        if (read == 0) ended = true;
        else filled += read;
    }

    /// <summary>Finds the separators of the next stretch.</summary>
    /// <returns>False when no segment ends in what the buffer holds.</returns>
    bool Refresh()
    {
        while (true)
        {
            int to = Math.Min(filled, at + stretch);
            if (to == filled && !ended && filled - at <= longest && !buffer.AsSpan(Math.Max(indexed, at), filled - Math.Max(indexed, at)).Contains(delimiters.Terminator))
            {
                // nothing to find yet: the bytes are not looked at again
                indexed = filled;
                index.Clear();
                next = 0;
                return false;
            }
            index.Build(buffer, at, to, delimiters.Element, delimiters.Terminator);
            next = 0;
            if (index.Segments > 0)
            {
                stretch = Stretch;
                return true;
            }
            if (to < filled && to - at <= longest) stretch *= 2;
            else if (to - at > longest) return TooLong();
            else if (!ended) return false;
            else return Unterminated();
        }
    }

    bool TooLong()
    {
        Findings.Add(new("envelope-segment-too-long", Severity.Error, $"a segment does not end within {longest:#,0} bytes; the rest of it was passed over. A wrong terminator in ISA, or a terminator left out, is the usual cause")
        {
            Interchange = InterchangeNumber, Transaction = envelope.InTransaction ? TransactionNumber : 0, Segment = SegmentNumber + 1, Offset = origin + at,
        });
        index.Close(at + longest);
        skipping = true;
        return true;
    }

    bool Unterminated()
    {
        if (buffer.AsSpan(at, filled - at).ContainsAnyExcept(" \r\n\t\0\x1A"u8))
        {
            bool line = delimiters.Terminator == '\n';
            Findings.Add(new("structure-unterminated", line ? Severity.Note : Severity.Warning, $"the last segment has no terminator; write {(line ? "an end of line" : $"\"{(char)delimiters.Terminator}\"")} behind it")
            {
                Interchange = InterchangeNumber, Segment = SegmentNumber + 1, Offset = origin + at,
            });
            index.Close(filled);
            return true;
        }
        at = filled;
        return false;
    }

    /// <summary>Passes over the rest of a segment that is too long.</summary>
    bool Skipped()
    {
        int found = buffer.AsSpan(at, filled - at).IndexOf(delimiters.Terminator);
        at = found < 0 ? filled : at + found + 1;
        index.Clear();
        (next, indexed, skipping) = (0, at, found < 0 && !ended);
        return found >= 0;
    }

    /// <summary>Goes to the next interchange, or on in this one when its header is missing.</summary>
    /// <returns>False when more bytes are needed, or there are none.</returns>
    bool Enter()
    {
        while (true)
        {
            if (origin + at == 0 && filled - at >= 3 && buffer[at] == 0xEF && buffer[at + 1] == 0xBB && buffer[at + 2] == 0xBF) at += 3;
            while (at < filled && buffer[at] is <= (byte)' ') at++;
            int have = filled - at;
            if (have == 0 || have < InterchangeHeader.Longest && !ended) return false;
            var rest = buffer.AsSpan(at, have);
            if (InterchangeHeader.TryRead(rest, ownMarks, out var header) || InterchangeHeader.TryGuess(rest, ownMarks, out header)) return Begin(header);
            if (InterchangeNumber > 0 && have > 3 && rest[..2] is [(byte)'G', (byte)'S' or (byte)'E'] or [(byte)'S', (byte)'T'] or [(byte)'I', (byte)'E'] && rest[2..4].Contains(delimiters.Element))
            {
                (outside, own, next, indexed) = (false, false, 0, at);
                index.Clear();
                return true;
            }
            if (junk < 0) junk = origin + at;
            int candidate = InterchangeHeader.Candidate(rest, 1);
            if (candidate >= 0) at += candidate;
            else
            {
                at = ended ? filled : filled - Math.Min(have - 1, 4);
                return false;
            }
        }
    }

    bool Begin(in InterchangeHeader header)
    {
        (start, end, firstMark, markCount) = (at, at + header.Length - header.TerminatorLength, 0, header.Marks.Length);
        for (int i = 0; i < markCount; i++) ownMarks[i] += at;
        delimiters = header.Delimiters;
        trailing = delimiters.Terminator == '\n' ? 0 : header.TerminatorLength - 1;
        (headerFault, standard) = (header.Fault, header.IsStandard);
        at += header.Length;
        index.Clear();
        // many short interchanges must not cost a whole stretch each
        (own, outside, next, indexed, code, stretch) = (true, false, 0, at, Tag.ISA, 1024);
        return true;
    }

    /// <summary>Says what is wrong with the header of the interchange that just began.</summary>
    void CheckHeader()
    {
        ControlAsWritten = Segment.Text(13);
        if (junk >= 0)
        {
            Findings.Add(new("envelope-before-isa", Severity.Error, "something stands before ISA that belongs to no interchange; it was passed over. Remove it") { Interchange = InterchangeNumber, Offset = junk, Segment = SegmentNumber });
            junk = -1;
        }
        if (headerFault is not null) Report("envelope-isa-malformed", $"ISA: {headerFault}; it was read as well as it can be. Write its 16 elements in full width", found: Segment.ToString());
        else if (!standard) Report("envelope-isa-length", "ISA is not 106 characters with its terminator; each of its 16 elements has a fixed width and is padded with blanks", found: Segment.ToString());
        if (trailing > 0) Report("envelope-terminator", $"the segment terminator takes {trailing + 1} bytes; it must be one single-byte character, usually ~");
        if (delimiters.Fault is { } fault) Report("envelope-delimiters", $"ISA: {fault}; choose four different characters that occur in no data, usually * : ^ ~");
    }

    /// <summary>An IEA that runs into the next interchange because its terminator is missing.</summary>
    void Glued()
    {
        var bytes = Segment.Bytes;
        int isa = InterchangeHeader.Candidate(bytes, 3);
        if (isa < 0) return;
        at = start + isa;
        end = start + bytes[..isa].TrimEnd(" \r\n"u8).Length;
        while (markCount > 0 && index.Marks[firstMark + markCount - 1] >= end) markCount--;
        index.Clear();
        (next, indexed) = (0, at);
        Report("structure-unterminated", $"IEA has no terminator before the next ISA; write \"{(char)delimiters.Terminator}\" behind it", severity: Severity.Warning);
    }

    /// <summary>BIN and BDS tell the length of their last element, which may hold separators.</summary>
    /// <returns>False when more bytes are needed.</returns>
    bool Binary()
    {
        int told = code == Tag.BIN ? 1 : 2;
        if (markCount <= told || !Reading.TryCount(Segment[told], out long length) || length > longest) return true;
        long stop = index.Marks[firstMark + told] + 1 + length;
        if (stop == end) return true;
        if (stop >= filled && !ended)
        {
            (at, next, indexed) = (start, 0, start);
            index.Clear();
            return false;
        }
        if (stop < end || stop >= filled || buffer[stop] != delimiters.Terminator) return true;
        (end, at, markCount, next) = ((int)stop, (int)stop + 1, told + 1, index.Segments);
        return true;
    }
}
