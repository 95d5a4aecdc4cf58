using System.Buffers;
using System.Numerics;

namespace Quarterhour.X12;

/// <summary>Holds each element against its rule: there or not, type, length, code, repetition, components, and what holds between elements (SNIP types 1, 2 and 5).</summary>
sealed class ElementCheck(X12Reader reader, CodeSetLookup? codes)
{
    Delimiters delimiters;
    SearchValues<byte> unusual = SearchValues.Create(""u8), unusualOrComponent = SearchValues.Create(""u8);

    /// <summary>What may stand in no data: control characters and those beyond ASCII; and separators, which mostly do not.</summary>
    public void Prepare(in Delimiters those)
    {
        delimiters = those;
        byte element = those.Element, component = those.Component, repetition = those.Repetition;
        var odd = Enumerable.Range(0, 256).Select(one => (byte)one).Where(one => one is < 0x20 or > 0x7E && one != element && one != component).Append(repetition).ToArray();
        (unusual, unusualOrComponent) = (SearchValues.Create(odd), SearchValues.Create([.. odd, component]));
    }

    public void Check(in Segment segment, GuideNode? node)
    {
        if (segment.Bytes.ContainsAny(node is null || node.HasComposites ? unusual : unusualOrComponent) && segment.Code is not (Tag.BIN or Tag.BDS)) Characters(segment, node);
        if (node is not null) Elements(segment, node);
    }

    /// <summary>A segment holds a character that most do not.</summary>
    void Characters(in Segment segment, GuideNode? node)
    {
        var bytes = segment.Bytes;
        for (int at = 0; at < bytes.Length; at++)
        {
            byte one = bytes[at];
            if (one == delimiters.Element) continue;
            int element = bytes[..at].Count(delimiters.Element);
            if (one == delimiters.Repetition && one != 0)
            {
                // a repetition where nothing repeats
                if (node is null || node.Repeats) continue;
                reader.Report("element-repeats", $"{node.Name}{element:00} holds \"{(char)one}\", which separates repetitions, and it may not repeat", element, segment.Text(element), "1");
                return;
            }
            if (one == delimiters.Component)
            {
                if (node is null || node.HasComposites) continue;
                reader.Report("element-components", $"{node.Name}{element:00} holds \"{(char)one}\", which separates components, and it has none", element, segment.Text(element), "1 component");
                return;
            }
            if (one is >= 0x20 and <= 0x7E) continue;
            string what = one is (byte)'\n' or (byte)'\r' ? "an end of line" : one < ' ' || one == 0x7F ? $"the control character {one}" : "a character beyond ASCII";
            reader.Report("element-character", $"{segment.Tag}{element:00} holds {what}; only the basic and the extended character set may stand in data", element, $"0x{one:X2}");
            return;
        }
    }

    void Elements(in Segment segment, GuideNode node)
    {
        var rules = node.Elements;
        var tests = node.Tests;
        int count = segment.Count;
        ulong present = 0;
        ReadOnlySpan<byte> value = default;
        for (int i = 0; i < tests.Length && i < count; i++)
        {
            var before = value;
            value = segment[i + 1];
            if (value.IsEmpty) continue;
            present |= 2UL << i;
            if (tests[i].Passes(value, before, node.HasComposites, delimiters.Component, codes is not null)) continue;
            var rule = rules[i];
            if (rule.Usage == Usage.NotUsed) continue;
            if (rule.Repeat > 1) Repeated(segment, node, i + 1, rule, value);
            else if (rule.Components.Length > 0) Composite(segment, node, i + 1, rule, value);
            else Simple(segment, node, i + 1, 0, rule, value);
        }
        ulong wrong = node.RequiredElements & ~present | node.UnusedElements & present;
        for (; wrong != 0; wrong &= wrong - 1)
        {
            int element = BitOperations.TrailingZeroCount(wrong);
            if (segment[element].IsEmpty) Missing(node, element, 0, rules[element - 1]);
            else NotUsed(node, element, 0, segment[element]);
        }
        foreach (ref readonly var note in node.Notes.AsSpan())
            if (!note.Holds(present))
                reader.Report(note.Kind == 'E' ? "element-excluded" : "element-dependent", $"{node.Name}{note.Broken(present):00} {(note.Kind == 'E' ? "may not stand" : "is missing")}: {note.Words(node.Name)}", note.Broken(present), allowed: note.Words(node.Name));
        if (count > rules.Length) reader.Report("element-too-many", $"{node.Name} has {count} elements; the standard knows {rules.Length}", rules.Length + 1, segment.Text(rules.Length + 1), $"{rules.Length}");
        if (count > 0 && segment[count].IsEmpty) reader.Report("element-trailing", $"{node.Name} ends with empty elements; leave the separators out", count, severity: Severity.Note);
    }

