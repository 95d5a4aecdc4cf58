namespace Quarterhour.X12;

/// <summary>What a remittance must hold because of something else that it holds (SNIP type 4).</summary>
sealed class PaymentSituations(X12Reader reader)
{
    bool inClaim, claimDate, lineOpen, lineDate, reversal, forwarded, receiver;
    string tin = "";
    decimal? owes;
    decimal owed;
    SegmentPlace lineAt, claimAt;

    public void Begin() => (inClaim, lineOpen) = (false, false);

    public void Take(in Segment segment)
    {
        switch (segment.Code)
        {
            case Tag.BPR:
                if (segment.Amount(2) is < 0) reader.Report("situation-negative-payment", "BPR02 is negative; what is owed goes to PLB with FB, and the payment is 0", 2, segment.Text(2), "0 or more");
                tin = segment.Text(10);
                if ((segment.Is(4, "ACH"u8) || segment.Is(4, "FWT"u8) || segment.Is(4, "BOP"u8)) && (segment[7].IsEmpty || segment[9].IsEmpty || segment[13].IsEmpty || segment[15].IsEmpty))
                    reader.Report("situation-account", $"BPR04 is {segment.Text(4)} (electronic payment), and an account is missing (BPR06 to 09 the payer's, BPR12 to 15 the provider's)", 4, segment.Text(4), severity: Severity.Warning);
                if (segment.Is(4, "NON"u8) && segment.Amount(2) is > 0) reader.Report("situation-payment-method", "BPR04 is NON (no payment), yet BPR02 pays", 4, segment.Text(4), severity: Severity.Warning);
                break;
            case Tag.TRN when !inClaim:
                if (tin.Length > 0 && segment[3] is { IsEmpty: false } && segment.Text(3) != tin)
                    reader.Report("situation-trace", $"TRN03 {segment.Text(3)} is not BPR10 {tin}; both say who pays, and the deposit is matched by them", 3, segment.Text(3), tin, Severity.Warning);
                break;
            case Tag.CLP:
                CloseClaim();
                (inClaim, claimDate, reversal, claimAt, owed) = (true, false, segment.Is(2, "22"u8), reader.Here, 0);
                (forwarded, receiver, owes) = (segment.Is(2, "19"u8) || segment.Is(2, "20"u8) || segment.Is(2, "21"u8) || segment.Is(2, "23"u8), false, PaymentBalance.Amount(segment, 5));
                if (segment.Is(2, "4"u8) && segment.Amount(4) is > 0) reader.Report("situation-denied-paid", $"CLP02 is 4 (denied), yet CLP04 pays {segment.Text(4)}", 2, segment.Text(2), severity: Severity.Warning);
                if (reversal && segment.Amount(3) is > 0) reader.Report("situation-reversal", "CLP02 is 22 (reversal), yet the charge is not negated", 3, segment.Text(3), severity: Severity.Warning);
                break;
            case Tag.CAS when inClaim && segment.Is(1, "PR"u8):
                owed += PaymentBalance.Sum(segment, 3, 3);
                break;
            case Tag.NM1 when inClaim && segment.Is(1, "TT"u8):
                receiver = true;
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
                CloseClaim();
                break;
        }
    }

    void CloseClaim()
    {
        CloseLine();
        if (!inClaim) return;
        inClaim = false;
        if (forwarded && !receiver) reader.Report("situation-forwarded", $"claim {reader.Claim}: CLP02 says that it was sent on, and NM1*TT with the payer that got it is missing", severity: Severity.Warning, tag: "NM1", loop: "2100", at: claimAt);
        if (owes is { } told && told != owed)
            reader.Report("situation-patient-owes", $"claim {reader.Claim}: CLP05 says that the patient owes {Reading.Amount(told)}; the adjustments of group PR are {Reading.Amount(owed)}. Bill the patient by the adjustments, after asking", 5, Reading.Amount(told), Reading.Amount(owed), Severity.Warning, tag: "CLP", loop: "2100", at: claimAt);
    }

    void CloseLine()
    {
        if (lineOpen && !lineDate && !claimDate) reader.Report("situation-service-date", "neither the line (DTM*472) nor its claim (DTM*232) has a date of service", tag: "DTM", loop: "2110", at: lineAt);
        lineOpen = false;
    }
}
