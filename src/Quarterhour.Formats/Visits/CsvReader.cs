using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Unicode;

namespace Quarterhour.Formats.Visits;

/// <summary>Records of a CSV file as byte spans, in bounded memory: quotes, doubled quotes, line breaks inside quotes, CRLF and LF.
/// Our own because a quote left open may cost one line and no more, and every message names its line; see docs/decisions/0002-own-csv-reader.md.</summary>
sealed class CsvReader(Stream stream)
{
    /// <summary>A record that is longer is reported and passed over: a quote that was left open would otherwise swallow the file.</summary>
    public const int LongestRecord = 1 << 20;

    byte[] buffer = new byte[1 << 16];
    int start, end, consumed;
    bool ended;

    /// <summary>A byte beyond ASCII was read: from then on each record is looked at for whether it is UTF-8.</summary>
    bool beyondAscii;
    (int Start, int Length, bool Quoted)[] fields = new (int, int, bool)[32];
    int count;

    /// <summary>The line on which the record began, from 1.</summary>
    public long Line { get; private set; }

    long nextLine = 1;

    public int Count => count;

    /// <summary>A quote stands somewhere in the record.</summary>
    bool quotes;

    /// <summary>Set when the last record could not be used; its fields are then empty.</summary>
    public string? Fault { get; private set; }

