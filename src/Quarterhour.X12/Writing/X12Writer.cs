using System.Buffers;
using System.Globalization;

namespace Quarterhour.X12;

/// <summary>Writes X12: envelope with counts and control numbers, segments without trailing empties, the same bytes for the same data.</summary>
/// <example><code>
/// var writer = new X12Writer(stream);
/// writer.Begin(interchange);
/// writer.Begin(group);
/// writer.Begin(new Transaction("837", "0001", "005010X222A1"));
/// writer.Start("BHT").Text("0019").Text("00").Text("B1").Text("20260504").Text("1200").Text("CH").End();
/// writer.EndAll();
/// </code></example>
public sealed class X12Writer
{
    readonly Stream output;
    readonly CharacterSet characters;
    readonly bool lines;

    readonly ArrayBufferWriter<byte> segment = new(256);
    SearchValues<char>? allowed;
    Interchange? interchange;
    Group? group;
    Transaction? transaction;
    Delimiters delimiters = Delimiters.Usual;
    string tag = "";
    int element, components, pendingElements, pendingComponents, groups, transactions, segments;

    /// <param name="output">Receives the bytes; it stays open.</param>
    /// <param name="characters">What data may hold.</param>
    /// <param name="lines">Each segment on a line of its own, for people.</param>
    public X12Writer(Stream output, CharacterSet characters = CharacterSet.Extended, bool lines = false) => (this.output, this.characters, this.lines) = (output, characters, lines);

    /// <summary>Segments of the open transaction so far.</summary>
    public int Segments => segments;

    /// <summary>Bytes written so far.</summary>
    public long Length { get; private set; }

    /// <summary>Begins an interchange, after the end of the one before.</summary>
    /// <exception cref="X12DataException">A field is too long or holds a separator.</exception>
    public void Begin(Interchange header)
    {
        ArgumentNullException.ThrowIfNull(header);
        End(interchange: true);
        if (header.Delimiters.Fault is { } fault) throw new X12DataException($"ISA: {fault}; choose others", "ISA", 16);
        (interchange, delimiters, groups) = (header, header.Delimiters, 0);
        allowed = SearchValues.Create(Allowed(characters, delimiters));
        string repetition = header.Version.CompareTo("00402", StringComparison.Ordinal) >= 0 && delimiters.Repetition != 0 ? ((char)delimiters.Repetition).ToString() : "U";
        var start = Start("ISA");
        (string, int)[] fields =
        [
            (header.AuthorizationQualifier, 2), (header.Authorization, 10), (header.SecurityQualifier, 2), (header.Security, 10), (header.SenderQualifier, 2), (header.Sender, 15), (header.ReceiverQualifier, 2), (header.Receiver, 15),
            (header.Date, 6), (header.Time, 4), (repetition, 1), (header.Version, 5), (header.Control.PadLeft(9, '0'), 9), (header.AcknowledgmentRequested ? "1" : "0", 1), (header.Usage, 1),
        ];
        for (int i = 0; i < fields.Length; i++)
        {
            var (value, width) = fields[i];
            if (value.Length > width) throw new X12DataException($"ISA{i + 1:00} is \"{value}\": {width} characters at most", "ISA", i + 1);
            if (i == 10) start.Raw(value);
            else start.Text(value.PadRight(width));
        }
        start.Raw(((char)delimiters.Component).ToString());
        End();
    }

    /// <summary>Begins a group in the open interchange.</summary>
    public void Begin(Group header)
    {
        ArgumentNullException.ThrowIfNull(header);
        if (interchange is null) throw new InvalidOperationException("a group stands in an interchange; begin that first");
        End(interchange: false);
        (group, transactions) = (header, 0);
        groups++;
        Start("GS").Text(header.Code).Text(header.Sender).Text(header.Receiver).Text(header.Date).Text(header.Time).Text(header.Control).Text(header.Agency).Text(header.Version).End();
    }

    /// <summary>Begins a transaction in the open group.</summary>
    public void Begin(Transaction header)
    {
        ArgumentNullException.ThrowIfNull(header);
        // an 835 does not say its guide in ST, and nothing did in version 4010
        BeginAsWritten(header.Set == "835" || header.Guide.StartsWith("004", StringComparison.Ordinal) ? header with { Guide = "" } : header);
    }

    /// <summary>The same with ST03 as it is given.</summary>
    internal void BeginAsWritten(Transaction header)
    {
        if (group is null) throw new InvalidOperationException("a transaction stands in a group; begin that first");
        EndTransaction();
        transaction = header;
        transactions++;
        segments = 0;
        Start("ST").Text(header.Set).Text(header.Control).Text(header.Guide).End();
    }

    /// <summary>Begins a segment.</summary>
    public X12Writer Start(string name)
    {
        (tag, element, components, pendingElements, pendingComponents) = (name, 0, 0, 0, 0);
        segment.ResetWrittenCount();
        Raw(name, separate: false);
        return this;
    }

    /// <summary>The next element. An empty one is written only when another follows.</summary>
    /// <exception cref="X12DataException">It holds a separator, or a character that the set does not have.</exception>
    public X12Writer Text(string? value)
    {
        element++;
        pendingElements++;
        if (string.IsNullOrEmpty(value)) return this;
        Refuse(value);
        Separators();
        Raw(value, separate: false);
        return this;
    }

