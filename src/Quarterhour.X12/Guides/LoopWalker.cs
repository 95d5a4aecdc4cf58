namespace Quarterhour.X12;

// How it works: the place in the guide is a node and a stack of open loops. Where a segment leads from a node is looked for once, by the rules below, and then
// remembered under (node, tag, qualifier): a file of any size asks a table that holds as many steps as the guide has ways. Counting and
// required children are a few integers a loop. Bound: one look-up in a table that lies in the cache; measured with the checks, see docs/benchmarks-x12.md.

/// <summary>Follows a transaction through its guide: in which loop each segment stands, what is missing, too often, out of order or unknown.</summary>
public sealed class LoopWalker
{
    const int Deepest = 16;

    readonly X12Reader reader;
    readonly Guide guide;
    readonly Frame[] open = new Frame[Deepest];
    readonly StepTable steps;
    int depth = -1;
    bool lost;

    internal LoopWalker(X12Reader reader, Guide guide)
    {
        (this.reader, this.guide) = (reader, guide);
        steps = new(guide);
        for (int i = 0; i < Deepest; i++) open[i] = new();
    }

    /// <summary>The guide that is followed.</summary>
    public Guide Guide => guide;

    /// <summary>Where the last segment stands; null when the guide has no place for it.</summary>
    internal GuideNode? Node { get; private set; }

    /// <summary>The loop of the last segment, for example 2010AA.</summary>
    public string Loop => depth < 0 ? "" : open[depth].Loop.Name;

    /// <summary>Our words for that loop.</summary>
    public string LoopWords => depth < 0 ? "" : open[depth].Loop.Words;

    /// <summary>Our words for the last segment in its place.</summary>
    public string SegmentWords => Node?.Words ?? GuideText.WordsOf(reader.Segment.Tag) ?? "";

    /// <summary>How many loops are open around it.</summary>
    public int Depth => depth;

    /// <summary>The loops around the last segment with our words for them, without the transaction itself.</summary>
    public IReadOnlyList<(string Loop, string Words)> Loops => [.. Path().Select(static loop => (loop.Name, loop.Words))];

    /// <summary>The loops around the last segment, without the transaction itself.</summary>
    internal IReadOnlyList<GuideNode> Path()
    {
        var path = new List<GuideNode>(depth);
        for (int i = 1; i <= depth; i++) path.Add(open[i].Loop);
        return path;
    }

    /// <summary>Instances of loops begun so far; changes whenever a loop begins.</summary>
    public long Begun { get; private set; }

    sealed class Frame
    {
        public GuideNode Loop = null!;
        public GuideNode At = null!;
        public int[] Counts = new int[64];
    }

    /// <summary>Follows, and says nothing.</summary>
    internal bool Quiet { get; set; }

    void Say(string id, string message, int element = 0, string? found = null, string? allowed = null, string? tag = null, string? loop = null)
    {
        if (!Quiet) reader.Report(id, message, element, found, allowed, tag: tag, loop: loop);
    }

    /// <summary>A new transaction: ST is the current segment.</summary>
    internal void Begin()
    {
        depth = -1;
        lost = false;
        Enter(guide.Root);
        Node = guide.Root.Children[0];
    }

    /// <summary>The next segment of the transaction.</summary>
    internal void Take(in Segment segment)
    {
        if (depth < 0) return;
        uint tag = segment.Code;
        var at = open[depth].At;
        var step = steps.Find(at.Id, tag, segment);
        if (step is null && (step = Look(at, tag, segment)) is not null) steps.Add(at.Id, tag, segment, step);
        if (step is not null)
        {
            lost = false;
            Go(step);
            return;
        }
        Astray(tag, segment);
    }

    /// <summary>The transaction ends without or with SE; says what is missing in what is still open.</summary>
    internal void End(bool whole)
    {
        while (depth >= 0) Leave(tell: whole);
        Node = null;
    }

    void Go(Step step)
    {
        for (int i = 0; i < step.Up; i++) Leave(tell: true);
        Place(step.Target);
        for (int i = 0; i < step.Implied.Length; i++) Place(step.Implied[i]);
    }

    /// <summary>Puts the current segment, or the loop that it begins, where it belongs in the loop that is open.</summary>
    void Place(GuideNode target)
    {
        var frame = open[depth];
        frame.At = target;
        if (++frame.Counts[target.Ordinal] > target.Most && frame.Counts[target.Ordinal] == target.Most + 1) TooOften(target, frame.Loop);
        if (target.IsLoop)
        {
            Enter(target);
            target = target.Children[0];
        }
        Node = target;
    }

    void TooOften(GuideNode target, GuideNode loop)
    {
        if (target.IsLoop) Say("structure-loop-repeat", $"loop {target.Name} ({target.Words}) stands more than {target.Most} times in {loop.Name}", allowed: $"{target.Most}", loop: target.Name);
        else Say("structure-segment-repeat", $"{target.Written} ({target.Words}) stands more than {target.Most} times in loop {loop.Name}", allowed: $"{target.Most}", loop: loop.Name);
    }

