using System.Text;
using System.Text.Json;

namespace Quarterhour.X12;

/// <summary>Any X12 as JSON and back, nothing lost: segments as lists that begin with the tag; a composite is a list in it, repetitions are <c>{"repeat":[…]}</c>; loops of known guides are objects with their segments in <c>content</c>.</summary>
public static class X12Json
{
    /// <summary>Writes what a reader reads as the members <c>interchanges</c> of the object that is open. Counts and control numbers of trailers are left out: they follow from the rest.</summary>
    public static void Write(X12Reader reader, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(json);
        new Tree(reader, json).Write();
    }

    /// <summary>Writes what such JSON holds as X12.</summary>
    /// <param name="root">An object with <c>interchanges</c>.</param>
    /// <param name="writer">Receives it.</param>
    /// <exception cref="FormatException">The JSON is not of this form; the message says where.</exception>
    /// <exception cref="X12DataException">A value holds a separator or a character that X12 can't carry.</exception>
    public static void Read(JsonElement root, X12Writer writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        foreach (var interchange in Members(root, "interchanges", "the file"))
        {
            string[] isa = [.. Members(interchange, "isa", "an interchange").Select(static one => one.GetString() ?? "")];
            if (isa.Length != 16) throw new FormatException($"interchanges: isa has {isa.Length} elements; write all 16");
            var separators = Separators(interchange, isa);
            writer.Begin(new Interchange
            {
                AuthorizationQualifier = isa[0].TrimEnd(), Authorization = isa[1].TrimEnd(), SecurityQualifier = isa[2].TrimEnd(), Security = isa[3].TrimEnd(), SenderQualifier = isa[4].TrimEnd(), Sender = isa[5].TrimEnd(), ReceiverQualifier = isa[6].TrimEnd(),
                Receiver = isa[7].TrimEnd(), Date = isa[8], Time = isa[9], Version = isa[11], Control = isa[12], AcknowledgmentRequested = isa[13] == "1", Usage = isa[14], Delimiters = separators,
            });
            foreach (var part in Members(interchange, "content", "an interchange"))
                if (part.ValueKind == JsonValueKind.Array) Segment(part, writer);
                else Group(part, writer);
        }
        writer.EndAll();
    }

    static void Group(JsonElement part, X12Writer writer)
    {
        string[] gs = [.. Members(part, "gs", "a group").Select(static one => one.GetString() ?? "")];
        if (gs.Length != 8) throw new FormatException($"groups: gs has {gs.Length} elements; write all 8");
        writer.Begin(new Group { Code = gs[0], Sender = gs[1], Receiver = gs[2], Date = gs[3], Time = gs[4], Control = gs[5], Agency = gs[6], Version = gs[7] });
        foreach (var transaction in Members(part, "transactions", "a group"))
        {
            string[] st = [.. Members(transaction, "st", "a transaction").Select(static one => one.GetString() ?? "")];
            if (st.Length is not (2 or 3)) throw new FormatException($"transactions: st has {st.Length} elements; write two or three");
            writer.BeginAsWritten(new Transaction(st[0], st[1], st.Length > 2 ? st[2] : ""));
            foreach (var one in Members(transaction, "content", "a transaction")) Content(one, writer, 0);
            writer.EndTransaction();
        }
    }

    static void Content(JsonElement one, X12Writer writer, int depth)
    {
        if (depth > 32) throw new FormatException("content: loops stand more than 32 deep");
        if (one.ValueKind == JsonValueKind.Array) Segment(one, writer);
        else foreach (var inner in Members(one, "content", "a loop")) Content(inner, writer, depth + 1);
    }

    static void Segment(JsonElement segment, X12Writer writer)
    {
        int number = 0, count = segment.GetArrayLength();
        bool binary = false;
        foreach (var element in segment.EnumerateArray())
        {
            if (number++ == 0)
            {
                if (element.ValueKind != JsonValueKind.String || element.GetString() is not { Length: 2 or 3 } tag) throw new FormatException($"{Short(segment)}: a segment begins with its tag, two or three characters");
                if (tag is "ISA" or "IEA" or "GS" or "GE" or "ST" or "SE") throw new FormatException($"{Short(segment)}: {tag} is written by itself; leave it out");
                writer.Start(tag);
                binary = tag is "BIN" or "BDS";
            }
            else if (binary && number == count && element.ValueKind == JsonValueKind.String) writer.Bytes(Encoding.Latin1.GetBytes(element.GetString()!));
            else Element(element, writer, segment);
        }
        if (number == 0) throw new FormatException("a segment is empty; leave it out");
        writer.End();
    }