    void Repeated(in Segment segment, GuideNode node, int number, ElementRule rule, ReadOnlySpan<byte> value)
    {
        byte separator = segment.Delimiters.Repetition;
        int times = 0;
        while (true)
        {
            int to = separator == 0 ? -1 : value.IndexOf(separator);
            var one = to < 0 ? value : value[..to];
            if (++times == rule.Repeat + 1) reader.Report("element-repeats", $"{node.Name}{number:00} repeats more than {rule.Repeat} times", number, allowed: $"{rule.Repeat}");
            if (one.IsEmpty) reader.Report("element-repeats", $"{Place(node, number, 0)} has an empty repetition; leave its separator out", number, Reading.Text(segment[number]));
            else if (rule.Components.Length > 0) Composite(segment, node, number, rule, one);
            else Simple(segment, node, number, 0, rule, one);
            if (to < 0) return;
            value = value[(to + 1)..];
        }
    }

    void Composite(in Segment segment, GuideNode node, int number, ElementRule rule, ReadOnlySpan<byte> value)
    {
        byte separator = segment.Delimiters.Component;
        var rules = rule.Components;
        ReadOnlySpan<byte> one = default;
        for (int i = 1; ; i++)
        {
            int to = value.IndexOf(separator);
            var before = one;
            one = to < 0 ? value : value[..to];
            if (i > rules.Length)
            {
                reader.Report("element-components", $"{node.Name}{number:00} has more than {rules.Length} components", number, Reading.Text(value), $"{rules.Length}", component: i);
                return;
            }
            var part = rules[i - 1];
            if (one.IsEmpty)
            {
                if (part.Usage == Usage.Required) Missing(node, number, i, part);
            }
            else if (part.Usage == Usage.NotUsed) NotUsed(node, number, i, one);
            else if (!rule.Tests[i - 1].Passes(one, before, false, separator, codes is not null)) Simple(segment, node, number, i, part, one, before);
            if (to >= 0)
            {
                value = value[(to + 1)..];
                continue;
            }
            for (i++; i <= rules.Length; i++)
                if (rules[i - 1].Usage == Usage.Required) Missing(node, number, i, rules[i - 1]);
            return;
        }
    }

