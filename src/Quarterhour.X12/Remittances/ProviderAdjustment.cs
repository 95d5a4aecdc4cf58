namespace Quarterhour.X12;

/// <summary>An adjustment outside of claims, one of a PLB.</summary>
/// <param name="Provider">PLB01.</param>
/// <param name="FiscalYearEnd">PLB02, CCYYMMDD.</param>
/// <param name="Reason">WO overpayment taken back, L6 interest, 72, 50, CS, FB carried forward, J1.</param>
/// <param name="Number">What it refers to, often a claim's number.</param>
/// <param name="Amount">Dollars; a positive one lowers the payment.</param>
public sealed record ProviderAdjustment(string Provider, string FiscalYearEnd, string Reason, string Number, decimal Amount)
{
    const int MostInSegment = 6;

    internal static void Read(TransactionReader reader, in Segment plb, Items<ProviderAdjustment> to)
    {
        for (int at = 3; at <= plb.Count && at <= 13; at += 2)
            if (!plb[at].IsEmpty || !plb[at + 1].IsEmpty) to.Add(new(reader.Text(plb, 1), reader.Text(plb, 2), reader.Text(plb[at, 1]), reader.Text(plb[at, 2]), plb.Amount(at + 1) ?? 0));
    }

    internal static void Write(X12Writer writer, Items<ProviderAdjustment> adjustments)
    {
        for (int i = 0; i < adjustments.Count;)
        {
            var first = adjustments[i];
            writer.Start("PLB").Text(first.Provider).Text(first.FiscalYearEnd);
            for (int n = 0; n < MostInSegment && i < adjustments.Count && adjustments[i].Provider == first.Provider && adjustments[i].FiscalYearEnd == first.FiscalYearEnd; n++, i++)
                writer.Component(adjustments[i].Reason).Component(adjustments[i].Number).EndComposite().Amount(adjustments[i].Amount);
            writer.End();
        }
    }
}
