using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Formats;
using Quarterhour.Web.Accounts;
using Quarterhour.Web.Pages;

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
        Row(text, "visit", "date", "patient", "clinician", "payer", "units", "state", "outcome", "findings", "signed_by");
        var rows = VisitListMap.Asked(request, desk).OrderByDescending(static row => row.Day).ThenByDescending(static row => row.Id).Take(Most + 1).ToList();
        foreach (var row in rows) Row(text, row.Number, $"{row.Day:yyyy-MM-dd}", row.Patient, row.Clinician, row.Payer, $"{row.Units}", $"{row.State}".ToLowerInvariant(), row.Outcome, row.Blocks, row.SignedBy);
        return File("visits", text, rows.Count, desk);
    }

    static IResult Patients(RequestDesk desk)
    {
        string facility = desk.Facility;
        var section = Claims.PracticeSections.Find("patients")!;
        var text = new StringBuilder();
        Row(text, section.Fields.Select(static field => field.Name));
        var rows = desk.Store.Records.AsNoTracking().Where(row => row.Kind == "patients" && row.EndedAt == null && (row.Facility == facility || row.Facility == "")).OrderBy(static row => row.Sort).ThenBy(static row => row.Id).Take(Most + 1).ToList();
        foreach (var fields in rows.Select(desk.Records.Fields)) Row(text, section.Fields.Select(field => fields.GetValueOrDefault(field.Name)));
        return File("patients", text, rows.Count, desk);
    }

    static void Row(StringBuilder into, params IEnumerable<string?> fields) => into.Append(SafeCsv.Line(fields)).Append("\r\n");

    static IResult File(string kind, StringBuilder text, int count, RequestDesk desk)
    {
        // half a list would pass for the whole
        if (count > Most)
            return new RazorComponentResult<MessagePage>(new { Title = "Too many for one file", Message = $"There are more than {Most:N0} {kind}. Choose fewer by day, state or person first, or make a copy of the records with backup." }) { StatusCode = StatusCodes.Status413PayloadTooLarge, PreventStreamingRendering = true };
        Practice.AuditTrail.Note(desk.Store, desk.Caller.Who, desk.Office.Clock.GetUtcNow(), "exported", kind, "", desk.Facility, $"{count}");
        return Results.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", $"{kind}-{desk.Today:yyyy-MM-dd}.csv");
    }
}
