namespace Quarterhour.X12;

/// <summary>The balances of an 837: the claim's charge is the sum of its lines (CLM02 and SV102, SV203 or SV302), and what another payer decided adds up,
/// for a line (SVD02 and its CAS are the charge) and for the claim (AMT*D is all SVD02 less the CAS of loop 2320; without SVD it is CLM02 less them).</summary>
sealed class ClaimBalance(X12Reader reader)
{
    /// <summary>Another payer of the claim, loop 2320.</summary>
    sealed class Payer
    {
        public string Id = "";
        public decimal? Paid;
        public decimal Adjusted, OnLines;
        public bool HasAdjustments, HasLines;
        public SegmentPlace At;
    }

    /// <summary>What a payer decided on the line at hand, loop 2430, all its SVD together: a line that the payer split has several.</summary>
    struct Decision
    {
        public string Payer;
        public decimal Sum;
        public bool Bundled;
        public SegmentPlace At;
    }

    decimal? charge, lines, lineCharge;
    bool inClaim, inLine;
    SegmentPlace at;
    readonly List<Payer> payers = [];
    readonly List<Decision> decisions = [];
    int decision = -1;

    public void Begin() => inClaim = false;

    public void Take(in Segment segment)
    {
        switch (segment.Code)
        {
            case Tag.CLM:
                Close();
                (charge, lines, inClaim, at) = (PaymentBalance.Amount(segment, 2), null, true, reader.Here);
                reader.Claim = segment.Text(1);
                break;
            case Tag.LX:
                CloseLine();
                inLine = inClaim;
                break;
            case Tag.SV1 or Tag.SV3:
                AddLine(segment.Amount(2));
                break;
            case Tag.SV2:
                AddLine(segment.Amount(3));
                break;
            case Tag.HL:
                Close();
                break;
            case Tag.SBR when inClaim:
                payers.Add(new() { At = reader.Here });
                break;
            case Tag.CAS when inClaim:
                Adjust(segment);
                break;
            case Tag.AMT when payers.Count > 0 && !inLine && segment.Is(1, "D"u8):
                payers[^1].Paid = segment.Amount(2);
                break;
            case Tag.NM1 when payers.Count > 0 && !inLine && segment.Is(1, "PR"u8):
                payers[^1].Id = segment.Text(9);
                break;
            case Tag.SVD when inLine:
                Decide(segment);
                break;
        }
    }

    public void End() => Close();

    void AddLine(decimal? amount)
    {
        lines = (lines ?? 0) + (amount ?? 0);
        lineCharge = amount;
    }

    void Adjust(in Segment cas)
    {
        decimal sum = PaymentBalance.Sum(cas, 3, 3);
        if (inLine && decision >= 0)
        {
            var one = decisions[decision];
            one.Sum += sum;
            decisions[decision] = one;
        }
        else if (!inLine && payers.Count > 0)
        {
            payers[^1].Adjusted += sum;
            payers[^1].HasAdjustments = true;
        }
    }

    void Decide(in Segment svd)
    {
        string payer = svd.Text(1);
        decimal paid = svd.Amount(2) ?? 0;
        decision = decisions.FindIndex(one => one.Payer == payer);
        if (decision < 0)
        {
            decision = decisions.Count;
            decisions.Add(new() { Payer = payer, At = reader.Here });
        }
        var known = decisions[decision];
        known.Sum += paid;
        known.Bundled |= !svd[6].IsEmpty;
        decisions[decision] = known;
        if (payers.Find(one => one.Id == payer) is not { } of) return;
        of.OnLines += paid;
        of.HasLines = true;
    }

    void CloseLine()
    {
        foreach (var one in decisions)
            // of a bundled line the other one has the rest
            if (!one.Bundled && lineCharge is { } charged && charged != one.Sum)
                reader.Report("balance-earlier-line", $"claim {reader.Claim}: payer {one.Payer} paid and adjusted {Reading.Amount(one.Sum)} of a line of {Reading.Amount(charged)}; copy its remittance to the cent", 2, Reading.Amount(one.Sum), Reading.Amount(charged), tag: "SVD", loop: "2430", at: one.At);
        decisions.Clear();
        decision = -1;
        lineCharge = null;
        inLine = false;
    }

    void Close()
    {
        CloseLine();
        if (inClaim && charge is { } told && lines is { } sum && told != sum)
            reader.Report("balance-charge", $"claim {reader.Claim}: CLM02 is {Reading.Amount(told)}, its lines add up to {Reading.Amount(sum)}; correct the one that is wrong", 2, Reading.Amount(told), Reading.Amount(sum), tag: "CLM", loop: "2300", at: at);
        foreach (var payer in payers)
        {
            // nothing is told by which it could add up
            if (payer.Paid is not { } paid || charge is not { } whole || !payer.HasLines && !payer.HasAdjustments) continue;
            decimal expected = (payer.HasLines ? payer.OnLines : whole) - payer.Adjusted;
            if (paid != expected)
                reader.Report("balance-earlier-claim", $"claim {reader.Claim}: payer {payer.Id} paid {Reading.Amount(paid)} by its AMT*D, {Reading.Amount(expected)} by {(payer.HasLines ? "its lines" : "the charge")} less its adjustments; copy its remittance to the cent", 2, Reading.Amount(paid), Reading.Amount(expected), tag: "AMT", loop: "2320", at: payer.At);
        }
        payers.Clear();
        inClaim = false;
        lines = null;
        reader.Claim = null;
    }
}
