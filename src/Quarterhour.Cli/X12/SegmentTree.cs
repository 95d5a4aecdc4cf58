using Quarterhour.X12;

namespace Quarterhour.Cli.X12;

/// <summary>The segments of a file with depth, loop and names, checked as they come.</summary>
sealed class SegmentTree(X12Reader reader)
{
    static readonly Dictionary<uint, int> Envelope = new() { [Tag.ISA] = 0, [Tag.IEA] = 0, [Tag.GS] = 1, [Tag.GE] = 1, [Tag.ST] = 2, [Tag.SE] = 2, [Tag.TA1] = 1 };

    public IEnumerable<ShownSegment> Segments()
    {
        var check = new X12Check(reader);
        int told = 0;
        while (reader.Read())
        {
            long begun = check.Walker?.Begun ?? 0;
            check.Take();
            yield return Current(check, begun, ref told);
        }
        check.End();
    }

    ShownSegment Current(X12Check check, long begun, ref int told)
    {
        var segment = reader.Segment;
        bool envelope = Envelope.TryGetValue(segment.Code, out int level);
        var walker = reader.InTransaction && !envelope ? check.Walker : null;
        var begins = new List<(string, string, int)>();
        int depth = envelope ? level : 3 + (walker?.Depth ?? 0);
        if (walker is not null)
        {
            var path = walker.Loops;
            int fresh = (int)Math.Min(walker.Begun - begun, path.Count);
            for (int i = path.Count - fresh; i < path.Count; i++) begins.Add((path[i].Loop, path[i].Words, 3 + i));
        }
        var findings = check.Findings.Skip(told).ToList();
        told = check.Findings.Count;
        string tag = segment.Tag;
        return new(reader.SegmentNumber, depth, walker?.Loop ?? "", segment.ToString(), walker?.SegmentWords ?? Guide.WordsOf(tag) ?? "", begins, findings) { Tag = tag, Elements = [segment.Text(1), segment.Text(2), segment.Text(3)] };
    }
}
