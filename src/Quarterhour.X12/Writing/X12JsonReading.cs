using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Quarterhour.X12;

/// <summary>X12 of JSON in the form of <see cref="X12Json"/>, written as it is read.</summary>
/// <param name="source">The JSON.</param>
/// <param name="writer">Receives it.</param>
/// <param name="size">Bytes that are read at first.</param>
sealed class X12JsonReading(Stream source, X12Writer writer, int size = 64 * 1024)
{
    const int Deepest = 32;

    readonly JsonStream json = new(source, ["interchanges", "isa", "separators", "content", "gs", "transactions", "st"], size);

    public void Read()
    {
        json.Next();
        Object("the file", null, "interchanges", [], static _ => { }, () => Object("an interchange", "isa", "content", ["separators"], Begin, InInterchange));
        // what follows is no JSON, and is told
        json.Next();
        writer.EndAll();
    }

    void InInterchange()
    {
        if (json.Type == JsonTokenType.StartArray) Segment(json.Value());
        else Object("a group", "gs", "transactions", [], BeginGroup, () => Object("a transaction", "st", "content", [], BeginTransaction, () => Content(0), writer.EndTransaction));
    }

    void Content(int depth)
    {
        if (depth > Deepest) throw new FormatException($"content: loops stand more than {Deepest} deep");
        if (json.Type == JsonTokenType.StartArray) Segment(json.Value());
        else Object("a loop", null, "content", [], static _ => { }, () => Content(depth + 1));
    }

    /// <summary>Reads the object that begins here: what heads its list, then the items of the list one at a time.</summary>
    /// <param name="where">What it is, for messages.</param>
    /// <param name="head">The member without which the list can't be written; null: none.</param>
    /// <param name="list">The list.</param>
    /// <param name="also">Further members that are heard, when they stand before the list.</param>
    /// <param name="begin">Takes the members before the first item.</param>
    /// <param name="item">Reads an item, whose first token is the current one.</param>
    /// <param name="end">Follows the last item.</param>
    void Object(string where, string? head, string list, string[] also, Action<Dictionary<string, JsonElement>> begin, Action item, Action? end = null)
    {
        if (json.Type != JsonTokenType.StartObject) throw Needs(where, head ?? list);
        bool listed = false;
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        JsonStream.Place? waiting = null;
        while (json.Next() == JsonTokenType.PropertyName)
        {
            string name = json.Name;
            json.Next();
            if (name == head || also.Contains(name))
            {
                if (listed && waiting is null) throw new FormatException($"{where}: \"{name}\" stands behind \"{list}\"; write it before");
                members[name] = json.Value();
                continue;
            }
            if (name != list)
            {
                json.Skip();
                continue;
            }
            if (listed) throw new FormatException($"{where} has \"{list}\" twice; write it once");
            if (json.Type != JsonTokenType.StartArray) throw Needs(where, list);
            listed = true;
            if (head is not null && !members.ContainsKey(head))
            {
                // a program may write members in any order: the list waits for what heads it
                waiting = json.Here;
                json.Keep();
                json.Skip();
                continue;
            }
            Items(members, begin, item, end);
        }
        if (!listed || head is not null && !members.ContainsKey(head)) throw Needs(where, head is not null && !members.ContainsKey(head) ? head : list);
        if (waiting is { } place)
        {
            var last = json.Here;
            json.Go(place);
            Items(members, begin, item, end);
            json.Go(last);
            json.Release();
        }
    }

    void Items(Dictionary<string, JsonElement> members, Action<Dictionary<string, JsonElement>> begin, Action item, Action? end)
    {
        begin(members);
        while (json.Next() != JsonTokenType.EndArray) item();
        end?.Invoke();
    }

    void Begin(Dictionary<string, JsonElement> members)
    {
        string[] isa = Fields(members, "isa", "an interchange");
        if (isa.Length != 16) throw new FormatException($"interchanges: isa has {isa.Length} elements; write all 16");
        var usual = Delimiters.Usual;
        byte element = usual.Element, terminator = usual.Terminator;
        if (members.TryGetValue("separators", out var told) && told.ValueKind == JsonValueKind.Object) (element, terminator) = (One(told, "element", element), One(told, "terminator", terminator));
        byte repetition = isa[10] is [var one] && !char.IsAsciiLetterOrDigit(one) && one < 128 ? (byte)one : (byte)0;
        byte component = isa[15] is [var last] && last < 128 ? (byte)last : throw new FormatException("isa: the 16th element is the component separator, one character");
        writer.Begin(new Interchange
        {
            AuthorizationQualifier = isa[0].TrimEnd(), Authorization = isa[1].TrimEnd(), SecurityQualifier = isa[2].TrimEnd(), Security = isa[3].TrimEnd(), SenderQualifier = isa[4].TrimEnd(), Sender = isa[5].TrimEnd(), ReceiverQualifier = isa[6].TrimEnd(),
            Receiver = isa[7].TrimEnd(), Date = isa[8], Time = isa[9], Version = isa[11], Control = isa[12], AcknowledgmentRequested = isa[13] == "1", Usage = isa[14], Delimiters = new(element, component, terminator, repetition),
        });
    }

