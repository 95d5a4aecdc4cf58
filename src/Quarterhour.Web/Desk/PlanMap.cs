using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Billing.Visits;
using Quarterhour.Practice.Rows;
using Quarterhour.Web.Accounts;

namespace Quarterhour.Web.Desk;

/// <summary>Plans of care and authorizations, by the day on which they want somebody.</summary>
static class PlanMap
{
    const int Most = 50;

    /// <summary>Visits left at which an authorization is worth a call.</summary>
    const int Few = 2;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/plans", Show).Needs(May.SeePatients).ExcludeFromDescription();

    static RazorComponentResult<PlansPage> Show(HttpRequest request, RequestDesk desk)
    {
        var (plans, next) = Page("plans", request.Query["after"].ToString(), desk);
        var (authorizations, _) = Page("authorizations", "", desk);
        var names = TodayMap.Names(desk, plans.Concat(authorizations).Select(static row => row.Patient), []);
        var used = UsedBy(desk, plans.Concat(authorizations).Select(static row => row.Patient));
        if (plans.Count + authorizations.Count > 0) desk.HasRead("plans", "", desk.Facility, string.Join(' ', plans.Concat(authorizations).Select(static row => row.Id)));
        return new(new
        {
            Plans = (IReadOnlyList<PlansPage.Plan>)[.. plans.Select(row => Plan(row, desk, names, used))], Next = next,
            Authorizations = (IReadOnlyList<PlansPage.Authorization>)[.. authorizations.Select(row => Authorization(row, desk, names, used))],
        }) { PreventStreamingRendering = true };
    }

    static PlansPage.Plan Plan(RecordRow row, RequestDesk desk, Func<string, string, string> names, ILookup<string, PatientMap.Used> used)
    {
        var fields = desk.Records.Fields(row);
        int days = TreatmentDays(fields, used[row.Patient], desk.Today);
        return new(row.Id, names("patients", row.Patient), fields.GetValueOrDefault("discipline", ""), fields.GetValueOrDefault("established"), fields.GetValueOrDefault("certified"), fields.GetValueOrDefault("ends"), days, PlanStanding.Of(fields, desk.Today, days));
    }

    static PlansPage.Authorization Authorization(RecordRow row, RequestDesk desk, Func<string, string, string> names, ILookup<string, PatientMap.Used> used)
    {
        var fields = desk.Records.Fields(row);
        bool few = int.TryParse(fields.GetValueOrDefault("visits"), out int all) && all - PatientMap.Count(fields, used[row.Patient]) <= Few;
        return new(row.Id, names("patients", row.Patient), fields.GetValueOrDefault("discipline"), fields.GetValueOrDefault("payer"), fields.GetValueOrDefault("from"), fields.GetValueOrDefault("to"), PatientMap.Left(fields, used[row.Patient]), few, row.Due < desk.Today);
    }

    /// <summary>Days of the discipline's visits that count toward the next progress report, up to a day.</summary>
    public static int TreatmentDays(IReadOnlyDictionary<string, string> plan, IEnumerable<PatientMap.Used> used, DateOnly day) =>
        PlanStanding.CountsFrom(plan) is not { } from ? 0 : used.Where(one => one.Day >= from && one.Day <= day && one.Discipline == PlanStanding.DisciplineOf(plan)).Select(static one => one.Day).Distinct().Count();

    /// <summary>The visits of some patients.</summary>
    public static ILookup<string, PatientMap.Used> UsedBy(RequestDesk desk, IEnumerable<string> patients)
    {
        string[] words = [.. patients.Distinct()];
        return desk.Store.Visits.AsNoTracking().Where(row => words.Contains(row.Patient) && row.State != VisitState.Ended).Select(static row => new { row.Patient, row.Day, row.Payer, row.Discipline, row.State, row.AllowedCents })
            .AsEnumerable().ToLookup(static row => row.Patient, static row => new PatientMap.Used(row.Day, row.Payer, Enum.TryParse<Discipline>(row.Discipline, out var discipline) ? discipline : Discipline.PT, row.State, row.AllowedCents), StringComparer.Ordinal);
    }

    /// <summary>A page of records by the day on which they are due; those without a day come last.</summary>
    static (List<RecordRow>, string?) Page(string kind, string after, RequestDesk desk)
    {
        string facility = desk.Facility;
        var rows = desk.Store.Records.AsNoTracking().Where(row => row.Kind == kind && row.EndedAt == null && row.Due != null && (row.Facility == facility || row.Facility == ""));
        if (after.Split('~') is [var day, var id] && DateOnly.TryParseExact(day, "yyyy-MM-dd", out var at)) rows = rows.Where(row => row.Due > at || row.Due == at && string.Compare(row.Id, id) > 0);
        var shown = rows.OrderBy(static row => row.Due).ThenBy(static row => row.Id).Take(Most + 1).ToList();
        if (shown.Count <= Most) return (shown, null);
        shown.RemoveAt(Most);
        return (shown, $"/{kind}?after={shown[^1].Due:yyyy-MM-dd}~{shown[^1].Id}");
    }
}