    void Simple(in Segment segment, GuideNode node, int number, int component, ElementRule rule, ReadOnlySpan<byte> value, ReadOnlySpan<byte> before = default)
    {
        if (rule.Codes is { } list)
        {
            if (!list.Contains(CodeList.Pack(value))) Wrong("element-code", node, number, component, value, $"allowed: {list.Words}", list.Words);
            return;
        }
        int length = value.Length;
        switch (rule.Type)
        {
            case ElementType.Decimal or ElementType.Whole:
                if (!Reading.IsNumber(value, rule.Type == ElementType.Whole, out length))
                {
                    Wrong(length > 18 ? "element-too-long" : "element-number", node, number, component, value, length > 18 ? $"at most {rule.Most} digits" : "digits, one point at most, a minus before them; no plus, no comma, no blank", "a number");
                    return;
                }
                break;
            case ElementType.Day:
                if (!Reading.TryDate(value, out _)) Wrong("element-date", node, number, component, value, "a day as CCYYMMDD", "CCYYMMDD");
                return;
            case ElementType.Time:
                if (!Reading.IsTime(value)) Wrong("element-time", node, number, component, value, "a time as HHMM, HHMMSS or finer", "HHMM");
                return;
            case ElementType.ByFormat:
                Formatted(node, number, component, value, component > 0 ? before : segment[number - 1]);
                return;
            case ElementType.Bytes:
                return;
            default:
                // nothing that separates components stands in an element without them
                if (component == 0 && node.HasComposites && value.Contains(delimiters.Component))
                {
                    Wrong("element-components", node, number, component, value, "an element without components", "1 component");
                    return;
                }
                if (value[0] == ' ' || value[^1] == ' ')
                {
                    bool blank = value.TrimStart((byte)' ').IsEmpty;
                    reader.Report("element-blank", $"{Place(node, number, component)} {(blank ? "holds blanks only" : value[0] == ' ' ? "begins with a blank" : "ends with a blank")}; leave them out", number, Reading.Text(value), component: component, severity: blank ? Severity.Error : Severity.Note);
                    if (blank) return;
                }
                break;
        }
        if (length < rule.Least) Wrong("element-too-short", node, number, component, value, $"at least {rule.Least} characters", $"{rule.Least} to {rule.Most}");
        else if (length > rule.Most) Wrong("element-too-long", node, number, component, value, $"at most {rule.Most} characters", $"{rule.Least} to {rule.Most}");
        if (rule.Set is { } set && codes is not null && codes(set, value) == false) Wrong($"code-{set}", node, number, component, value, $"the code set {set} does not have it", set, Severity.Warning);
    }

    /// <summary>A date or period in the format that the element before it names.</summary>
    void Formatted(GuideNode node, int number, int component, ReadOnlySpan<byte> value, ReadOnlySpan<byte> format)
    {
        bool fits = format switch
        {
            [(byte)'D', (byte)'8'] => Reading.TryDate(value, out _),
            [(byte)'R', (byte)'D', (byte)'8'] => value.Length == 17 && value[8] == '-' && Reading.TryDate(value[..8], out var from) && Reading.TryDate(value[9..], out var to) && from <= to,
            [(byte)'D', (byte)'T'] => value.Length is 12 or 14 && Reading.TryDate(value[..8], out _) && Reading.IsTime(value[8..]),
            [(byte)'T', (byte)'M'] => Reading.IsTime(value),
            _ => value.Length <= 35,
        };
        if (!fits) Wrong("element-date", node, number, component, value, $"a date or period in the format {Reading.Text(format)}", Reading.Text(format));
    }

    void Missing(GuideNode node, int number, int component, ElementRule rule) =>
        reader.Report("element-missing", $"{Place(node, number, component)} is required{(rule.Codes is { } list ? $"; allowed: {list.Words}" : "")}", number, allowed: rule.Codes?.Words, component: component);

    void NotUsed(GuideNode node, int number, int component, ReadOnlySpan<byte> value) =>
        reader.Report("element-not-used", $"{Place(node, number, component)} is \"{Short(value)}\"; the guide uses no such element here: leave it empty", number, Reading.Text(value), "nothing", component: component);

    void Wrong(string id, GuideNode node, int number, int component, ReadOnlySpan<byte> value, string instead, string allowed, Severity severity = Severity.Error) =>
        reader.Report(id, $"{Place(node, number, component)} is \"{Short(value)}\": {instead}", number, Reading.Text(value), allowed, severity, component);

    static string Short(ReadOnlySpan<byte> value) => Reading.Text(value.Length > 60 ? value[..60] : value);

    static string Place(GuideNode node, int number, int component) => component == 0 ? $"{node.Name}{number:00} ({node.Words})" : $"{node.Name}{number:00}-{component} ({node.Words})";
}