    void Enter(GuideNode loop)
    {
        var frame = open[++depth];
        frame.Loop = loop;
        frame.At = loop.Children[0];
        if (frame.Counts.Length < loop.Children.Length) frame.Counts = new int[loop.Children.Length];
        Array.Clear(frame.Counts, 0, loop.Children.Length);
        // a loop that was entered without its first segment still has to have it
        frame.Counts[0] = loop.Children[0].IsLoop ? 0 : 1;
        reader.Loop = loop.Name;
        Begun++;
    }

    void Leave(bool tell)
    {
        var frame = open[depth];
        if (tell)
            foreach (var child in frame.Loop.RequiredChildren)
                if (frame.Counts[child.Ordinal] == 0) Missing(child, frame.Loop);
        depth--;
        if (depth >= 0) reader.Loop = open[depth].Loop.Name;
    }

    void Missing(GuideNode child, GuideNode loop)
    {
        if (child.Name == "SE") return;
        string before = reader.Segment.Tag;
        if (child.IsLoop) Say("structure-loop-missing", $"loop {child.Name} ({child.Words}, {child.Written}) is missing in {loop.Name}, before this {before}", tag: child.First.Name, loop: child.Name);
        else Say("structure-segment-missing", $"{child.Written} ({child.Words}) is missing in loop {loop.Name}, before this {before}", tag: child.Name, loop: loop.Name);
    }

    /// <summary>Where a segment leads: on in this loop, into one that it begins, or on in one around it.</summary>
    static Step? Look(GuideNode at, uint tag, in Segment segment)
    {
        int up = 0;
        for (var from = at; from.Parent is { } loop; from = loop, up++)
            foreach (var child in loop.Children)
                // the segment that a loop begins with begins the next one
                if (child.Place >= from.Place && !(child == from && !child.IsLoop && child.Ordinal == 0 && child.Most == 1) && Fits(child, tag, segment)) return new(up, child, []);
        return null;
    }

    static bool Fits(GuideNode child, uint tag, in Segment segment) => child.First.Matches(tag, child.First.QualifierElement == 0 ? default : StepTable.Qualifier(segment, child.First.QualifierElement));

    /// <summary>The guide has no place for the segment where it stands. Says so, and goes where it makes most sense.</summary>
    void Astray(uint tag, in Segment segment)
    {
        Node = null;
        string name = segment.Tag;
        if (!guide.Tags.Contains(tag))
        {
            Say("structure-segment-unknown", $"\"{Short(name)}\" is no segment that this transaction has; look for a misspelled tag or a separator in data", found: name);
            return;
        }
        var at = open[depth].At;
        // the tag may stand here, its first element says something that the guide does not know
        foreach (var child in at.Parent!.Children)
            if (child.Place >= at.Place && !child.IsLoop && child.Tag == tag && child.QualifierElement > 0)
            {
                Qualifier(child, segment);
                return;
            }
        int up = 0;
        for (var from = at; from.Parent is { } loop; from = loop, up++)
            foreach (var child in loop.Children)
                if (Fits(child, tag, segment))
                {
                    Say("structure-segment-order", $"{child.Written} ({child.First.Words}) comes too late: it belongs before {from.Written} in loop {loop.Name}", loop: loop.Name);
                    lost = false;
                    Go(new(up, child, []));
                    return;
                }
        up = 0;
        for (var from = at; from.Parent is { } loop; from = loop, up++)
            foreach (var child in loop.Children)
                if (child.IsLoop && PathTo(child, tag, segment) is { Length: > 0 } path)
                {
                    Say("structure-loop-missing", $"{path[^1].Written} ({path[^1].Words}) stands here without loop {child.Name} ({child.Words}) around it; {child.First.Name} is missing before it", tag: child.First.Name, loop: child.Name);
                    lost = false;
                    Go(new(up, child, path));
                    return;
                }
        if (lost) return;
        lost = name is "NM1" or "N1" or "HL" or "LX" or "SBR";
        Say("structure-segment-unexpected", $"{Short(segment.Count > 0 && name is not "N3" and not "N4" ? $"{name}*{segment.Text(1)}" : name)} has no place here, after {at.Written} in loop {open[depth].Loop.Name}", found: Short(segment.ToString()));
    }

    void Qualifier(GuideNode child, in Segment segment)
    {
        var codes = child.Parent!.Children.Where(other => !other.IsLoop && other.Tag == child.Tag).SelectMany(other => other.Qualifiers?.Codes ?? []).Distinct().Order(StringComparer.Ordinal);
        string found = Reading.Text(StepTable.Qualifier(segment, child.QualifierElement));
        Say(found.Length == 0 ? "element-missing" : "element-code", $"{child.Name}{child.QualifierElement:00} is {(found.Length == 0 ? "missing" : $"\"{Short(found)}\"")}; loop {child.Parent.Name} knows {string.Join(", ", codes)}",
            child.QualifierElement, found, string.Join(", ", codes), loop: child.Parent.Name);
    }

    /// <summary>The loops between a loop and the one that the segment begins.</summary>
    static GuideNode[] PathTo(GuideNode loop, uint tag, in Segment segment)
    {
        foreach (var child in loop.Children)
        {
            if (!child.IsLoop) continue;
            if (Fits(child, tag, segment)) return [child];
            if (PathTo(child, tag, segment) is { Length: > 0 } path) return [child, .. path];
        }
        return [];
    }

    static string Short(string text) => text.Length > 40 ? text[..40] + "…" : text;
}
