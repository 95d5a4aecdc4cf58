using Quarterhour.Rates.Files;
using Quarterhour.Rates.Parsing;
using Quarterhour.Rates.Reading;

namespace Quarterhour.Rates.Validation;

/// <summary>
/// Holds a whole rate file to the schema of its kind and version, and tells every fault with its path, its byte and its rule. Lists of the root and rates stream through;
/// what is held to the rules at once is one rate or one provider reference. Linear in the text: no list is compared with itself.
/// </summary>
public sealed unsafe class RateValidation : IDisposable
{
    const int LongestValue = 256 << 20;

    readonly JsonText text;
    readonly Faults faults;
    readonly References references = new();
    readonly Checker checker;
    readonly SortedDictionary<string, long> unknown = new(StringComparer.Ordinal);
    readonly FileFacts facts = new();
    bool? second;
    bool referencesSeen, stopped;
    long items, rates, elements;

    /// <param name="source">The uncompressed text.</param>
    /// <param name="each">Is given every fault as it is found.</param>
    /// <param name="most">Of each rule so many are kept in <see cref="Kept"/>.</param>
    public RateValidation(Stream source, Action<Fault>? each = null, int most = 1000)
    {
        text = new(source) { Longest = LongestValue };
        faults = new(each, most);
        checker = new(text, faults, references, unknown);
    }

    /// <summary>Checks every rate by itself, as tests compare.</summary>
    internal bool Thorough { get; init; }

    /// <summary>No fault was found.</summary>
    public bool Valid => faults.Count == 0;

    /// <summary>All faults.</summary>
    public long Count => faults.Count;

    /// <summary>Faults by rule.</summary>
    public IReadOnlyDictionary<string, long> Counts => faults.Counts;

    /// <summary>The first faults of each rule.</summary>
    public IReadOnlyList<Fault> Kept => faults.Kept;

    /// <summary>What the file says of itself.</summary>
    public FileFacts Facts => facts;

    /// <summary>The rules that it was held to.</summary>
    public string Rules => second == false ? "1.x" : "2.2.0";

    /// <summary>Members that no rule names, which are allowed.</summary>
    public IReadOnlyDictionary<string, long> Unknown => unknown;

    /// <summary>Elements of the file's main list, rates, provider references.</summary>
    public (long Items, long Rates, long References) Elements => (items, rates, elements);

    /// <summary>Bytes of text that were read.</summary>
    public long Bytes => text.Offset;

    /// <summary>Reads to the end, or to where nothing more can be understood.</summary>
    public void Run()
    {
        try
        {
            Root();
            references.End(faults);
        }
        catch (UnusableRateFileException wrong)
        {
            stopped = true;
            faults.Add(wrong.Offset < 0 ? text.Arrived : wrong.Offset, "syntax", wrong.Message);
        }
        if (stopped) return;
        if (facts.Kind == FileKind.Unknown) faults.Add(0, "kind", "the file holds none of in_network, out_of_network, reporting_structure and provider_groups");
    }

    void Root()
    {
        text.Mark();
        if (text.Peek() != '{') throw text.Unexpected("\"{\" of a rate file");
        long offset = text.Offset;
        text.Step();
        var there = new HashSet<string>(StringComparer.Ordinal);
        var missed = new Dictionary<string, long>(StringComparer.Ordinal);
        for (bool first = true; Next((byte)'}', ref first);)
        {
            string name = Name();
            faults.Enter(name);
            if (text.Peek() == 0) throw text.Cut();
            if (!there.Add(name)) faults.Add(text.Offset, "duplicate-member", $"{name} stands twice in one object; readers differ in which they take");
            missed[name] = text.Offset;
            Member(name);
            faults.Leave();
        }
        if (text.Peek() != 0 || text.AtHand > 0) throw text.Unexpected("the end of the file");
        RootMembers(there, missed, offset);
    }

