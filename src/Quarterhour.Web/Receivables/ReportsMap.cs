using System.Globalization;
using System.Text;
using Quarterhour.Formats;
using Quarterhour.Practice.Reports;
using Quarterhour.Web.Accounts;
using Quarterhour.Web.Desk;
using Quarterhour.Web.Pages;
using static Quarterhour.Web.Receivables.ClaimsMap;

namespace Quarterhour.Web.Receivables;

/// <summary>Reports: a drawing, the table behind it, and the same as CSV.</summary>
static class ReportsMap
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/reports").ExcludeFromDescription();
        pages.MapGet("", List).Needs(May.SeeReports);
        pages.MapGet("/{name}", Csv).Needs(May.Export);
    }

    static async Task<IResult> List(HttpRequest request, RequestDesk desk, ReportShelf shelf)
    {
        var (from, to, fault) = Days(request);
        // nothing is reckoned for days that can't be read, and the message stays
        var (reports, at, underWay) = fault is null ? await shelf.Look(Asked(desk, from, to), request.Query["fresh"] == "1", Reckoning(desk, from, to)) : default;
        // a browser asks again by itself, with scripts or without
        if (underWay) request.HttpContext.Response.Headers["Refresh"] = $"1; url=/reports?from={Text(from)}&to={Text(to)}";
        return Page<ReportsPage>(new() { ["Reports"] = reports, ["IsUnderWay"] = underWay, ["At"] = at is { } moment ? TimeZoneInfo.ConvertTime(moment, desk.Office.Clock.LocalTimeZone) : null, ["From"] = Text(from), ["To"] = Text(to), ["Fault"] = fault, ["MayExport"] = desk.Caller.Can(May.Export) }, fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    static ReportShelf.Question Asked(RequestDesk desk, DateOnly? from, DateOnly? to) =>
        new(desk.Caller.Facilities is { } facilities ? string.Join(' ', facilities.Order(StringComparer.Ordinal)) : "*", from ?? DateOnly.MinValue, to ?? DateOnly.MaxValue, desk.Today);

    /// <summary>The work outlives the request: what it takes of the request is taken here.</summary>
    static Func<IReadOnlyList<Report>> Reckoning(RequestDesk desk, DateOnly? from, DateOnly? to)
    {
        var (office, facilities, today) = (desk.Office, desk.Caller.Facilities, desk.Today);
        return () =>
        {
            using var store = office.Open(facilities);
            return PracticeReports.All(store, from ?? DateOnly.MinValue, to ?? DateOnly.MaxValue, today);
        };
    }

    /// <summary>The figures of the page that it stands on.</summary>
    static async Task<IResult> Csv(string name, HttpRequest request, RequestDesk desk, ReportShelf shelf)
    {
        if (!PracticeReports.Names.Contains(name)) return Gone("report");
        var (from, to, fault) = Days(request);
        if (fault is not null) return Page<MessagePage>(new() { ["Title"] = "That is no day", ["Message"] = fault }, StatusCodes.Status400BadRequest);
        var report = (await shelf.Whole(Asked(desk, from, to), Reckoning(desk, from, to))).First(one => one.Name == name);
        var text = new StringBuilder();
        foreach (var row in report.Rows.Prepend(report.Columns)) text.Append(SafeCsv.Line(row)).Append("\r\n");
        return Results.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv", $"{name}.csv");
    }

    static (DateOnly? From, DateOnly? To, string? Fault) Days(HttpRequest request)
    {
        string from = request.Query["from"].ToString(), to = request.Query["to"].ToString();
        var (first, last) = (Day(from), Day(to));
        return (first, last, from.Length > 0 && first is null || to.Length > 0 && last is null ? "A day is written as 2026-05-31." : null);
    }

    static DateOnly? Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
