using System.Text;
using CsvHelper;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;
using Quarterhour.Billing;
using Quarterhour.Billing.Day;
using Quarterhour.Billing.Visits;
using Quarterhour.Claims;
using Quarterhour.Formats.Visits;
using Quarterhour.Practice;
using Quarterhour.Practice.Rows;
using Quarterhour.Web.Accounts;
using Quarterhour.Web.Serving;

namespace Quarterhour.Web.Desk;

/// <summary>Patients and visits from CSV: looked at first, with what is wrong with each row; then taken in, all that can be used or nothing.</summary>
static class ImportMap
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/import").ExcludeFromDescription();
        pages.MapGet("/patients", static () => Page("patients")).Needs(May.WritePatients);
        pages.MapPost("/patients", Patients).Needs(May.WritePatients);
        pages.MapGet("/visits", static () => Page("visits")).Needs(May.WriteVisits);
        pages.MapPost("/visits", Visits).Needs(May.WriteVisits);
    }

    static RazorComponentResult<ImportPage> Page(string what, string text = "", IReadOnlyList<(string, string, string)>? rows = null, IReadOnlyList<string>? faults = null, string? done = null) => new(new
    {
        What = what, Text = text, Rows = rows ?? [], Faults = faults ?? [], Done = done,
        Columns = what == "visits" ? "visit, date, payer, discipline, code, minutes; then patient, clinician, by, start, end, group, zip, dx, charge and others" : string.Join(", ", PracticeSections.Find("patients")!.Fields.Select(static field => field.Name)),
    }) { StatusCode = faults is { Count: > 0 } && rows is null or { Count: 0 } && done is null && faults is { Count: > 0 } ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK, PreventStreamingRendering = true };

    static async Task<(string Text, bool Take)> Sent(HttpRequest request)
    {
        var sent = await request.ReadFormAsync();
        if (sent.Files.GetFile("file") is not { Length: > 0 } file) return (sent["text"].ToString(), sent["do"] == "take");
        using var reader = new StreamReader(file.OpenReadStream());
        return (await reader.ReadToEndAsync(), false);
    }

    static async Task<IResult> Patients(HttpRequest request, RequestDesk desk)
    {
        var (text, take) = await Sent(request);
        var section = PracticeSections.Find("patients")!;
        List<string> faults = [];
        List<IReadOnlyDictionary<string, string>> good = [];
        HashSet<string> words = [.. desk.Store.Records.IgnoreQueryFilters().Where(static row => row.Kind == "patients").Select(static row => row.Word)];
        foreach (var (line, fields) in Rows(text, section, faults))
        {
            var form = RecordForm.Of(section, new FormCollection(fields.ToDictionary(static one => "f-" + one.Key, static one => new StringValues(one.Value), StringComparer.Ordinal)), (kind, word) => desk.Store.Records.Any(row => row.Kind == kind && row.Word == word && row.EndedAt == null));
            if (form.Errors.Count > 0) faults.Add($"line {line}: {string.Join(" ", form.Errors.Select(static one => $"{one.Key}: {one.Value}"))}");
            else if (!words.Add(form["id"])) faults.Add($"line {line}: id: {form["id"]} is here already, or stands twice.");
            else good.Add(form.Values);
        }
        if (take && good.Count > 0)
        {
            desk.Records.Make("patients", [.. good.Select(fields => (fields, fields.GetValueOrDefault("facility", desk.Facility)))]);
            return Page("patients", faults: faults, done: $"{good.Count} patients were taken in.");
        }
        return Page("patients", text, [.. good.Select(static fields => (fields["id"], $"{fields["last"]}, {fields["first"]}, born {fields["birth"]}", ""))], faults);
    }

    static IEnumerable<(long Line, Dictionary<string, string> Fields)> Rows(string text, PracticeSection section, List<string> faults)
    {
        List<(long, Dictionary<string, string>)> rows = [];
        try
        {
            using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(text));
            using var csv = CsvReader.Create(bytes, new CsvReaderOptions { HasHeader = false, TrackLineNumbers = true, MaxRecordSize = 1 << 20, MissingField = CsvMissingFieldHandling.ReturnEmpty, FieldCountMismatch = CsvFieldCountHandling.Allow, MalformedData = CsvMalformedDataHandling.Recover });
            string[]? names = null;
            while (csv.Read())
            {
                string[] record = new string[csv.FieldCount];
                for (int i = 0; i < record.Length; i++) record[i] = csv.GetString(i).Trim().TrimStart('\uFEFF');
                if (names is null)
                {
                    names = record;
                    foreach (string name in names.Where(name => section.Find(name) is null)) faults.Add($"the column \"{name}\" is not known; {Spelling.DidYouMean(name, section.Fields.Select(static field => field.Name))}");
                    if (faults.Count > 0) return [];
                }
                else if (Array.Exists(record, static field => field.Length > 0))
                    rows.Add((csv.LineNumber, names.Zip(record).Where(static one => one.Second.Length > 0).DistinctBy(static one => one.First).ToDictionary(static one => one.First, static one => one.Second, StringComparer.Ordinal)));
            }
            if (rows.Count == 0) faults.Add("there is no row in it");
        }
        catch (CsvFormatException wrong)
        {
            faults.Add($"not CSV: {wrong.Message.ReplaceLineEndings(" ")}");
        }
        return rows;
    }

    static async Task<IResult> Visits(HttpRequest request, RequestDesk desk)
    {
        var (text, take) = await Sent(request);
        List<string> faults = [];
        List<Visit> visits = [];
        try
        {
            using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(text));
            var source = VisitSource.Open(bytes, "visits");
            visits = [.. source.Days(sorted: false).SelectMany(static day => day)];
            faults.AddRange(source.Faults.Select(static fault => $"{fault}"));
        }
        catch (UnusableInputException wrong)
        {
            return Page("visits", faults: [wrong.Message]);
        }
        string[] numbers = [.. visits.Select(static visit => visit.Id)], patients = [.. visits.Select(static visit => visit.Patient).OfType<string>().Distinct()];
        HashSet<string> taken = [.. desk.Store.Visits.IgnoreQueryFilters().Where(row => numbers.Contains(row.Number)).Select(static row => row.Number)], known = [.. desk.Store.Records.Where(row => row.Kind == "patients" && patients.Contains(row.Word)).Select(static row => row.Word)];
        var good = new List<Visit>();
        foreach (var visit in visits)
            if (taken.Contains(visit.Id)) faults.Add($"visit {visit.Id} is here already");
            else if (visit.Patient is null || !known.Contains(visit.Patient)) faults.Add($"visit {visit.Id}: patient: {(visit.Patient is null ? "none is named" : $"{visit.Patient} is not among the patients")}");
            else if (visit.Facility is { } other && other != desk.Facility) faults.Add($"visit {visit.Id}: facility: {other} is not the one that is chosen, {desk.Facility}");
            else good.Add(visit with { Facility = desk.Facility });
        var run = new BillingRun(desk.Loaded.Tables, desk.Payers);
        var bills = good.GroupBy(static visit => visit.Date).OrderBy(static day => day.Key).SelectMany(day => run.Bills([.. day])).ToDictionary(static bill => bill.Visit.Id, StringComparer.Ordinal);
        if (take && good.Count > 0)
        {
            desk.Visits.Add([.. good.Select(visit => Row(visit, bills[visit.Id]))]);
            return Page("visits", faults: faults, done: $"{good.Count} visits were taken in, to be signed.");
        }
        return Page("visits", text, [.. good.Select(visit => (visit.Id, $"{visit.Date:yyyy-MM-dd} {visit.Patient} {visit.Discipline} {string.Join(' ', visit.Interventions.Select(static one => one.Code))}", bills[visit.Id].Status switch { BillStatus.CannotBill => "error", BillStatus.NeedsAttention => "warning", _ => "" }))], faults);
    }

    static VisitRow Row(Visit visit, Bill bill)
    {
        var row = new VisitRow { Id = PracticeStore.NewId(), Number = visit.Id, Facility = visit.Facility!, Patient = visit.Patient!, Clinician = visit.Clinician ?? "", Payer = visit.Payer, Day = visit.Date, State = VisitState.Open, Version = 1, Outcome = "", Blocks = "", Units = 0, MadeAt = "", Json = "" };
        VisitBilling.Fill(row, VisitJson.Of(visit), bill);
        return row;
    }
}