    /// <summary>Texts of the root are held to its rules at the end, when the kind is known.</summary>
    void RootMembers(HashSet<string> there, Dictionary<string, long> places, long offset)
    {
        var node = Schemas.Root(Second, facts.Kind);
        ulong has = 0;
        Span<int> values = stackalloc int[16];
        values.Fill(-1);
        for (int i = 0; i < node.Members.Length; i++)
        {
            var (name, rule) = (node.Members[i].Name, node.Members[i].Node);
            if (!there.Contains(name)) continue;
            has |= 1ul << i;
            if (rule.Shape != Shape.Text) continue;
            faults.Enter(name);
            if (facts[name] is not { } value) faults.Add(places[name], "type", "a text is expected here");
            else
            {
                values[i] = Array.IndexOf(rule.OneOf, value);
                if (rule.OneOf.Length > 0 && values[i] < 0) faults.Add(places[name], "enum", $"\"{Schemas.Short(value)}\" is none of {string.Join(", ", rule.OneOf)}");
                if (rule.NotEmpty && value.Length == 0) faults.Add(places[name], "min-length", "the text is empty");
                if (rule.Wrong?.Invoke(value) is { } wrong) faults.Add(places[name], rule.Rule, wrong);
            }
            faults.Leave();
        }
        checker.Complete(node, has, values, offset);
    }

    void Member(string name)
    {
        switch (name)
        {
            case "in_network":
                facts.Kind = FileKind.InNetwork;
                if (referencesSeen) references.Complete();
                List(Least(), Item);
                break;
            case "provider_references":
                List(0, () => Whole(Schemas.Reference(Second), ref reference, ref elements));
                referencesSeen = true;
                break;
            case "out_of_network":
                facts.Kind = FileKind.AllowedAmounts;
                List(0, () => Whole(Schemas.OutOfNetwork(Second), ref outOfNetwork, ref items));
                break;
            case "reporting_structure":
                facts.Kind = FileKind.TableOfContents;
                List(Least(), () => Whole(Schemas.Structure(Second), ref structure, ref items));
                break;
            case "provider_groups":
                facts.Kind = FileKind.ProviderReference;
                List(0, () => Whole(Schemas.ProviderGroup(Second), ref providerGroup, ref items));
                break;
            default:
                Text(name);
                break;
        }
    }

    Node? reference, outOfNetwork, structure, providerGroup, item, rate;

    int Least() => Second ? 1 : 0;

    /// <summary>By the version that is stated; where none is, by what stands in the text at hand.</summary>
    bool Second => second ??= facts.Kind == FileKind.ProviderReference ? false : facts.Version is { } version ? !version.TrimStart('v', 'V').StartsWith('1')
        : new ReadOnlySpan<byte>(text.At, text.AtHand) is var ahead && (ahead.IndexOf("\"network_name\""u8) >= 0 || ahead.IndexOf("\"setting\""u8) >= 0 || ahead.IndexOf("\"issuer_name\""u8) >= 0
            || ahead.IndexOf("\"location\""u8) < 0 || ahead.IndexOf("\"version\":\"2"u8) >= 0 || ahead.IndexOf("\"version\": \"2"u8) >= 0);

    void Text(string name)
    {
        bool known = FileFacts.Names.Contains(name);
        if (!known) unknown[name] = unknown.GetValueOrDefault(name) + 1;
        int length = Length();
        var reader = new TokenReader(text, text.At, text.At + length);
        byte next = reader.Peek();
        byte* at = reader.At;
        if (known && next == '"') facts.Tell(name, reader.String().ToString());
        else
        {
            reader.Skip();
            // what 1.x writes as a number is told as a fault of its own when the root is complete
            if (known && name == "version" && next is >= (byte)'0' and <= (byte)'9') facts.Tell(name, new Slice(at, (int)(reader.At - at), false).ToString());
        }
        text.Pass(length);
    }

    string Name()
    {
        int length = Length();
        var reader = new TokenReader(text, text.At, text.At + length);
        string name = reader.String().ToString();
        text.Pass(length);
        if (text.Peek() != ':') throw text.Unexpected("a colon");
        text.Step();
        return name;
    }

