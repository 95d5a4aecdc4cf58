namespace Quarterhour.X12;

/// <summary>The balances of an 837: the claim's charge is the sum of its lines (CLM02 and SV102, SV203 or SV302), and what another payer adjudicated adds up.</summary>
sealed class ClaimBalance(X12Reader reader)
{
    decimal? charge, lines;
    bool inClaim;
    SegmentPlace at;

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
            case Tag.SV1 or Tag.SV3:
                lines = (lines ?? 0) + (segment.Amount(2) ?? 0);
                break;
            case Tag.SV2:
                lines = (lines ?? 0) + (segment.Amount(3) ?? 0);
                break;
            case Tag.HL:
                Close();
                break;
        }
    }

    public void End() => Close();

    void Close()
    {
        if (inClaim && charge is { } told && lines is { } sum && told != sum)
            reader.Report("balance-charge", $"claim {reader.Claim}: CLM02 is {Reading.Amount(told)}, its lines add up to {Reading.Amount(sum)}; correct the one that is wrong", 2, Reading.Amount(told), Reading.Amount(sum), tag: "CLM", loop: "2300", at: at);
        inClaim = false;
        lines = null;
        reader.Claim = null;
    }
}
