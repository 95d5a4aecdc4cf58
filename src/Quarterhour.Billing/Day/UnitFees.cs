using Quarterhour.Billing.Pricing;
using Quarterhour.Billing.Tables;

namespace Quarterhour.Billing.Day;

/// <summary>Unit fees that were already worked out in this run: many visits ask for the same few.</summary>
sealed class UnitFees(ReferenceTables tables, bool facility = false)
{
    /// <summary>Kept at most; then it starts afresh.</summary>
    const int Most = 20_000;

    readonly Dictionary<(ProcedureCode, LocalityId, DateOnly), Answer<UnitFee>> known = [];

    public Answer<UnitFee> Of(ProcedureCode code, LocalityId locality, DateOnly date)
    {
        if (known.TryGetValue((code, locality, date), out var answer)) return answer;
        if (known.Count >= Most) known.Clear();
        return known[(code, locality, date)] = FeeSchedule.ForUnit(code, locality, date, tables.Fees, tables.Localities, facility);
    }
}
