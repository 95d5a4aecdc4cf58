namespace Quarterhour.X12;

/// <summary>Holds segments against a receiver's own rules (SNIP type 7).</summary>
sealed class PartnerCheck(X12Reader reader, LoopWalker? walker, IReadOnlyList<PartnerRule> rules)
{
    readonly uint[] tags = [.. rules.Select(rule => Tag.Of(rule.Tag))];
    readonly (long Instance, bool Open, bool Seen, int Depth)[] watched = new (long, bool, bool, int)[rules.Count];

    public void Take(in Segment segment)
    {
        string loop = walker?.Loop ?? "";
        for (int i = 0; i < rules.Count; i++)
        {
            var rule = rules[i];
            bool here = rule.Loop is null || rule.Loop == loop;
            if (rule.Required && rule.Element == 0) Watch(i, rule, loop);
            if (!here || segment.Code != tags[i] || rule.Qualifier is { } qualifier && segment.Text(1) != qualifier) continue;
            watched[i].Seen = true;
            if (rule.Element == 0)
            {
                if (rule.Forbidden) Say(rule, "may not stand here");
                continue;
            }
            string value = segment.Text(rule.Element);
            if (value.Length == 0)
            {
                if (rule.Required) Say(rule, "is missing");
            }
            else if (rule.Forbidden) Say(rule, "is to be left empty", value);
            else if (rule.Allowed.Count > 0 && !rule.Allowed.Contains(value)) Say(rule, $"is \"{value}\"; allowed: {string.Join(", ", rule.Allowed)}", value, string.Join(", ", rule.Allowed));
            else if (rule.Longest > 0 && value.Length > rule.Longest) Say(rule, $"has {value.Length} characters; at most {rule.Longest}", value, $"{rule.Longest}");
        }
    }

    /// <summary>A segment that every instance of a loop must have: whether one ended without it.</summary>
    void Watch(int number, PartnerRule rule, string loop)
    {
        ref var one = ref watched[number];
        int depth = walker?.Depth ?? 0;
        long begun = walker?.Begun ?? 0;
        bool inside = rule.Loop is null || loop == rule.Loop || one.Open && depth > one.Depth;
        bool again = one.Open && loop == rule.Loop && depth == one.Depth && begun != one.Instance && walker!.Node == walker.Node?.Parent?.Children[0];
        if (one.Open && (!inside || again))
        {
            if (!one.Seen) Say(rule, $"is missing in loop {rule.Loop}");
            one.Open = false;
        }
        if (!one.Open && inside && loop == (rule.Loop ?? loop)) one = (begun, true, false, depth);
    }

    public void End()
    {
        for (int i = 0; i < rules.Count; i++)
        {
            if (watched[i].Open && !watched[i].Seen && rules[i].Required && rules[i].Element == 0) Say(rules[i], $"is missing{(rules[i].Loop is { } loop ? $" in loop {loop}" : "")}");
            watched[i] = default;
        }
    }

    void Say(PartnerRule rule, string what, string? found = null, string? allowed = null) => reader.Report("partner-rule",
        $"{rule.Name}: {rule.Tag}{(rule.Qualifier is { } qualifier ? $"*{qualifier}" : "")}{(rule.Element > 0 ? $" element {rule.Element:00}" : "")} {what}{(rule.Says is { } says ? $"; {says}" : "")}", rule.Element, found, allowed, tag: rule.Tag, loop: rule.Loop);
}
