using System.Globalization;

namespace Quarterhour.X12;

/// <summary>Reads the guides' own small language, which segments.guide and 837p.guide explain at their top.</summary>
sealed class GuideText
{
    static readonly Lazy<Dictionary<string, (string Words, ElementRule[] Elements, SyntaxNote[] Notes)>> Dictionary = new(ReadDictionary);

    readonly List<(int Indent, string Text)> lines;
    readonly Dictionary<string, int> blocks = new(StringComparer.Ordinal);

    GuideText(string file)
    {
        lines = Lines(file);
        for (int i = 0; i < lines.Count; i++)
            if (lines[i].Text.StartsWith("block ", StringComparison.Ordinal)) blocks[lines[i].Text[6..]] = i;
    }

    public static IReadOnlyList<Guide> Read(string file) => new GuideText(file).Guides();

    /// <summary>A segment's name in our words; null for one that no guide here uses.</summary>
    public static string? WordsOf(string tag) => Dictionary.Value.TryGetValue(tag, out var known) ? known.Words : null;

    static List<(int, string)> Lines(string file)
    {
        using var stream = typeof(GuideText).Assembly.GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream);
        var found = new List<(int, string)>();
        while (reader.ReadLine() is { } line)
        {
            int note = line.IndexOf('#');
            if (note >= 0) line = line[..note];
            string text = line.Trim();
            if (text.Length > 0) found.Add((line.Length - line.TrimStart().Length, text));
        }
        return found;
    }

    List<Guide> Guides()
    {
        var guides = new List<Guide>();
        string[] head = [];
        for (int i = 0; i < lines.Count; i++)
        {
            if (lines[i].Indent > 0) continue;
            string[] words = lines[i].Text.Split(' ');
            if (words[0] == "guide") head = words;
            else if (words[0] == "loop")
            {
                var root = Loop(ref i);
                i--;
                var nodes = new List<GuideNode>();
                Number(root, nodes);
                guides.Add(new(head[1], head[2], head[3..], root, [.. nodes], [.. Dictionary.Value.Keys.Select(Tag.Of)]));
            }
        }
        return guides;
    }

    static void Number(GuideNode node, List<GuideNode> nodes)
    {
        node.Id = nodes.Count;
        nodes.Add(node);
        int place = 0;
        for (int i = 0; i < node.Children.Length; i++)
        {
            var child = node.Children[i];
            // segments of one tag may come in any order, and so may loops that begin with one tag
            if (i > 0 && (child.First.Tag != node.Children[i - 1].First.Tag || child.IsLoop != node.Children[i - 1].IsLoop)) place++;
            (child.Parent, child.Ordinal, child.Place) = (node, i, place);
            Number(child, nodes);
        }
    }

    /// <summary>The loop that begins on this line, with what is indented under it.</summary>
    GuideNode Loop(ref int at)
    {
        var (indent, text) = lines[at++];
        var (word, words) = Named(text);
        string[] parts = word.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (required, most) = UsageOf(parts[2]);
        return new() { Name = string.Intern(parts[1]), Words = words, IsLoop = true, Required = required, Most = most, Children = [.. Children(ref at, indent)] };
    }

    List<GuideNode> Children(ref int at, int indent)
    {
        var children = new List<GuideNode>();
        while (at < lines.Count && lines[at].Indent > indent)
        {
            string text = lines[at].Text;
            if (text.StartsWith("loop ", StringComparison.Ordinal)) children.Add(Loop(ref at));
            else if (text.StartsWith("use ", StringComparison.Ordinal))
            {
                int block = blocks[text[4..]] + 1;
                children.AddRange(Children(ref block, 0));
                at++;
            }
            else
            {
                children.Add(SegmentLine(text));
                at++;
            }
        }
        return children;
    }

    static GuideNode SegmentLine(string text)
    {
        int colon = text.IndexOf(" : ", StringComparison.Ordinal);
        var (word, words) = Named(text[..colon]);
        string[] parts = word.Split(' ', StringSplitOptions.RemoveEmptyEntries), tag = parts[0].Split('*');
        var (required, most) = UsageOf(parts[1]);
        if (!Dictionary.Value.TryGetValue(tag[0], out var known)) throw new FormatException($"{tag[0]} is not in segments.guide");
        var elements = Elements(text[(colon + 3)..], known.Elements, tag[0]);
        var qualifiers = tag.Length > 1 ? new CodeList(tag[1].Split(',')) : null;
        int qualifier = tag[0] == "HL" ? 3 : 1;
        if (qualifiers is not null && elements[qualifier - 1].Components.Length == 0) elements[qualifier - 1] = elements[qualifier - 1] with { Usage = Usage.Required, Codes = qualifiers };
        return new()
        {
            Name = tag[0], Words = words.Length > 0 ? words : known.Words, Required = required, Most = most, Tag = Tag.Of(tag[0]), Qualifiers = qualifiers, QualifierElement = qualifiers is null ? 0 : qualifier,
            Elements = elements, Notes = known.Notes,
        };
    }

    static (string, string) Named(string text)
    {
        int quote = text.IndexOf('"');
        return quote < 0 ? (text, "") : (text[..quote], text[(quote + 1)..text.LastIndexOf('"')]);
    }

    static (bool, int) UsageOf(string text) => (text[0] == 'R', text[1..] == ">" ? int.MaxValue : int.Parse(text.AsSpan(1), CultureInfo.InvariantCulture));

    /// <summary>Puts what a guide says about elements onto what the standard says.</summary>
    static ElementRule[] Elements(string text, ElementRule[] standard, string tag)
    {
        ElementRule[] rules = [.. standard];
        int i = 0;
        while (i < text.Length)
        {
            if (text[i] == ' ')
            {
                i++;
                continue;
            }
            int number = 0;
            for (; i < text.Length && char.IsAsciiDigit(text[i]); i++) number = number * 10 + text[i] - '0';
            if (number == 0 || number > rules.Length) throw new FormatException($"{tag}: no element {number} in \"{text}\"");
            var rule = rules[number - 1] with { Usage = Usage.Required };
            if (i < text.Length && text[i] == '?') (rule, i) = (rule with { Usage = Usage.Situational }, i + 1);
            if (i < text.Length && text[i] == 'x')
            {
                int to = ++i;
                while (to < text.Length && char.IsAsciiDigit(text[to])) to++;
                (rule, i) = (rule with { Repeat = int.Parse(text.AsSpan(i, to - i), CultureInfo.InvariantCulture) }, to);
            }
            if (i < text.Length && text[i] == '(')
            {
                int close = text.IndexOf(')', i);
                (rule, i) = (rule with { Components = Elements(text[(i + 1)..close], rule.Components, tag) }, close + 1);
            }
            else if (i < text.Length && text[i] is '=' or '@')
            {
                int to = text.IndexOf(' ', i) is var blank and >= 0 ? blank : text.Length;
                string value = text[(i + 1)..to];
                (rule, i) = (text[i] == '=' ? rule with { Codes = new CodeList(value.Split(',')) } : rule with { Set = value }, to);
            }
            rules[number - 1] = rule;
        }
        return rules;
    }

    static Dictionary<string, (string, ElementRule[], SyntaxNote[])> ReadDictionary()
    {
        var composites = new Dictionary<string, ElementRule[]>(StringComparer.Ordinal);
        var segments = new Dictionary<string, (string, ElementRule[], SyntaxNote[])>(StringComparer.Ordinal);
        foreach (var (_, line) in Lines("segments.guide"))
        {
            int notes = line.IndexOf(" : ", StringComparison.Ordinal);
            var (head, words) = Named(notes < 0 ? line : line[..notes]);
            int last = line.LastIndexOf('"');
            string types = last < 0 ? line : line[(last + 1)..(notes < 0 ? line.Length : notes)];
            string[] parts = head.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts[0] == "composite") composites[parts[1]] = [.. parts[2..].Select(type => Typed(type, composites))];
            else segments[parts[1]] = (words, [.. types.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(type => Typed(type, composites))],
                notes < 0 ? [] : [.. line[(notes + 3)..].Split(' ').Select(SyntaxNote.Parse)]);
        }
        return segments;
    }

    static ElementRule Typed(string text, Dictionary<string, ElementRule[]> composites)
    {
        int repeat = 1, x = text.IndexOf('x');
        if (x > 0) (repeat, text) = (int.Parse(text.AsSpan(x + 1), CultureInfo.InvariantCulture), text[..x]);
        if (composites.TryGetValue(text, out var components)) return new(ElementType.Composite, 0, int.MaxValue) { Components = components, Repeat = repeat };
        if (text is "DT") return new(ElementType.Day, 8, 8);
        if (text is "TM") return new(ElementType.Time, 4, 8);
        var type = text[..2] switch { "AN" => ElementType.Text, "ID" => ElementType.Code, "N0" => ElementType.Whole, "DF" => ElementType.ByFormat, _ => text[0] == 'R' ? ElementType.Decimal : ElementType.Bytes };
        string[] lengths = text[(type is ElementType.Decimal or ElementType.Bytes ? 1 : 2)..].Split('-');
        int least = int.Parse(lengths[0], CultureInfo.InvariantCulture);
        return new(type, least, lengths.Length > 1 ? int.Parse(lengths[1], CultureInfo.InvariantCulture) : least) { Repeat = repeat };
    }
}
