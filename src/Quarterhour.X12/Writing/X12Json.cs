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

    /// <summary>Writes what such JSON holds as X12, segment by segment. Memory does not grow with it where, as in what <see cref="Write"/> makes, <c>isa</c>, <c>separators</c>, <c>gs</c> and <c>st</c> stand before what they head; a list that stands before them is kept until they come.</summary>
    /// <param name="json">An object with <c>interchanges</c>, UTF-8.</param>
    /// <param name="writer">Receives it. What was written before a fault stays written.</param>
    /// <exception cref="FormatException">The JSON is not of this form; the message says where.</exception>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="X12DataException">A value holds a separator or a character that X12 can't carry.</exception>
    public static void Read(Stream json, X12Writer writer)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(writer);
        new X12JsonReading(json, writer).Read();
    }

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
