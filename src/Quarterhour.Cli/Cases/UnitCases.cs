using System.Text.Json;
using System.Text.Json.Nodes;
using Quarterhour.Billing;
using Quarterhour.Billing.Day;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;

namespace Quarterhour.Cli.Cases;

/// <summary>Minutes to units by both rules.</summary>
static class UnitCases
{
    public static JsonObject Answer(WorkedCase one, ReferenceTables tables)
    {
        var interventions = one.Fields.Interventions();
        var answer = new JsonObject();
        foreach (var (name, rule) in ((string, UnitRule)[])[("cms", UnitRule.CmsEightMinute), ("spm", UnitRule.AmaMidpoint)])
        {
            var bill = UnitCount.ByRule(rule, interventions, one.Date, tables.Codes);
            if (CaseKind.Error(one, bill) is { } error) return error;
            answer["timed_minutes"] = bill.TimedMinutes;
            if (one.Expected.TryGetProperty(name, out _)) answer[name] = new JsonObject { ["units"] = bill.Units, ["accepted"] = new JsonArray(Billed(bill)) };
        }
        return answer;
    }

    /// <summary>Units by code.</summary>
    static JsonObject Billed(Bill bill)
    {
        var billed = new JsonObject();
        foreach (var code in bill.Lines.GroupBy(line => line.Code)) billed[code.Key.ToString()] = code.Sum(line => line.Units);
        return billed;
    }
}
