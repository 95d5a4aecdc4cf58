using System.Text.Json.Nodes;
using Quarterhour.Billing.Modifiers;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Cli.Cases;

/// <summary>The year's threshold over a ledger.</summary>
static class KxCases
{
    public static JsonObject Answer(WorkedCase one, ReferenceTables tables)
    {
        var discipline = one.Fields.Discipline("discipline");
        LedgerEntry[] ledger = [.. one.Fields.List("ledger").Select(entry => new LedgerEntry(entry.Date("date"), entry.Discipline("discipline"), entry.Money("allowed")))];
        decimal before = Kx.YearToDate(ledger, discipline, one.Date), allowed = one.Fields.Money("visit_allowed");
        var answer = Kx.State(discipline, one.Date, before, allowed);
        ThresholdState? state = answer.IsDecided ? answer.Value : null;
        return new()
        {
            ["pool"] = Kx.PoolOf(discipline),
            ["threshold"] = CaseKind.Money(state?.Threshold),
            ["year_to_date"] = CaseKind.Money(before),
            ["cumulative"] = CaseKind.Money(before + allowed),
            ["kx_required"] = state?.Required,
            ["review_threshold_exceeded"] = state?.MedicalReview,
        };
    }
}