    /// <summary>The next element, bytes of a length that an element before it tells (BIN, BDS).</summary>
    public X12Writer Bytes(ReadOnlySpan<byte> bytes)
    {
        element++;
        pendingElements++;
        if (bytes.IsEmpty) return this;
        Separators();
        segment.Write(bytes);
        return this;
    }

    /// <summary>The next element, an amount or a decimal.</summary>
    public X12Writer Amount(decimal? value) => Text(value is { } amount ? Reading.Amount(amount) : null);

    /// <summary>The next element, a whole number.</summary>
    public X12Writer Count(long value) => Text(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>The next component of the next element; <see cref="EndComposite"/> ends the element.</summary>
    public X12Writer Component(string? value)
    {
        if (components++ == 0)
        {
            element++;
            pendingElements++;
            pendingComponents = 0;
        }
        else pendingComponents++;
        if (string.IsNullOrEmpty(value)) return this;
        Refuse(value);
        Separators();
        Fill(delimiters.Component, pendingComponents);
        pendingComponents = 0;
        Raw(value, separate: false);
        return this;
    }

    /// <summary>Ends a composite element.</summary>
    public X12Writer EndComposite()
    {
        (components, pendingComponents) = (0, 0);
        return this;
    }

    /// <summary>The next element with these components; none is an empty element.</summary>
    public X12Writer Composite(IReadOnlyList<string> parts)
    {
        if (parts.Count == 0) return Text(null);
        for (int i = 0; i < parts.Count; i++) Component(parts[i]);
        return EndComposite();
    }

    /// <summary>The next element with these repetitions.</summary>
    public X12Writer Repeated(IReadOnlyList<string> values) => RepeatedComposites([.. values.Select(static one => (IReadOnlyList<string>)[one])]);

    /// <summary>The next element with these repetitions, each with its components.</summary>
    public X12Writer RepeatedComposites(IReadOnlyList<IReadOnlyList<string>> values)
    {
        element++;
        pendingElements++;
        if (values.All(static one => one.All(string.IsNullOrEmpty))) return this;
        Separators();
        for (int i = 0; i < values.Count; i++)
        {
            if (i > 0) Fill(delimiters.Repetition, 1);
            int empty = 0;
            foreach (string part in values[i])
            {
                if (part.Length > 0)
                {
                    Refuse(part);
                    Raw(part, separate: false);
                }
                empty++;
                if (empty < values[i].Count) Fill(delimiters.Component, 1);
            }
        }
        return this;
    }

    /// <summary>Ends the segment and writes it.</summary>
    public void End()
    {
        Fill(delimiters.Terminator, 1);
        if (lines && delimiters.Terminator != '\n') Fill((byte)'\n', 1);
        output.Write(segment.WrittenSpan);
        Length += segment.WrittenCount;
        segments++;
    }

    /// <summary>Ends the open transaction.</summary>
    public void EndTransaction()
    {
        if (transaction is null) return;
        Start("SE").Count(segments + 1).Text(transaction.Control).End();
        transaction = null;
    }

    /// <summary>Ends whatever is open, the interchange included.</summary>
    public void EndAll() => End(interchange: true);

    void End(bool interchange)
    {
        EndTransaction();
        if (group is not null) Start("GE").Count(transactions).Text(group.Control).End();
        group = null;
        if (!interchange || this.interchange is null) return;
        Start("IEA").Count(groups).Text(this.interchange.Control.PadLeft(9, '0')).End();
        this.interchange = null;
    }

    void Refuse(string value)
    {
        int at = allowed is null ? -1 : value.AsSpan().IndexOfAnyExcept(allowed);
        if (at < 0) return;
        char wrong = value[at];
        bool separates = wrong < 128 && ((byte)wrong == delimiters.Element || (byte)wrong == delimiters.Component || (byte)wrong == delimiters.Terminator || (byte)wrong == delimiters.Repetition);
        throw new X12DataException($"{tag}{element:00} is \"{value}\": \"{wrong}\" {(separates ? "separates in this interchange, and X12 has no escape; take it out of the data, or choose other separators" : $"is not in the {(characters == CharacterSet.Basic ? "basic" : "extended")} character set")}", tag, element);
    }

    static string Allowed(CharacterSet characters, Delimiters delimiters)
    {
        string set = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 !\"&'()*+,-./:;?=" + (characters == CharacterSet.Basic ? "" : "abcdefghijklmnopqrstuvwxyz%~@[]_{}\\|<>^`#$");
        return string.Concat(set.Where(one => (byte)one != delimiters.Element && (byte)one != delimiters.Component && (byte)one != delimiters.Terminator && (byte)one != delimiters.Repetition));
    }

    void Separators()
    {
        Fill(delimiters.Element, pendingElements);
        pendingElements = 0;
    }

    X12Writer Raw(string value, bool separate = true)
    {
        if (separate)
        {
            element++;
            pendingElements++;
            Separators();
        }
        var span = segment.GetSpan(value.Length);
        for (int i = 0; i < value.Length; i++) span[i] = (byte)value[i];
        segment.Advance(value.Length);
        return this;
    }

    void Fill(byte value, int times)
    {
        if (times == 0) return;
        segment.GetSpan(times)[..times].Fill(value);
        segment.Advance(times);
    }
}
