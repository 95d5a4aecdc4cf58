namespace Quarterhour.X12;

/// <summary>The three balances of an 835, exact: line (SVC02 less CAS is SVC03), claim (CLP03 less all CAS is CLP04), payment (claims less PLB is BPR02). An imbalance is told; nothing is spread or mended.</summary>
sealed class PaymentBalance(X12Reader reader)
{
    decimal? payment, charge, paid, lineCharge, linePaid;
    decimal claims, provider, adjusted, lineAdjusted;
    bool inClaim, inLine;
    int line;
    SegmentPlace paymentAt, claimAt, lineAt;

    public void Begin()
    {
        payment = null;
        (claims, provider, inClaim, inLine) = (0, 0, false, false);
        reader.Claim = null;
    }

    public void Take(in Segment segment)
    {
        switch (segment.Code)
        {
            case Tag.BPR:
                (payment, paymentAt) = (Amount(segment, 2), reader.Here);
                break;
            case Tag.CLP:
                CloseClaim();
                (charge, paid, adjusted, inClaim, line) = (Amount(segment, 3), Amount(segment, 4), 0, true, 0);
                claims += paid ?? 0;
                claimAt = reader.Here;
                reader.Claim = segment.Text(1);
                break;
            case Tag.SVC when inClaim:
                CloseLine();
                (lineCharge, linePaid, lineAdjusted, inLine, lineAt) = (Amount(segment, 2), Amount(segment, 3), 0, true, reader.Here);
                line++;
                break;
            case Tag.CAS when inClaim:
                decimal sum = Sum(segment, 3, 3);
                adjusted += sum;
                if (inLine) lineAdjusted += sum;
                break;
            case Tag.LX or Tag.TS3:
                CloseClaim();
                break;
            case Tag.PLB:
                CloseClaim();
                provider += Sum(segment, 4, 2);
                break;
        }
    }

    public void End()
    {
        CloseClaim();
        if (payment is { } told && claims - provider != told)
            reader.Report("balance-payment", $"BPR02 is {Reading.Amount(told)}; payments of all claims {Reading.Amount(claims)} less provider adjustments {Reading.Amount(provider)} are {Reading.Amount(claims - provider)}", 2, Reading.Amount(told), Reading.Amount(claims - provider), tag: "BPR", loop: "TRANSACTION", at: paymentAt);
    }

    void CloseLine()
    {
        if (inLine && lineCharge is { } charged && linePaid is { } received && charged - lineAdjusted != received)
            reader.Report("balance-line", $"claim {reader.Claim}, line {line}: charge {Reading.Amount(charged)} less adjustments {Reading.Amount(lineAdjusted)} is {Reading.Amount(charged - lineAdjusted)}, SVC03 is {Reading.Amount(received)}; ask the payer, post nothing by guess", 3, Reading.Amount(received), Reading.Amount(charged - lineAdjusted), tag: "SVC", loop: "2110", at: lineAt);
        inLine = false;
    }

    void CloseClaim()
    {
        CloseLine();
        if (inClaim && charge is { } charged && paid is { } received && charged - adjusted != received)
            reader.Report("balance-claim", $"claim {reader.Claim}: charge {Reading.Amount(charged)} less all adjustments {Reading.Amount(adjusted)} is {Reading.Amount(charged - adjusted)}, CLP04 is {Reading.Amount(received)}; ask the payer, post nothing by guess", 4, Reading.Amount(received), Reading.Amount(charged - adjusted), tag: "CLP", loop: "2100", at: claimAt);
        inClaim = false;
        reader.Claim = null;
    }

    /// <summary>An absent amount is nothing; one that is no number can't be balanced.</summary>
    internal static decimal? Amount(in Segment segment, int element) => segment[element].IsEmpty ? 0 : segment.Amount(element);

    internal static decimal Sum(in Segment segment, int from, int step)
    {
        decimal sum = 0;
        int to = Math.Min(segment.Count, from + 5 * step);
        for (int element = from; element <= to; element += step) sum += segment.Amount(element) ?? 0;
        return sum;
    }
}
