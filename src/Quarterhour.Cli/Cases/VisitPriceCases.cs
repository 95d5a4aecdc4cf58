using System.Text.Json.Nodes;
using Quarterhour.Billing;
using Quarterhour.Billing.Day;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Cli.Cases;

/// <summary>A day's lines priced for Medicare.</summary>
static class VisitPriceCases
{
    public static JsonObject Answer(WorkedCase one, ReferenceTables tables)
    {
        var fields = one.Fields;
        var visit = new Visit
        {
            Id = one.Id, Date = one.Date, Payer = "medicare", Discipline = Discipline.PT, Interventions = [],
            Locality = fields.TextOrNull("locality") is null ? null : fields.Locality("locality"), Zip = fields.TextOrNull("zip"),
            Setting = fields.Setting("setting"), Participating = fields.YesOr("participating", true), Qmb = fields.YesOr("qmb", false), DeductibleLeft = fields.MoneyOrNull("deductible_left"),
        };
        LineToPrice[] given = [.. fields.List("lines").Select(line => new LineToPrice(line.Code("code"), line.Modifiers("modifiers"), line.Units("units"), line.MoneyOrNull("charge")))];
        var (bill, lines) = LinePrices.Of(visit, given, tables, BuiltInPayers.All);
        var totals = Shared(bill.Totals.Allowed, bill.Totals.Share);
        return new() { ["lines"] = new JsonArray([.. lines.Select(Line)]), ["totals"] = totals };
    }

    static JsonObject Line(BillLine line)
    {
        var priced = new JsonObject
        {
            ["code"] = line.Code.ToString(),
            ["modifiers"] = new JsonArray([.. line.Modifiers.Select(modifier => JsonValue.Create(modifier.ToString()))]),
            ["units"] = line.Units,
            ["full_units"] = line.FullUnits,
            ["reduced_units"] = line.ReducedUnits,
        };
        foreach (var (name, value) in Shared(line.Allowed, line.Share)) priced[name] = value?.DeepClone();
        return priced;
    }

    static JsonObject Shared(decimal? allowed, Share? share) => new()
    {
        ["allowed"] = CaseKind.Money(allowed),
        ["deductible"] = CaseKind.Money(share?.Deductible),
        ["coinsurance"] = CaseKind.Money(share?.Coinsurance),
        ["assistant_reduction"] = CaseKind.Money(share?.AssistantReduction),
        ["sequestration"] = CaseKind.Money(share?.Sequestration),
        ["payer_pays"] = CaseKind.Money(share?.PayerPays),
        ["patient_owes"] = CaseKind.Money(share?.PatientOwes),
    };
}
