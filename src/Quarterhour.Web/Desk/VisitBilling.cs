using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Answers.Bills;
using Quarterhour.Billing;
using Quarterhour.Practice;
using Quarterhour.Practice.Rows;
using Quarterhour.Web.Serving;

namespace Quarterhour.Web.Desk;

/// <summary>Bills one visit as it stands, among those that decide with it: the clinician's of the day, and the patient's of the month; with what the records say of its plan of care and place.</summary>
static class VisitBilling
{
    static readonly string[] PlanFields = ["established", "first_treatment", "certified", "certified_by", "verbal_order", "order_signed", "ordered_by", "sent_to_orderer", "delayed_certification", "recertified", "ends"];

    /// <summary>The visit's bill, or why there is none.</summary>
    /// <param name="store">The records.</param>
    /// <param name="records">Opens them.</param>
    /// <param name="visit">As the contract has it; facts of the records are added.</param>
    /// <param name="loaded">Tables and payers.</param>
    public static (Bill? Bill, IReadOnlyList<string> Faults) Of(PracticeStore store, RecordBook records, JsonObject visit, Knowledge.Loaded loaded)
    {
        string number = visit["visit"]!.GetValue<string>(), patient = Text(visit, "patient"), clinician = Text(visit, "clinician"), facility = Text(visit, "facility");
        if (visit["interventions"] is not JsonArray { Count: > 0 }) return (null, []);
        AddFacts(store, records, visit);
        List<string> others = [];
        if (DateOnly.TryParse(Text(visit, "date"), out var day))
        {
            var month = new DateOnly(day.Year, day.Month, 1);
            others = [.. store.Visits.AsNoTracking().Where(row => row.Number != number && row.Facility == facility && row.State != VisitState.Ended && (row.Day == day && row.Clinician == clinician || row.Patient == patient && row.Day >= month && row.Day <= day)).Select(static row => row.Json)];
        }
        others.RemoveAll(static json => json.Contains("\"interventions\":[]", StringComparison.Ordinal));
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes($"{{\"visits\":[{string.Join(',', [visit.ToJsonString(), .. others])}]}}"));
        var list = BillList.Of(bytes, "visit", loaded.Tables, loaded.Payers);
        var bill = list.Bills.FirstOrDefault(bill => bill.Visit.Id == number);
        return (bill, bill is not null ? [] : [.. list.Faults.Where(fault => fault.Visit is null || fault.Visit == number).Select(static fault => $"{fault.Column}: {fault.Message}"), .. list.Broken is { } broken ? (string[])[broken] : []]);
    }

    /// <summary>What the records know and the visit does not say itself.</summary>
    internal static void AddFacts(PracticeStore store, RecordBook records, JsonObject visit)
    {
        string facility = Text(visit, "facility"), patient = Text(visit, "patient"), discipline = Text(visit, "discipline");
        if (!visit.ContainsKey("zip") && !visit.ContainsKey("locality") && store.Records.AsNoTracking().FirstOrDefault(row => row.Kind == "facilities" && row.Word == facility) is { } place && records.Fields(place).TryGetValue("zip", out string? zip)) visit["zip"] = zip;
        if (visit.ContainsKey("plan_of_care") || patient.Length == 0) return;
        var plan = store.Records.AsNoTracking().Where(row => row.Kind == "plans" && row.Patient == patient && row.EndedAt == null).AsEnumerable().Select(records.Fields).LastOrDefault(fields => fields.GetValueOrDefault("discipline") == discipline);
        if (plan is null) return;
        visit["plan_of_care"] = new JsonObject(PlanFields.Where(plan.ContainsKey).Select(field => KeyValuePair.Create<string, JsonNode?>(field, plan[field])));
        var progress = new JsonObject();
        if (plan.TryGetValue("last_report", out string? report)) progress["last_report"] = report;
        if (PlanStanding.CountsFrom(plan) is { } from && DateOnly.TryParse(Text(visit, "date"), out var day))
        {
            string mark = $"\"discipline\":\"{discipline}\"", number = Text(visit, "visit");
            progress["treatment_days_since"] = store.Visits.AsNoTracking().Where(row => row.Patient == patient && row.State != VisitState.Ended && row.Number != number && row.Day >= from && row.Day < day && row.Json.Contains(mark)).Select(static row => row.Day).Distinct().Count() + 1;
        }
        if (progress.Count > 0) visit["progress"] = progress;
    }

    /// <summary>Writes a visit and its bill into its row.</summary>
    public static void Fill(VisitRow row, JsonObject visit, Bill? bill)
    {
        row.Clinician = Text(visit, "clinician");
        row.Payer = Text(visit, "payer");
        row.Day = DateOnly.ParseExact(Text(visit, "date"), "yyyy-MM-dd");
        row.Outcome = bill is null ? "empty" : Formats.BillJson.Status(bill.Status);
        row.Blocks = bill is null ? "" : string.Join(' ', bill.Findings.Where(static finding => finding.Severity > Severity.Note).OrderByDescending(static finding => finding.Severity).Select(static finding => finding.Id).Distinct());
        row.Units = bill?.BilledUnits ?? 0;
        row.AllowedCents = bill?.Totals.Allowed is { } allowed ? Money.Cents(allowed) : null;
        // facts of the records are read anew each time; the visit keeps what it says itself
        var kept = (JsonObject)visit.DeepClone();
        foreach (string fact in (ReadOnlySpan<string>)["plan_of_care", "progress"])
            if (kept[fact] is JsonObject && !row.Json.Contains($"\"{fact}\"", StringComparison.Ordinal)) kept.Remove(fact);
        row.Json = kept.ToJsonString();
    }

    public static string Text(JsonObject visit, string field) => visit[field] is JsonValue value && value.TryGetValue(out string? text) ? text : "";
}
