using System.Text;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Web.Accounts;

namespace Quarterhour.Web.Desk;

/// <summary>Lists as CSV files. Each that goes out is noted in the trail.</summary>
static class ExportMap
{
    const int Most = 50_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/visits.csv", Visits).Needs(May.Export).ExcludeFromDescription();
        routes.MapGet("/patients.csv", Patients).Needs(May.Export).ExcludeFromDescription();
    }

    static IResult Visits(HttpRequest request, RequestDesk desk)
    {
        var text = new StringBuilder();
        SafeCsv.Row(text, "visit", "date", "patient", "clinician", "payer", "units", "state", "outcome", "findings", "signed_by");
        var rows = VisitListMap.Asked(request, desk).OrderByDescending(static row => row.Day).ThenByDescending(static row => row.Id).Take(Most).ToList();
        foreach (var row in rows) SafeCsv.Row(text, row.Number, $"{row.Day:yyyy-MM-dd}", row.Patient, row.Clinician, row.Payer, $"{row.Units}", $"{row.State}".ToLowerInvariant(), row.Outcome, row.Blocks, row.SignedBy);
        return File("visits", text, rows.Count, desk);
    }

    static IResult Patients(RequestDesk desk)
    {
        string facility = desk.Facility;
        var section = Claims.PracticeSections.Find("patients")!;
        var text = new StringBuilder();
        SafeCsv.Row(text, section.Fields.Select(static field => field.Name));
        var rows = desk.Store.Records.AsNoTracking().Where(row => row.Kind == "patients" && row.EndedAt == null && (row.Facility == facility || row.Facility == "")).OrderBy(static row => row.Sort).ThenBy(static row => row.Id).Take(Most).ToList();
        foreach (var fields in rows.Select(desk.Records.Fields)) SafeCsv.Row(text, section.Fields.Select(field => fields.GetValueOrDefault(field.Name)));
        return File("patients", text, rows.Count, desk);
    }

    static IResult File(string kind, StringBuilder text, int count, RequestDesk desk)
    {
        Practice.AuditTrail.Note(desk.Store, desk.Caller.Who, desk.Office.Clock.GetUtcNow(), "exported", kind, "", desk.Facility, $"{count}");
        return Results.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", $"{kind}-{desk.Today:yyyy-MM-dd}.csv");
    }
}