    /// <summary>The next value as a whole. Where it does not end, what is there of it is read, so that the fault is found in its place.</summary>
    int Length(Node? node = null)
    {
        try
        {
            return text.Whole();
        }
        catch (UnusableRateFileException)
        {
            var reader = new TokenReader(text, text.At, text.At + text.AtHand);
            if (node is null) reader.Skip();
            else checker.Value(ref reader, node);
            throw;
        }
    }

    /// <summary>Goes on to the next member or element of what is open; a comma too many is told.</summary>
    bool Next(byte closing, ref bool first)
    {
        byte next = text.Peek();
        if (next == closing)
        {
            text.Step();
            return false;
        }
        if (first) first = false;
        else
        {
            if (next != ',') throw text.Unexpected($"a comma or \"{(char)closing}\"");
            long comma = text.Offset;
            text.Step();
            next = text.Peek();
            if (next == closing)
            {
                faults.Add(comma, "syntax", $"a comma stands before the closing {(closing == '}' ? "brace" : "bracket")}; take it away");
                text.Step();
                return false;
            }
        }
        if (next == 0) throw text.Cut();
        if (closing == '}' && next != '"') throw text.Unexpected("a member's name in quotes");
        return true;
    }

    void List(int least, Action element)
    {
        long offset = text.Offset;
        if (text.Peek() != '[')
        {
            faults.Add(offset, "type", "a list is expected here");
            text.SkipValue();
            return;
        }
        text.Step();
        long count = 0;
        faults.Enter(0);
        for (bool first = true; Next((byte)']', ref first); count++)
        {
            faults.At(count);
            element();
        }
        faults.Leave();
        if (count < least) faults.Add(offset, "min-items", "the list is empty; at least one is expected");
    }

    void Whole(Node fresh, ref Node? node, ref long counted)
    {
        node ??= fresh;
        int length = Length(node);
        var reader = new TokenReader(text, text.At, text.At + length);
        checker.Value(ref reader, node);
        text.Pass(length);
        counted++;
    }

    /// <summary>One that is certainly right is passed over, any other is checked.</summary>
    void Rate()
    {
        right ??= new(rate ??= Schemas.Rate(Second), references);
        rates++;
        var reader = new TokenReader(text, text.At, text.At + text.AtHand);
        if (!Thorough && !faults.Broken && right.Pass(ref reader))
        {
            text.Pass(reader.At - text.At);
            return;
        }
        long before = faults.Count;
        int length = Length(rate);
        reader = new(text, text.At, text.At + length);
        checker.Value(ref reader, rate!);
        if (faults.Count == before) right.Learn(new(text, text.At, text.At + length));
        text.Pass(length);
    }

    RightRates? right;

    void Item()
    {
        items++;
        item ??= Schemas.Item(Second);
        if (text.Peek() != '{')
        {
            faults.Add(text.Offset, "type", "an object is expected here");
            text.SkipValue();
            return;
        }
        long offset = text.Offset;
        text.Step();
        ulong there = 0;
        for (bool first = true; Next((byte)'}', ref first);)
        {
            string name = Name();
            faults.Enter(name);
            if (text.Peek() == 0) throw text.Cut();
            int found = Array.FindIndex(item.Members, member => member.Name == name);
            if (found >= 0 && (there & 1ul << found) != 0) faults.Add(text.Offset, "duplicate-member", $"{name} stands twice in one object; readers differ in which they take");
            if (found >= 0) there |= 1ul << found;
            else unknown[name] = unknown.GetValueOrDefault(name) + 1;
            if (name == "negotiated_rates") List(Least(), Rate);
            else
            {
                var node = found >= 0 ? item.Members[found].Node : null;
                int length = Length(node);
                var reader = new TokenReader(text, text.At, text.At + length);
                if (node is null) reader.Skip();
                else checker.Value(ref reader, node);
                text.Pass(length);
            }
            faults.Leave();
        }
        checker.Complete(item, there, default, offset);
    }

    /// <inheritdoc/>
    public void Dispose() => text.Dispose();
}