    /// <summary>The bytes of a field, without quotes and blanks around it.</summary>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            var (at, length, quoted) = fields[index];
            var field = buffer.AsSpan(at, length);
            return quoted ? Unquoted(field) : field;
        }
    }

    /// <summary>Moves to the next record that is not blank.</summary>
    /// <returns>False at the end of the file.</returns>
    public bool Read()
    {
        while (true)
        {
            start += consumed;
            consumed = 0;
            Fault = null;
            count = 0;
            quotes = false;
            Line = nextLine;
            int length = FindEnd(out int newline);
            if (length < 0) return false;
            consumed = length + newline;
            if (Fault is not null) return true;
            if (Split(start, length)) return true;
        }
    }

    /// <summary>The length of the record without its line end; -1 at the end of the file.</summary>
    int FindEnd(out int newline)
    {
        newline = 0;
        bool quoted = false;
        int at = 0, closed = -2;
        while (true)
        {
            var rest = buffer.AsSpan(start + at, end - start - at);
            int found = quoted ? rest.IndexOfAny((byte)'"', (byte)'\n') : rest.IndexOfAny((byte)'"', (byte)'\n', (byte)0);
            if (found < 0)
            {
                at = end - start;
                if (at > LongestRecord) return TooLong(out newline);
                if (Fill()) continue;
                if (at == 0) return -1;
                if (!quoted) return at;
                Fault = "a quote is opened and not closed; close it, or take it away";
                return SkipLine(out newline);
            }
            at += found;
            switch (buffer[start + at])
            {
                case (byte)'"':
                    quotes = true;
                    // a doubled quote opens again; a quote within a field that is not quoted is text
                    if (quoted) (quoted, closed) = (false, at);
                    else quoted = at == closed + 1 || BeginsField(at);
                    break;
                case 0:
                    Fault = $"byte {at + 1} of the line is NUL; the file is not text, or it is UTF-16: save it as UTF-8";
                    return SkipLine(out newline);
                default:
                    nextLine++;
                    if (quoted) break;
                    newline = 1;
                    return at;
            }
            at++;
        }
    }

    bool BeginsField(int at)
    {
        while (at > 0 && buffer[start + at - 1] == ' ') at--;
        return at == 0 || buffer[start + at - 1] == ',';
    }

    int TooLong(out int newline)
    {
        Fault = $"the line is longer than {LongestRecord / 1024} KB; is a quote left open, or is this another kind of file?";
        return SkipLine(out newline);
    }

    /// <summary>Passes over the first line of the record without keeping it; what follows is read as if the quote in it were not there.</summary>
    int SkipLine(out int newline)
    {
        while (true)
        {
            int found = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (found >= 0)
            {
                nextLine = Line + 1;
                newline = 1;
                return found;
            }
            start = end;
            if (Fill()) continue;
            newline = 0;
            return 0;
        }
    }

    /// <summary>Reads more behind what is there, moving or growing the buffer when it is full.</summary>
    bool Fill()
    {
        if (ended) return false;
        if (end == buffer.Length)
        {
            if (start > 0)
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                (start, end) = (0, end - start);
            }
            else Array.Resize(ref buffer, buffer.Length * 2);
        }
        int read = stream.Read(buffer, end, buffer.Length - end);
        if (!beyondAscii) beyondAscii = !Ascii.IsValid(buffer.AsSpan(end, read));
        end += read;
        if (read == 0) ended = true;
        return read > 0;
    }

    bool Split(int at, int length)
    {
        int stop = at + length;
        if (length > 0 && buffer[stop - 1] == '\r') stop--;
        var record = buffer.AsSpan(at, stop - at);
        if (record.Length == 0 || record[0] <= ' ' && record.IndexOfAnyExcept((byte)' ', (byte)'\t') < 0) return false;
        if (beyondAscii && !Utf8.IsValid(record))
        {
            Fault = "the line is not UTF-8 text; save the file as UTF-8 (in a spreadsheet: \"CSV UTF-8\")";
            return true;
        }
        if (!quotes)
        {
            SplitPlain(at, stop);
            return true;
        }
        while (true)
        {
            var rest = buffer.AsSpan(at, stop - at);
            int lead = 0;
            while (lead < rest.Length && rest[lead] == ' ') lead++;
            bool quoted = lead < rest.Length && rest[lead] == '"';
            int comma = quoted ? AfterQuotes(rest, lead) : rest.IndexOf((byte)',');
            int width = comma < 0 ? rest.Length : comma;
            Add(at, width, quoted);
            if (comma < 0) return true;
            at += comma + 1;
        }
    }

    /// <summary>Splits a record without quotes, sixteen bytes at a time.</summary>
    void SplitPlain(int at, int stop)
    {
        var commas = Vector128.Create((byte)',');
        int field = at;
        for (; stop - at >= Vector128<byte>.Count; at += Vector128<byte>.Count)
            for (uint found = Vector128.Equals(Vector128.Create(buffer, at), commas).ExtractMostSignificantBits(); found != 0; found &= found - 1)
            {
                int comma = at + BitOperations.TrailingZeroCount(found);
                Add(field, comma - field, quoted: false);
                field = comma + 1;
            }
        for (; at < stop; at++)
            if (buffer[at] == ',')
            {
                Add(field, at - field, quoted: false);
                field = at + 1;
            }
        Add(field, stop - field, quoted: false);
    }

    void Add(int at, int length, bool quoted)
    {
        // mostly there is no blank around it
        if (!quoted && length > 0 && (buffer[at] <= ' ' || buffer[at + length - 1] <= ' '))
        {
            while (length > 0 && buffer[at + length - 1] is (byte)' ' or (byte)'\t') length--;
            for (; length > 0 && buffer[at] is (byte)' ' or (byte)'\t'; length--) at++;
        }
        if (count == fields.Length) Array.Resize(ref fields, 2 * count);
        fields[count++] = (at, length, quoted);
    }

    /// <summary>The comma after a quoted field; -1 when it is the last.</summary>
    static int AfterQuotes(ReadOnlySpan<byte> rest, int open)
    {
        bool quoted = true;
        for (int i = open + 1; i < rest.Length; i++)
            if (rest[i] == '"') quoted = !quoted;
            else if (rest[i] == ',' && !quoted) return i;
        return -1;
    }

    static ReadOnlySpan<byte> Unquoted(ReadOnlySpan<byte> field)
    {
        field = field.Trim(" \t"u8);
        if (field.Length >= 2 && field[^1] == '"') field = field[1..^1];
        if (field.IndexOf("\"\""u8) < 0) return field.Trim(" \t"u8);
        var plain = new byte[field.Length];
        int length = 0;
        for (int i = 0; i < field.Length; i++)
        {
            plain[length++] = field[i];
            if (field[i] == '"' && i + 1 < field.Length && field[i + 1] == '"') i++;
        }
        return plain.AsSpan(0, length).Trim(" \t"u8);
    }
}
