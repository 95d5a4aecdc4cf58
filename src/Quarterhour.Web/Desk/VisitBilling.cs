using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Answers.Bills;
using Quarterhour.Billing;
using Quarterhour.Practice;
using Quarterhour.Practice.Rows;

namespace Quarterhour.Web.Desk;

/// <summary>Bills one visit as it stands, among those that decide with it: the clinician's of the day, and the patient's of the month; with what the records say of its plan of care and place.</summary>
static class VisitBilling
{
    static readonly string[] PlanFields = ["established", "first_treatment", "certified", "certified_by", "verbal_order", "order_signed", "ordered_by", "sent_to_orderer", "delayed_certification", "recertified", "ends"];

    /// <summary>Facts that the records know; a visit that does not say them itself does not keep them.</summary>
    static readonly string[] Facts = ["plan_of_care", "progress", "ledger"];

    /// <summary>The visit's bill, or why there is none.</summary>
    /// <param name="desk">The records, tables and payers.</param>
    /// <param name="visit">As the contract has it; facts of the records are added.</param>
    public static (Bill? Bill, IReadOnlyList<string> Faults) Of(RequestDesk desk, JsonObject visit)
    {
        var store = desk.Store;
        string number = visit["visit"]!.GetValue<string>(), patient = Text(visit, "patient"), clinician = Text(visit, "clinician"), facility = Text(visit, "facility");
        if (visit["interventions"] is not JsonArray { Count: > 0 }) return (null, []);
        AddFacts(desk, visit);
        List<string> others = [];
        if (DateOnly.TryParse(Text(visit, "date"), out var day))
        {
            var month = new DateOnly(day.Year, day.Month, 1);
            // two questions, each of which an index answers
            var rows = store.Visits.AsNoTracking().Where(row => row.Number != number && row.Facility == facility && row.State != VisitState.Ended);
            others = [.. rows.Where(row => row.Clinician == clinician && row.Day == day).Select(static row => new { row.Number, row.Json }).AsEnumerable().Concat(rows.Where(row => row.Patient == patient && row.Day >= month && row.Day <= day).Select(static row => new { row.Number, row.Json })).DistinctBy(static row => row.Number).Select(static row => row.Json)];
        }
        others.RemoveAll(static json => json.Contains("\"interventions\":[]", StringComparison.Ordinal));
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes($"{{\"visits\":[{string.Join(',', [visit.ToJsonString(), .. others])}]}}"));
        var list = BillList.Of(bytes, "visit", desk.Loaded.Tables, desk.Payers);
        var bill = list.Bills.FirstOrDefault(bill => bill.Visit.Id == number);
        return (bill, bill is not null ? [] : [.. list.Faults.Where(fault => fault.Visit is null || fault.Visit == number).Select(static fault => $"{fault.Column}: {fault.Message}"), .. list.Broken is { } broken ? (string[])[broken] : []]);
    }

    /// <summary>What the records know and the visit does not say itself.</summary>
    /// <param name="desk">The caller's records.</param>
    /// <param name="visit">Receives it.</param>
    /// <param name="known">Of the patients at hand, where several visits are looked at; else it is read.</param>
    internal static void AddFacts(RequestDesk desk, JsonObject visit, PatientFacts? known = null)
    {
        string facility = Text(visit, "facility"), patient = Text(visit, "patient"), discipline = Text(visit, "discipline");
        if (!visit.ContainsKey("zip") && !visit.ContainsKey("locality") && desk.Zip(facility) is { } zip) visit["zip"] = zip;
        if (patient.Length == 0) return;
        known ??= new(desk, [patient], DateOnly.TryParse(Text(visit, "date"), out var first) ? first : desk.Today);
        AddLedger(desk, visit, known.Visits(patient));
        if (visit.ContainsKey("plan_of_care")) return;
        var plan = known.Plans(patient).LastOrDefault(fields => fields.GetValueOrDefault("discipline") == discipline);
        if (plan is null) return;
        visit["plan_of_care"] = new JsonObject(PlanFields.Where(plan.ContainsKey).Select(field => KeyValuePair.Create<string, JsonNode?>(field, plan[field])));
        var progress = new JsonObject();
        if (plan.TryGetValue("last_report", out string? report)) progress["last_report"] = report;
        if (PlanStanding.CountsFrom(plan) is { } from && DateOnly.TryParse(Text(visit, "date"), out var day))
        {
            string number = Text(visit, "visit");
            progress["treatment_days_since"] = known.Visits(patient).Where(row => row.Number != number && row.Day >= from && row.Day < day && row.Discipline == discipline).Select(static row => row.Day).Distinct().Count() + 1;
        }
        if (progress.Count > 0) visit["progress"] = progress;
    }

    /// <summary>What was allowed of the patient's earlier visits of the year, where the payer counts it toward a threshold. Of one that is not priced the sum is not known, and is not told.</summary>
    static void AddLedger(RequestDesk desk, JsonObject visit, IEnumerable<PatientFacts.Seen> visits)
    {
        if (visit.ContainsKey("ledger") || visit.ContainsKey("year_to_date") || !DateOnly.TryParse(Text(visit, "date"), out var day) || desk.Payers.Find(Text(visit, "payer"))?.On(day).KxThreshold != true) return;
        var first = new DateOnly(day.Year, 1, 1);
        var earlier = visits.Where(row => row.Day >= first && row.Day < day && row.Outcome != "empty" && desk.Payers.Find(row.Payer)?.On(row.Day).KxThreshold == true).ToList();
        // that there is none here does not say that there is none: other facilities count too
        if (earlier.Count == 0 || earlier.Exists(static row => row.AllowedCents is null)) return;
        visit["ledger"] = new JsonArray([.. earlier.Select(static row => new JsonObject { ["date"] = $"{row.Day:yyyy-MM-dd}", ["discipline"] = row.Discipline, ["allowed"] = (row.AllowedCents!.Value / 100m).ToString("0.00", CultureInfo.InvariantCulture) })]);
    }

    /// <summary>Writes a visit and its bill into its row.</summary>
    public static void Fill(VisitRow row, JsonObject visit, Bill? bill)
    {
        row.Clinician = Text(visit, "clinician");
        row.Payer = Text(visit, "payer");
        row.Discipline = Text(visit, "discipline") is { Length: > 0 } discipline ? discipline : "PT";
        row.Day = DateOnly.ParseExact(Text(visit, "date"), "yyyy-MM-dd");
        row.Outcome = bill is null ? "empty" : Formats.BillJson.Status(bill.Status);
        row.Blocks = bill is null ? "" : string.Join(' ', bill.Findings.Where(static finding => finding.Severity > Severity.Note).OrderByDescending(static finding => finding.Severity).Select(static finding => finding.Id).Distinct());
        row.Units = bill?.BilledUnits ?? 0;
        row.AllowedCents = bill?.Totals.Allowed is { } allowed ? Money.Cents(allowed) : null;
        // facts of the records are read anew each time; the visit keeps what it says itself
        var kept = (JsonObject)visit.DeepClone();
        foreach (string fact in Facts)
            if (kept.ContainsKey(fact) && !row.Json.Contains($"\"{fact}\"", StringComparison.Ordinal)) kept.Remove(fact);
        row.Json = kept.ToJsonString();
    }

    public static string Text(JsonObject visit, string field) => visit[field] is JsonValue value && value.TryGetValue(out string? text) ? text : "";
}
