namespace Quarterhour.X12;

/// <summary>Holds each element against its rule: there or not, type, length, code, repetition, components, and what holds between elements (SNIP types 1, 2 and 5).</summary>
sealed class ElementCheck(X12Reader reader, CodeSetLookup? codes)
{
    /// <summary>Characters that no segment may hold: control characters, and those beyond ASCII.</summary>
    public void Characters(Segment segment)
    {
        var bytes = segment.Bytes;
        int at = bytes.IndexOfAnyExceptInRange((byte)' ', (byte)'~');
        if (at < 0 || segment.Code is Tag.BIN or Tag.BDS) return;
        // separators may themselves be control characters
        while (at >= 0 && IsSeparator(bytes[at], segment.Delimiters))
            at = bytes[(at + 1)..].IndexOfAnyExceptInRange((byte)' ', (byte)'~') is var next and >= 0 ? at + 1 + next : -1;
        if (at < 0) return;
        int element = bytes[..at].Count(segment.Delimiters.Element);
        byte one = bytes[at];
        string what = one is (byte)'\n' or (byte)'\r' ? "an end of line" : one < ' ' || one == 0x7F ? $"the control character {one}" : "a character beyond ASCII";
        reader.Report("element-character", $"{segment.Tag}{element:00} holds {what}; only the basic and the extended character set may stand in data", element, $"0x{one:X2}");
    }

    static bool IsSeparator(byte one, in Delimiters delimiters) => one == delimiters.Element || one == delimiters.Component || one == delimiters.Repetition;

    public void Check(Segment segment, GuideNode node)
    {
        var rules = node.Elements;
        int count = segment.Count;
        var delimiters = segment.Delimiters;
        for (int i = 1; i <= rules.Length; i++)
        {
            var rule = rules[i - 1];
            var value = segment[i];
            if (value.IsEmpty)
            {
                if (rule.Usage == Usage.Required) Missing(node, i, 0, rule);
                continue;
            }
            if (rule.Usage == Usage.NotUsed)
            {
                NotUsed(node, i, 0, value);
                continue;
            }
            if (rule.Repeat > 1) Repeated(segment, node, i, rule, value);
            else if (rule.Components.Length > 0) Composite(segment, node, i, rule, value);
            else Simple(segment, node, i, 0, rule, value);
        }
        if (count > rules.Length) reader.Report("element-too-many", $"{node.Name} has {count} elements; the standard knows {rules.Length}", rules.Length + 1, segment.Text(rules.Length + 1), $"{rules.Length}");
        if (count > 0 && segment[count].IsEmpty) reader.Report("element-trailing", $"{node.Name} ends with empty elements; leave the separators out", count, severity: Severity.Note);
        foreach (var note in node.Notes)
            if (note.Broken(segment) is > 0 and var broken)
                reader.Report(note.Kind == 'E' ? "element-excluded" : "element-dependent", $"{node.Name}{broken:00} {(note.Kind == 'E' ? "may not stand" : "is missing")}: {note.Words(node.Name)}", broken, allowed: note.Words(node.Name));
        // a repetition separator where nothing repeats
        if (!node.Repeats && delimiters.Repetition != 0 && segment.Bytes.IndexOf(delimiters.Repetition) is >= 0 and var at)
        {
            int element = segment.Bytes[..at].Count(delimiters.Element);
            reader.Report("element-repeats", $"{node.Name}{element:00} holds \"{(char)delimiters.Repetition}\", which separates repetitions, and it may not repeat", element, segment.Text(element), "1");
        }
    }

    void Repeated(Segment segment, GuideNode node, int number, ElementRule rule, ReadOnlySpan<byte> value)
    {
        byte separator = segment.Delimiters.Repetition;
        int times = 0;
        while (true)
        {
            int to = separator == 0 ? -1 : value.IndexOf(separator);
            var one = to < 0 ? value : value[..to];
            if (++times == rule.Repeat + 1) reader.Report("element-repeats", $"{node.Name}{number:00} repeats more than {rule.Repeat} times", number, allowed: $"{rule.Repeat}");
            if (rule.Components.Length > 0) Composite(segment, node, number, rule, one);
            else Simple(segment, node, number, 0, rule, one);
            if (to < 0) return;
            value = value[(to + 1)..];
        }
    }

    void Composite(Segment segment, GuideNode node, int number, ElementRule rule, ReadOnlySpan<byte> value)
    {
        byte separator = segment.Delimiters.Component;
        var rules = rule.Components;
        for (int i = 1; ; i++)
        {
            int to = value.IndexOf(separator);
            var one = to < 0 ? value : value[..to];
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
            else Simple(segment, node, number, i, part, one, i > 1 ? segment[number, i - 1] : default);
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

    void Simple(Segment segment, GuideNode node, int number, int component, ElementRule rule, ReadOnlySpan<byte> value, ReadOnlySpan<byte> before = default)
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
                foreach (byte one in value)
                    if (one is (byte)'-' or (byte)'.') length--;
                if (!Reading.TryAmount(value, out _) || rule.Type == ElementType.Whole && value.Contains((byte)'.'))
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
                if (component == 0 && value.Contains(segment.Delimiters.Component))
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
        if (rule.Set is { } set && codes is not null && codes(set, value) == false) Wrong($"code-{set}", node, number, component, value, $"the code set {set} does not have it", set);
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

    void Wrong(string id, GuideNode node, int number, int component, ReadOnlySpan<byte> value, string instead, string allowed) =>
        reader.Report(id, $"{Place(node, number, component)} is \"{Short(value)}\": {instead}", number, Reading.Text(value), allowed, component: component);

    static string Short(ReadOnlySpan<byte> value) => Reading.Text(value.Length > 60 ? value[..60] : value);

    static string Place(GuideNode node, int number, int component) => component == 0 ? $"{node.Name}{number:00} ({node.Words})" : $"{node.Name}{number:00}-{component} ({node.Words})";
}
