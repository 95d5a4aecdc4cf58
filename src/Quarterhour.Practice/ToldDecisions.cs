using Microsoft.EntityFrameworkCore;
using Quarterhour.Practice.Rows;
using Quarterhour.X12;

namespace Quarterhour.Practice;

/// <summary>Decisions as their payers told them: read out of the remittances as they came.</summary>
public static class ToldDecisions
{
    /// <summary>What was told, by the decision's number. Those that stand for a payer's silence were told nowhere.</summary>
    public static IReadOnlyDictionary<long, ClaimPayment> Of(PracticeStore store, IReadOnlyList<DecisionRow> decisions)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(decisions);
        var told = new Dictionary<long, ClaimPayment>();
        foreach (var payment in decisions.Where(static row => row.Position > 0).GroupBy(static row => row.Remittance))
        {
            if (store.Remittances.AsNoTracking().FirstOrDefault(row => row.Id == payment.Key) is not { } remittance) continue;
            byte[] content = store.Files.AsNoTracking().Where(row => row.Hash == remittance.Hash).Select(static row => row.Content).Single();
            var (_, claims) = Posting.Read(content, remittance.Trace).First(one => one.Payment.Trace == remittance.Trace);
            foreach (var row in payment) told[row.Id] = claims[row.Position - 1];
        }
        return told;
    }
}
