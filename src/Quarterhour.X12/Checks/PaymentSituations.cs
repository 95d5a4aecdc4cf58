namespace Quarterhour.X12;

/// <summary>What a remittance must hold because of something else that it holds (SNIP type 4).</summary>
sealed class PaymentSituations(X12Reader reader)
{
    bool inClaim, claimDate, lineOpen, lineDate, reversal;
    SegmentPlace lineAt;

    public void Begin() => (inClaim, lineOpen) = (false, false);

    public void Take(in Segment segment)
    {
        switch (segment.Code)
        {
            case Tag.BPR:
                if (segment.Amount(2) is < 0) reader.Report("situation-negative-payment", "BPR02 is negative; what is owed goes to PLB with FB, and the payment is 0", 2, segment.Text(2), "0 or more");
                if (segment.Is(4, "NON"u8) && segment.Amount(2) is > 0) reader.Report("situation-payment-method", "BPR04 is NON (no payment), yet BPR02 pays", 4, segment.Text(4), severity: Severity.Warning);
                break;
            case Tag.CLP:
                CloseLine();
                (inClaim, claimDate, reversal) = (true, false, segment.Is(2, "22"u8));
                if (reversal && segment.Amount(3) is > 0) reader.Report("situation-reversal", "CLP02 is 22 (reversal), yet the charge is not negated", 3, segment.Text(3), severity: Severity.Warning);
                break;
            case Tag.SVC when inClaim:
                CloseLine();
                (lineOpen, lineDate, lineAt) = (true, false, reader.Here);
                break;
            case Tag.DTM when inClaim:
                if (lineOpen) lineDate = true;
                else if (segment.Is(1, "232"u8) || segment.Is(1, "233"u8)) claimDate = true;
                break;
            case Tag.LX or Tag.PLB or Tag.SE:
                CloseLine();
                inClaim = false;
                break;
        }
    }

    void CloseLine()
    {
        if (lineOpen && !lineDate && !claimDate) reader.Report("situation-service-date", "neither the line (DTM*472) nor its claim (DTM*232) has a date of service", tag: "DTM", loop: "2110", at: lineAt);
        lineOpen = false;
    }
}
