using System.Text.Json;
using System.Text.Json.Nodes;
using Quarterhour.Billing;
using Quarterhour.Billing.Day;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Cli.Cases;

/// <summary>Which lines carry CQ or CO, by Medicare's terms.</summary>
static class AssistantCases
{
    /// <summary>Medicare with the other allowed computation of the tenth.</summary>
    static readonly Payer Simple = new PayerList([.. BuiltInPayers.All.All, new Payer("medicare-simple", "Medicare Part B", "medicare", "As Medicare, with the simple way to the tenth.",
        [new("assistant_ten_percent", DateOnly.MinValue, null, "simple", Confidence.Confirmed, "as asked")])]).Find("medicare-simple")!;

    public static JsonObject Answer(WorkedCase one, ReferenceTables tables)
    {
        var payer = one.Fields.TextOrNull("ten_percent_method") switch
        {
            null or "percentage" => BuiltInPayers.All.Find("medicare")!,
            "simple" => Simple,
            _ => throw new UnusableException($"{one.File}: {one.Id}: input.ten_percent_method is neither percentage nor simple"),
        };
        var visit = new Visit { Id = one.Id, Date = one.Date, Payer = payer.Id, Discipline = one.Fields.Discipline("discipline"), Interventions = [.. one.Fields.Interventions()] };
        var bill = UnitCount.Of(visit, payer.On(one.Date), tables.Codes);
        return CaseKind.Error(one, bill) ?? new()
        {
            ["timed_minutes"] = bill.TimedMinutes,
            ["units"] = bill.BilledUnits,
            ["lines"] = new JsonArray([.. bill.Lines.Select(line => new JsonObject
            {
                ["code"] = line.Code.ToString(),
                ["assistant_modifier"] = line.Modifiers.Where(modifier => modifier.IsAssistant).Select(modifier => modifier.ToString()).FirstOrDefault(),
                ["units"] = line.Units,
            })]),
        };
    }
}