    static void Element(JsonElement element, X12Writer writer, JsonElement segment)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String: writer.Text(element.GetString()); break;
            case JsonValueKind.Null: writer.Text(null); break;
            case JsonValueKind.Array: writer.Composite(Texts(element, segment)); break;
            case JsonValueKind.Object when element.TryGetProperty("repeat", out var repeat) && repeat.ValueKind == JsonValueKind.Array:
                writer.RepeatedComposites([.. repeat.EnumerateArray().Select(one => one.ValueKind == JsonValueKind.Array ? (IReadOnlyList<string>)Texts(one, segment) : [one.GetString() ?? ""])]);
                break;
            default: throw new FormatException($"{Short(segment)}: an element is a string, a list of strings, or {{\"repeat\":[…]}}; write numbers as strings");
        }
    }

    static string[] Texts(JsonElement list, JsonElement segment) => [.. list.EnumerateArray().Select(one => one.ValueKind == JsonValueKind.String ? one.GetString()! : throw new FormatException($"{Short(segment)}: components are strings"))];

    static IEnumerable<JsonElement> Members(JsonElement within, string name, string where) =>
        within.ValueKind == JsonValueKind.Object && within.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : throw new FormatException($"{where} needs a list \"{name}\"; x12 to-json shows the form");

    static Delimiters Separators(JsonElement interchange, string[] isa)
    {
        var usual = Delimiters.Usual;
        byte element = usual.Element, terminator = usual.Terminator;
        if (interchange.TryGetProperty("separators", out var told) && told.ValueKind == JsonValueKind.Object)
            (element, terminator) = (One(told, "element", element), One(told, "terminator", terminator));
        byte repetition = isa[10] is [var one] && !char.IsAsciiLetterOrDigit(one) && one < 128 ? (byte)one : (byte)0;
        return new(element, isa[15] is [var component] && component < 128 ? (byte)component : throw new FormatException("isa: the 16th element is the component separator, one character"), terminator, repetition);
    }

    static byte One(JsonElement told, string name, byte usual) => !told.TryGetProperty(name, out var value) ? usual
        : value.ValueKind == JsonValueKind.String && value.GetString() is [< (char)128 and var one] ? (byte)one : throw new FormatException($"separators: {name} is one ASCII character");

    static string Short(JsonElement segment) => segment.GetRawText() is { Length: > 60 } text ? text[..60] + "…" : segment.GetRawText();

    /// <summary>Writes the tree as segments come.</summary>
    sealed class Tree(X12Reader reader, Utf8JsonWriter json)
    {
        LoopWalker? walker;
        readonly List<GuideNode> loops = [];
        bool interchange, group, transaction;

        public void Write()
        {
            json.WriteStartArray("interchanges");
            while (reader.Read())
            {
                var segment = reader.Segment;
                switch (segment.Code)
                {
                    case Tag.ISA: Interchange(segment); break;
                    case Tag.GS when interchange: Group(segment); break;
                    case Tag.ST when group: Transaction(segment); break;
                    case Tag.SE when transaction: CloseTransaction(); break;
                    case Tag.GE when group: CloseGroup(); break;
                    case Tag.IEA when interchange: CloseInterchange(); break;
                    default: if (interchange && (transaction || !group)) Segment(segment); break;
                }
                if (json.BytesPending > 1 << 16) json.Flush();
            }
            CloseInterchange();
            json.WriteEndArray();
        }

        void Interchange(in Segment isa)
        {
            CloseInterchange();
            interchange = true;
            json.WriteStartObject();
            json.WriteStartObject("separators");
            json.WriteString("element", ((char)isa.Delimiters.Element).ToString());
            json.WriteString("terminator", ((char)isa.Delimiters.Terminator).ToString());
            json.WriteEndObject();
            Raw("isa", isa, 16);
            json.WriteStartArray("content");
        }

        void Group(in Segment gs)
        {
            CloseGroup();
            group = true;
            json.WriteStartObject();
            Raw("gs", gs, 8);
            json.WriteStartArray("transactions");
        }

        void Transaction(in Segment st)
        {
            CloseTransaction();
            transaction = true;
            json.WriteStartObject();
            json.WriteString("type", reader.Transaction!.Kind);
            Raw("st", st, Math.Clamp(st.Count, 2, 3));
            json.WriteStartArray("content");
            walker = Guide.Find(reader.Transaction) is { } guide ? new(reader, guide) { Quiet = true } : null;
            walker?.Begin();
        }

        void Segment(in Segment segment)
        {
            if (transaction) Loops(segment);
            json.WriteStartArray();
            json.WriteStringValue(segment.Tag);
            for (int i = 1; i <= segment.Count; i++) Element(segment, segment[i], segment.Code is Tag.BIN or Tag.BDS);
            json.WriteEndArray();
        }

        /// <summary>Opens and closes objects as the segment's place in the guide says.</summary>
        void Loops(in Segment segment)
        {
            if (walker is null) return;
            long begun = walker.Begun;
            walker.Take(segment);
            var path = walker.Path();
            // a loop that begins anew is another object, though it has the same name
            int shared = 0, fresh = (int)Math.Min(walker.Begun - begun, path.Count);
            while (shared < loops.Count && shared < path.Count - fresh && loops[shared] == path[shared]) shared++;
            CloseLoops(shared);
            for (int i = shared; i < path.Count; i++)
            {
                json.WriteStartObject();
                json.WriteString("loop", path[i].Name);
                json.WriteString("name", path[i].Words);
                json.WriteStartArray("content");
                loops.Add(path[i]);
            }
        }

        void CloseLoops(int to)
        {
            for (; loops.Count > to; loops.RemoveAt(loops.Count - 1))
            {
                json.WriteEndArray();
                json.WriteEndObject();
            }
        }

        void CloseTransaction()
        {
            if (!transaction) return;
            CloseLoops(0);
            walker?.End(whole: false);
            (transaction, walker) = (false, null);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        void CloseGroup()
        {
            CloseTransaction();
            if (!group) return;
            group = false;
            json.WriteEndArray();
            json.WriteEndObject();
        }

        void CloseInterchange()
        {
            CloseGroup();
            if (!interchange) return;
            interchange = false;
            json.WriteEndArray();
            json.WriteEndObject();
        }

        void Raw(string name, in Segment segment, int count)
        {
            json.WriteStartArray(name);
            for (int i = 1; i <= count; i++) json.WriteStringValue(segment.Text(i));
            json.WriteEndArray();
        }

        void Element(in Segment segment, ReadOnlySpan<byte> value, bool raw)
        {
            byte repetition = segment.Delimiters.Repetition;
            if (raw || repetition == 0 || !value.Contains(repetition))
            {
                Composite(segment, value, raw);
                return;
            }
            json.WriteStartObject();
            json.WriteStartArray("repeat");
            while (true)
            {
                int to = value.IndexOf(repetition);
                Composite(segment, to < 0 ? value : value[..to], raw: false);
                if (to < 0) break;
                value = value[(to + 1)..];
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }

        void Composite(in Segment segment, ReadOnlySpan<byte> value, bool raw)
        {
            byte separator = segment.Delimiters.Component;
            if (raw || !value.Contains(separator))
            {
                // a character a byte, so that binary data come back as they were
                json.WriteStringValue(raw ? Encoding.Latin1.GetString(value) : Reading.Text(value));
                return;
            }
            json.WriteStartArray();
            while (true)
            {
                int to = value.IndexOf(separator);
                json.WriteStringValue(Reading.Text(to < 0 ? value : value[..to]));
                if (to < 0) break;
                value = value[(to + 1)..];
            }
            json.WriteEndArray();
        }
    }
}
