namespace Quarterhour.X12;

/// <summary>What a claim must say of the payers that decided on it before (loops 2320, 2330B and 2430; SNIP type 4).</summary>
sealed class EarlierPayers(X12Reader reader, LoopWalker walker)
{
    sealed class Payer
    {
        public string Id = "";
        public bool Decided, Dated, OnLines, Left;
        public SegmentPlace At;
    }

    readonly List<Payer> payers = [];
    decimal? charge;

    // of the line's decision that is open
    string? deciding;
    SegmentPlace decidedAt;

    /// <param name="clm">The claim begins.</param>
    public void Open(in Segment clm)
    {
        payers.Clear();
        (charge, deciding) = (clm.Amount(2), null);
    }

    public void Take(in Segment segment)
    {
        switch (segment.Code)
        {
            case Tag.SBR when walker.Loop == "2320":
                payers.Add(new() { At = reader.Here });
                break;
            case Tag.CAS when walker.Loop == "2320" && payers.Count > 0:
                payers[^1].Decided = true;
                break;
            case Tag.AMT when walker.Loop == "2320" && payers.Count > 0:
                if (segment.Is(1, "D"u8)) payers[^1].Decided = true;
                if (segment.Is(1, "EAF"u8)) payers[^1].Left = true;
                if (segment.Is(1, "A8"u8) && segment.Amount(2) is { } not && not != charge)
                    reader.Report("situation-not-covered", $"AMT*A8 says that {Reading.Amount(not)} is not covered; where another payer covers nothing it is the whole charge of the claim", 2, segment.Text(2), charge is { } whole ? Reading.Amount(whole) : null);
                break;
            case Tag.NM1 when walker.Loop == "2330B" && payers.Count > 0:
                payers[^1].Id = segment.Text(9);
                break;
            case Tag.DTP when walker.Loop == "2330B" && payers.Count > 0 && segment.Is(1, "573"u8):
                payers[^1].Dated = true;
                break;
            case Tag.AMT when walker.Loop == "2430" && segment.Is(1, "EAF"u8):
                deciding = null;
                break;
            case Tag.LX:
                EndDecision();
                break;
            case Tag.SVD:
                EndDecision();
                Decide(segment);
                break;
        }
    }

    void Decide(in Segment svd)
    {
        string id = svd.Text(1);
        (deciding, decidedAt) = (id, reader.Here);
        if (payers.Find(payer => payer.Id == id) is { } known) (known.Decided, known.OnLines) = (true, true);
        else reader.Report("situation-earlier-payer", $"SVD01 {id} names a payer that no loop 2330B of the claim names; write that payer's NM109", 1, id, string.Join(", ", payers.Select(payer => payer.Id)));
    }

    /// <summary>The claim has ended.</summary>
    /// <param name="order">SBR01 of the payer to whom the claim goes.</param>
    public void Close(string order)
    {
        EndDecision();
        foreach (var payer in payers)
        {
            if (payer is { Decided: true, OnLines: false, Left: false })
                reader.Report("situation-patient-left", $"claim {reader.Claim}: payer {payer.Id} has decided on the whole claim, and nothing says what the patient still owes; write AMT*EAF in its loop 2320", tag: "AMT", loop: "2320", at: payer.At);
            if (payer is { Decided: true, Dated: false, OnLines: false })
                reader.Report("situation-earlier-date", $"claim {reader.Claim}: payer {payer.Id} has decided, and nothing says when; write DTP*573 in its loop 2330B, or what it decided on each line in loop 2430", tag: "DTP", loop: "2330B", at: payer.At);
        }
        if (order is "S" or "T" && payers.Count > 0 && !payers.Exists(static payer => payer.Decided))
            reader.Report("situation-earlier-decision", $"claim {reader.Claim}: SBR01 is {order}, and nothing says what the payer before decided (AMT*D, CAS or SVD)", severity: Severity.Warning, tag: "SBR", loop: "2320", at: payers[0].At);
    }

    /// <summary>A payer's decision on a line has ended.</summary>
    void EndDecision()
    {
        if (deciding is { } id)
            reader.Report("situation-patient-left", $"payer {id} has decided on the line, and nothing says what the patient still owes of it; write AMT*EAF in its loop 2430", tag: "AMT", loop: "2430", at: decidedAt);
        deciding = null;
    }
}