    void BeginGroup(Dictionary<string, JsonElement> members)
    {
        string[] gs = Fields(members, "gs", "a group");
        if (gs.Length != 8) throw new FormatException($"groups: gs has {gs.Length} elements; write all 8");
        writer.Begin(new Group { Code = gs[0], Sender = gs[1], Receiver = gs[2], Date = gs[3], Time = gs[4], Control = gs[5], Agency = gs[6], Version = gs[7] });
    }

    void BeginTransaction(Dictionary<string, JsonElement> members)
    {
        string[] st = Fields(members, "st", "a transaction");
        if (st.Length is not (2 or 3)) throw new FormatException($"transactions: st has {st.Length} elements; write two or three");
        writer.BeginAsWritten(new Transaction(st[0], st[1], st.Length > 2 ? st[2] : ""));
    }

    static string[] Fields(Dictionary<string, JsonElement> members, string name, string where) =>
        members[name] is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(one => Text(one, list))] : throw Needs(where, name);

    static FormatException Needs(string where, string list) => new($"{where} needs a list \"{list}\"; x12 to-json shows the form");

    void Segment(JsonElement segment)
    {
        int number = 0, count = segment.GetArrayLength();
        bool binary = false;
        foreach (var element in segment.EnumerateArray())
        {
            if (number++ == 0)
            {
                if (Text(element, segment) is not { Length: 2 or 3 } tag) throw new FormatException($"{Short(segment)}: a segment begins with its tag, two or three characters");
                if (tag is "ISA" or "IEA" or "GS" or "GE" or "ST" or "SE") throw new FormatException($"{Short(segment)}: {tag} is written by itself; leave it out");
                writer.Start(tag);
                binary = tag is "BIN" or "BDS";
            }
            else if (binary && number == count && element.ValueKind == JsonValueKind.String) writer.Bytes(Encoding.Latin1.GetBytes(Text(element, segment)));
            else Element(element, segment);
        }
        if (number == 0) throw new FormatException("a segment is empty; leave it out");
        writer.End();
    }

    void Element(JsonElement element, JsonElement segment)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String or JsonValueKind.Null: writer.Text(Text(element, segment)); break;
            case JsonValueKind.Array: writer.Composite(Texts(element, segment)); break;
            case JsonValueKind.Object when Member(element, "repeat", segment) is { ValueKind: JsonValueKind.Array } repeat:
                writer.RepeatedComposites([.. repeat.EnumerateArray().Select(one => one.ValueKind == JsonValueKind.Array ? (IReadOnlyList<string>)Texts(one, segment) : [Text(one, segment)])]);
                break;
            default: throw new FormatException($"{Short(segment)}: an element is a string, a list of strings, or {{\"repeat\":[…]}}; write numbers as strings");
        }
    }

    static JsonElement? Member(JsonElement of, string name, JsonElement within)
    {
        try
        {
            return of.TryGetProperty(name, out var value) ? value : null;
        }
        catch (InvalidOperationException fault)
        {
            throw new FormatException($"{Short(within)}: a name in it holds bytes that are no UTF-8, or half a character of UTF-16", fault);
        }
    }

    static string[] Texts(JsonElement list, JsonElement segment) => [.. list.EnumerateArray().Select(one => Text(one, segment))];

    /// <summary>A string; null is a blank one.</summary>
    static string Text(JsonElement one, JsonElement within)
    {
        if (one.ValueKind == JsonValueKind.Null) return "";
        if (one.ValueKind != JsonValueKind.String) throw new FormatException($"{Short(within)}: an element, a component or a repetition is a string; write numbers as strings");
        try
        {
            return one.GetString()!;
        }
        catch (InvalidOperationException fault)
        {
            throw new FormatException($"{Short(within)}: it holds bytes that are no UTF-8, or half a character of UTF-16", fault);
        }
    }

    static byte One(JsonElement told, string name, byte usual) => Member(told, name, told) is not { } value ? usual
        : value.ValueKind == JsonValueKind.String && Text(value, told) is [< (char)128 and var one] ? (byte)one : throw new FormatException($"separators: {name} is one ASCII character");

    /// <summary>How it begins, whatever its bytes are.</summary>
    static string Short(JsonElement segment) => JsonMarshal.GetRawUtf8Value(segment) is { Length: > 60 } text ? Encoding.UTF8.GetString(text[..60]) + "…" : Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(segment));
}
