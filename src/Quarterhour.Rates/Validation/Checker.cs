using Quarterhour.Rates.Parquet;
using Quarterhour.Rates.Parsing;
using Quarterhour.Rates.Reading;

namespace Quarterhour.Rates.Validation;

/// <summary>
/// Holds a value that lies whole in memory to a node of the schema. Members are expected in the order of the object before, lists that recur are known by their text,
/// sets are emptied by counting a round on: every step is linear in the text.
/// </summary>
sealed unsafe class Checker(JsonText text, Faults faults, References references, SortedDictionary<string, long> unknown)
{
    readonly Completeness completeness = new(faults);
    readonly ValueSet right = new();
    readonly StampSet npis = new(), numbers = new();
    readonly List<HashSet<ulong>> contents = [];
    int open;

    /// <summary>What an object lacks.</summary>
    public void Complete(Node node, ulong there, ReadOnlySpan<int> values, long offset) => completeness.Check(node, there, values, offset);

    public void Value(ref TokenReader reader, Node node)
    {
        byte next = reader.Peek();
        switch (node.Shape)
        {
            case Shape.Object when next == '{':
                Object(ref reader, node);
                break;
            case Shape.List when next == '[':
                List(ref reader, node);
                break;
            case Shape.Text when next == '"':
                Text(ref reader, node);
                break;
            case Shape.Number when next == '-' || (uint)(next - '0') <= 9:
                Number(ref reader, node);
                break;
            case Shape.Any:
                reader.Skip();
                break;
            default:
                faults.Add(text.OffsetOf(reader.At), "type", $"{Expected(node.Shape)} is expected here, {Found(next)} stands here");
                reader.Skip();
                break;
        }
    }

    static string Expected(Shape shape) => shape switch { Shape.Object => "an object", Shape.List => "a list", Shape.Text => "a text", _ => "a number" };

    static string Found(byte first) => first switch { (byte)'{' => "an object", (byte)'[' => "a list", (byte)'"' => "a text", (byte)'t' or (byte)'f' => "true or false", (byte)'n' => "null", _ => "a number" };

    void Object(ref TokenReader reader, Node node)
    {
        long offset = text.OffsetOf(reader.At);
        reader.At++;
        ulong there = 0;
        int place = 0;
        Span<int> values = stackalloc int[16];
        values.Fill(-1);
        (Slice Value, long Offset) tin = default;
        for (bool first = true; Member(ref reader, ref first, out var name);)
        {
            int found = Find(node, name, place++);
            if (found < 0)
            {
                string other = name.ToString();
                unknown[other.Length > 100 ? "..." : other] = unknown.GetValueOrDefault(other.Length > 100 ? "..." : other) + 1;
                faults.Enter(other);
                reader.Peek();
                reader.Skip();
                faults.Leave();
                continue;
            }
            var member = node.Members[found];
            faults.Enter(member.Name);
            byte next = reader.Peek();
            if ((there & 1ul << found) != 0) faults.Add(text.OffsetOf(reader.At), "duplicate-member", $"{member.Name} stands twice in one object; readers differ in which they take");
            there |= 1ul << found;
            if (member.Node.Shape == Shape.Text && next == '"')
            {
                byte* at = reader.At;
                values[found] = Text(ref reader, member.Node);
                if (node.Special == Special.Tin && member.Name == "value") tin = (new(at + 1, (int)(reader.At - at) - 2, new ReadOnlySpan<byte>(at, (int)(reader.At - at)).Contains((byte)'\\')), text.OffsetOf(at));
            }
            else Value(ref reader, member.Node);
            faults.Leave();
        }
        completeness.Check(node, there, values, offset);
        if (node.Special == Special.Tin && tin.Value.At != null) Tin(tin.Value, tin.Offset, values[0]);
    }

    /// <summary>A comma before the closing brace is told, and reading goes on.</summary>
    bool Member(ref TokenReader reader, ref bool first, out Slice name)
    {
        if (!first && reader.Peek() == ',')
        {
            var ahead = reader;
            ahead.At++;
            if (ahead.Peek() == '}')
            {
                faults.Add(text.OffsetOf(reader.At), "syntax", "a comma stands before the closing brace; take it away");
                reader = ahead;
            }
        }
        return reader.Member(ref first, out name);
    }

    static int Find(Node node, Slice name, int place)
    {
        if (place < node.Guess.Length && node.Guess[place] is var guess && guess < node.Members.Length && name.Raw.SequenceEqual(node.Members[guess].Bytes)) return guess;
        for (int i = 0; i < node.Members.Length; i++)
        {
            if (!name.Is(node.Members[i].Bytes)) continue;
            if (place < node.Guess.Length) node.Guess[place] = i;
            return i;
        }
        return -1;
    }

