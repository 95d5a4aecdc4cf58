namespace Quarterhour.Cli.X12;

/// <summary>One claim of a file with the envelope and the levels that it stands under.</summary>
static class ClaimPath
{
    public static List<ShownSegment> Of(SegmentTree tree, string id)
    {
        var envelope = new List<ShownSegment>();
        var levels = new List<(string Number, List<ShownSegment> Segments)>();
        List<ShownSegment>? claim = null;
        bool inClaims = false;
        foreach (var segment in tree.Segments())
        {
            bool begins = segment.Tag is "CLM" or "CLP" || segment.Tag == "TRN" && segment.Loop.StartsWith("2200", StringComparison.Ordinal);
            if (claim is not null)
            {
                // the claim ends with the next, with its level, with its transaction
                if (begins || segment.Tag is "HL" or "LX" or "PLB" or "SE" or "GE" or "IEA" && !(segment.Tag == "LX" && segment.Loop == "2400")) return [.. envelope, .. levels.SelectMany(static level => level.Segments), .. claim];
                claim.Add(segment);
                continue;
            }
            switch (segment.Tag)
            {
                case "ISA": Restart(0); break;
                case "GS": Restart(1); break;
                case "ST": Restart(2); break;
                case "HL":
                    int above = levels.FindLastIndex(level => level.Number == segment.Elements[1]);
                    levels.RemoveRange(above + 1, levels.Count - above - 1);
                    levels.Add((segment.Elements[0], []));
                    inClaims = false;
                    break;
            }
            if (begins && segment.Elements[segment.Tag == "TRN" ? 1 : 0] == id)
            {
                claim = [segment];
                continue;
            }
            inClaims |= begins || segment.Tag is "LX" or "SE";
            if (inClaims) continue;
            if (levels.Count > 0) levels[^1].Segments.Add(segment);
            else envelope.Add(segment);
        }
        return claim is null ? [] : [.. envelope, .. levels.SelectMany(static level => level.Segments), .. claim];

        void Restart(int keep)
        {
            envelope.RemoveAll(one => one.Depth >= keep);
            levels.Clear();
            inClaims = false;
        }
    }
}