    void Tin(Slice value, long offset, int type)
    {
        if (type is not (0 or 1)) return;
        var bytes = value.Bytes;
        bool digits = bytes.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
        bool holds = type == 0 ? digits ? bytes.Length == 9 : bytes.Length == 10 && bytes[2] == '-' && bytes[..2].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 && bytes[3..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
            : digits && bytes.Length == 10 && bytes[0] != '0';
        if (holds) return;
        faults.Enter("value");
        faults.Add(offset, "pattern", type == 0 ? $"\"{Schemas.Short(value.ToString())}\" is no EIN; write two digits, a dash or none, seven digits" : $"\"{Schemas.Short(value.ToString())}\" is no NPI; write ten digits that do not begin with 0");
        faults.Leave();
    }

    void List(ref TokenReader reader, Node node)
    {
        byte* start = reader.At;
        long offset = text.OffsetOf(start), before = faults.Count;
        int close = -1;
        if (node.Recurs)
        {
            close = new ReadOnlySpan<byte>(start, (int)(reader.End - start)).IndexOf((byte)']') + 1;
            if (close > 0 && right.Count > 0 && right.Has(new(start, close)))
            {
                reader.At = start + close;
                return;
            }
        }
        reader.At++;
        int count = 0;
        byte* firstElement = null;
        var element = node.Element!;
        bool byContent = node.Unique && element.Shape != Shape.Number;
        if (node.Unique && !byContent) (element.Special == Special.Reference ? numbers : npis).Clear();
        // lists within lists each have a set of their own
        if (byContent && ++open > contents.Count) contents.Add([]);
        var seen = byContent ? contents[open - 1] : null;
        faults.Enter(0);
        for (bool first = true; Element(ref reader, ref first); count++)
        {
            faults.At(count);
            byte* at = reader.At;
            if (element.Special == Special.Reference)
            {
                // digits and a comma, tens of millions of times
                byte* digit = at;
                long id = 0;
                while (digit < reader.End && (uint)(*digit - '0') <= 9) id = id * 10 + (*digit++ - '0');
                if (digit - at is > 0 and <= 18 && (*at != '0' || digit - at == 1) && digit < reader.End && *digit is (byte)',' or (byte)']' && references.Known(id) is >= 0 and var number && numbers.Add((ulong)number)) reader.At = digit;
                else Reference(ref reader, node.Unique);
            }
            else Value(ref reader, element);
            if (!node.Unique || element.Special == Special.Reference || faults.Broken) continue;
            if (!byContent)
            {
                // numbers as they are written, so that 1 and 1.0 are the same
                if (!npis.Add(NumberKey(at, reader.At))) faults.Add(text.OffsetOf(at), "unique", $"{new Slice(at, (int)(reader.At - at), false)} stands twice in this list");
                continue;
            }
            if (count == 0)
            {
                firstElement = at;
                continue;
            }
            if (count == 1)
            {
                seen!.Clear();
                seen.Add(Content(firstElement, reader.End));
            }
            if (!seen!.Add(Content(at, reader.End))) faults.Add(text.OffsetOf(at), "unique", "this stands twice in its list");
        }
        faults.Leave();
        if (byContent) open--;
        if (count < node.Least) faults.Add(offset, "min-items", "the list is empty; at least one is expected");
        if (node.Special == Special.Npis) LoneZero(start, reader.At, offset, count);
        else if (node.Special == Special.Places) AllPlaces(start, reader.At, offset, count);
        if (close > 0 && faults.Count == before && reader.At == start + close && right.Count < 100_000) right.Add(new(start, close));
    }

    ulong Content(byte* at, byte* end)
    {
        var reader = new TokenReader(text, at, end);
        return ContentHash.Of(ref reader);
    }

    static ulong NumberKey(byte* at, byte* end)
    {
        var raw = new ReadOnlySpan<byte>(at, (int)(end - at));
        ulong value = 0;
        if (raw.Length <= 18)
        {
            bool digits = true;
            foreach (byte one in raw)
            {
                digits &= (uint)(one - '0') <= 9;
                value = value * 10 + (uint)(one - '0');
            }
            if (digits) return value;
        }
        return ExactNumber.TryScale(raw, out var scaled) ? scaled % Unit == 0 && scaled >= 0 && scaled / Unit < ulong.MaxValue ? (ulong)(scaled / Unit) : ValueSet.Hash(System.Text.Encoding.UTF8.GetBytes(ExactNumber.Text(scaled))) : ValueSet.Hash(raw);
    }

    static readonly Int128 Unit = (Int128)System.Numerics.BigInteger.Pow(10, ExactNumber.Scale);

    bool Element(ref TokenReader reader, ref bool first)
    {
        if (!first && reader.Peek() == ',')
        {
            var ahead = reader;
            ahead.At++;
            if (ahead.Peek() == ']')
            {
                faults.Add(text.OffsetOf(reader.At), "syntax", "a comma stands before the closing bracket; take it away");
                reader = ahead;
            }
        }
        return reader.Element(ref first);
    }

    void Reference(ref TokenReader reader, bool unique)
    {
        byte next = reader.Peek();
        byte* at = reader.At;
        if (next != '-' && (uint)(next - '0') > 9)
        {
            faults.Add(text.OffsetOf(at), "type", $"a number is expected here, {Found(next)} stands here");
            reader.Skip();
            return;
        }
        var number = reader.Number();
        int known = references.Use(number, text.OffsetOf(at), faults);
        if (unique && !numbers.Add((ulong)known)) faults.Add(text.OffsetOf(at), "unique", $"provider group {number} is named twice in this list");
    }

    /// <summary>Ten-digit numbers, or one 0 for a contract that is with the tax number alone.</summary>
    void LoneZero(byte* start, byte* end, long offset, int count)
    {
        var reader = new TokenReader(text, start + 1, end);
        int i = 0;
        faults.Enter(0);
        for (bool first = true; reader.Element(ref first); i++)
        {
            byte* at = reader.At;
            if (reader.Peek() is not (>= (byte)'0' and <= (byte)'9'))
            {
                reader.Skip();
                continue;
            }
            var number = reader.Number();
            bool zero = number.Raw.SequenceEqual("0"u8);
            if (zero ? count == 1 : number.Length >= 10 || number.Raw.IndexOfAny("eE."u8) >= 0) continue;
            faults.At(i);
            faults.Add(offset + (at - start), "range", zero ? "0 stands beside other NPIs; it stands alone, for a contract with the tax number only" : $"{number} is no NPI; it has ten digits");
        }
        faults.Leave();
    }

    void AllPlaces(byte* start, byte* end, long offset, int count)
    {
        if (count > 1 && new ReadOnlySpan<byte>(start, (int)(end - start)).IndexOf("\"CSTM-00\""u8) >= 0) faults.Add(offset, "one-of", "CSTM-00 stands for all places; it stands alone");
    }

    /// <returns>Which of the words it is, or -1.</returns>
    int Text(ref TokenReader reader, Node node)
    {
        long offset = text.OffsetOf(reader.At);
        byte* at = reader.At;
        var value = reader.String();
        if (node.OneOf.Length > 0)
        {
            for (int i = 0; i < node.OneOf.Length; i++)
                if (Same(value, node.OneOf[i])) return i;
            faults.Add(offset, "enum", $"\"{Schemas.Short(value.ToString())}\" is none of {string.Join(", ", node.OneOf)}");
            return -1;
        }
        if (value.Length == 0 && node.NotEmpty) faults.Add(offset, "min-length", "the text is empty");
        if (node.Wrong is null) return -1;
        var whole = new ReadOnlySpan<byte>(at, (int)(reader.At - at));
        if (node.Rule == "date" && right.Has(whole)) return -1;
        if (node.Wrong(value.ToString()) is { } wrong) faults.Add(offset, node.Rule, wrong);
        else if (node.Rule == "date" && right.Count < 100_000) right.Add(whole);
        return -1;
    }

    static bool Same(Slice value, string word)
    {
        if (value.Escaped) return value.ToString() == word;
        if (value.Length != word.Length) return false;
        for (int i = 0; i < word.Length; i++)
            if (value.At[i] != word[i]) return false;
        return true;
    }

    void Number(ref TokenReader reader, Node node)
    {
        long offset = text.OffsetOf(reader.At);
        var number = reader.Number();
        if (node.Special == Special.Id) references.Define(number, offset, faults, node.Whole);
        if (node.Whole && number.Raw.IndexOfAny("eE."u8) >= 0 && ReferenceNumbers.Canonical(number.Raw).Contains('.')) faults.Add(offset, "type", $"{number} is no whole number");
        if (node.Above is null && node.From is null && node.To is null) return;
        if (!ExactNumber.TryScale(number.Raw, out var scaled))
        {
            bool negative = number.Raw[0] == '-';
            if (negative && (node.Above is not null || node.From is not null) || node.To is not null) faults.Add(offset, "range", $"{Schemas.Short(number.ToString())} is out of range");
            return;
        }
        if (node.Above is { } above && scaled <= above) faults.Add(offset, "range", $"{number} is not above {ExactNumber.Text(above)}");
        if (node.From is { } from && scaled < from) faults.Add(offset, "range", $"{number} is below {ExactNumber.Text(from)}");
        if (node.To is { } to && scaled > to) faults.Add(offset, "range", $"{number} is above {ExactNumber.Text(to)}");
    }
}
