using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Practice.Rows;
using Quarterhour.Web.Accounts;

namespace Quarterhour.Web.Desk;

/// <summary>Today: what is to finish, and what blocks it.</summary>
static class TodayMap
{
    /// <summary>Visits on the page, and days ahead that what is due is told.</summary>
    const int Most = 60, Ahead = 14;

    public static IResult Today(RequestDesk desk)
    {
        var (today, caller) = (desk.Today, desk.Caller);
        // any account may come here, and nobody's name is shown to a password alone
        if (!caller.SecondFactor) return Results.Redirect("/account");
        bool visits = caller.Can(May.SeeVisits);
        var first = FirstSteps.Of(desk);
        if (desk.Facility.Length == 0) return Page(new() { ["Day"] = today, ["First"] = first, ["Empty"] = first.Count == 0 });
        List<TodayPage.Unfinished> unfinished = [];
        List<TodayPage.Count> counts = [];
        int open = 0, blocked = 0;
        if (visits)
        {
            var own = Own(desk);
            var toFinish = VisitListMap.Unfinished(own, today);
            open = own.Count(row => row.Claim == null && row.Day <= today && row.State == VisitState.Open);
            var signed = own.Where(static row => row.State == VisitState.Signed && row.Claim == null).GroupBy(static row => row.Outcome).Select(static group => new { group.Key, Count = group.Count() }).ToDictionary(static one => one.Key, static one => one.Count);
            blocked = signed.GetValueOrDefault("cannot-bill");
            var rows = toFinish.OrderBy(static row => row.Clinician).ThenBy(static row => row.Day).ThenBy(static row => row.Id).Take(Most).AsNoTracking().ToList();
            var names = Names(desk, rows.Select(static row => row.Patient), rows.Select(static row => row.Clinician));
            unfinished = [.. rows.Select(row => new TodayPage.Unfinished(row.Id, row.Number, names("providers", row.Clinician), names("patients", row.Patient), row.Discipline, row.Day, Kind(row), Blocks(row)))];
            desk.HasRead("visits", "", desk.Facility, string.Join(' ', rows.Select(static row => row.Id)));
            counts =
            [
                new(open, open == 1 ? "visit to finish" : "visits to finish", "/visits?state=open", open > 0 ? "warning" : "well"),
                new(blocked, "signed, cannot be billed", "/visits?state=blocked", blocked > 0 ? "error" : "well"),
                new(signed.Where(static one => one.Key is not ("cannot-bill" or "empty")).Sum(static one => one.Value), "signed, to send", "/visits?state=ready", "well"),
                new(own.Count(row => row.Day == today && (row.State == VisitState.Open || row.State == VisitState.Signed)), "today", $"/visits?from={today:yyyy-MM-dd}&to={today:yyyy-MM-dd}", "note"),
            ];
        }
        return Page(new()
        {
            ["Day"] = today, ["First"] = first, ["Counts"] = counts, ["ShowsVisits"] = visits, ["ToFinish"] = unfinished, ["More"] = Math.Max(0, open + blocked - unfinished.Count), ["Due"] = Due(desk),
        });
    }

    /// <summary>Of the facility; a clinician sees their own day.</summary>
    static IQueryable<VisitRow> Own(RequestDesk desk)
    {
        string facility = desk.Facility, clinician = desk.Caller.Clinician;
        var rows = desk.Store.Visits.AsNoTracking().Where(row => row.Facility == facility);
        return desk.Caller.Role == Role.Clinician && clinician.Length > 0 ? rows.Where(row => row.Clinician == clinician) : rows;
    }

    static List<TodayPage.DueItem> Due(RequestDesk desk)
    {
        if (!desk.Caller.Can(May.SeePatients)) return [];
        string facility = desk.Facility;
        var until = desk.Today.AddDays(Ahead);
        var since = desk.Today.AddDays(-60);
        // kind by kind, in the order of its index: what was due long ago is not read through each time
        var rows = new[] { "plans", "tasks", "authorizations" }.SelectMany(kind => desk.Store.Records.AsNoTracking().Where(row => row.Kind == kind && row.Due != null && row.Due <= until && row.Due >= (kind == "plans" ? DateOnly.MinValue : since) && (row.Facility == facility || row.Facility == "") && row.EndedAt == null)
            .OrderBy(static row => row.Due).ThenBy(static row => row.Id).Take(Most)).OrderBy(static row => row.Due).ThenBy(static row => row.Id, StringComparer.Ordinal).Take(Most).ToList();
        var names = Names(desk, rows.Select(static row => row.Patient), []);
        var used = PlanMap.UsedBy(desk, rows.Where(static row => row.Kind != "tasks").Select(static row => row.Patient));
        return [.. rows.Select(row => (Row: row, Told: What(row))).Where(static one => one.Told.Words.Length > 0).Select(one => Item(one.Row, one.Told.Words, one.Told.Late))];

        TodayPage.DueItem Item(RecordRow row, string words, bool late) => new(row.Due!.Value, words, row.Patient.Length > 0 ? names("patients", row.Patient) : "", row.Kind == "authorizations" ? $"/patients/records/authorizations/{row.Id}" : $"/plans/records/{row.Kind}/{row.Id}", late);

        (string Words, bool Late) What(RecordRow row)
        {
            if (row.Kind == "tasks") return (row.Title, row.Due < desk.Today);
            var fields = desk.Records.Fields(row);
            if (row.Kind == "authorizations") return ($"Authorization {(row.Due < desk.Today ? "ended" : "ends")}: {PatientMap.Left(fields, used[row.Patient])}", row.Due < desk.Today);
            var standing = PlanStanding.Of(fields, desk.Today, PlanMap.TreatmentDays(fields, used[row.Patient], desk.Today));
            return (standing.Words.Length > 0 ? standing.Words : row.Due >= desk.Today ? "Plan of care ends" : "", standing.Kind == "error");
        }
    }

    /// <summary>What people are called, by their words; a word alone where it is nobody's.</summary>
    public static Func<string, string, string> Names(RequestDesk desk, IEnumerable<string> patients, IEnumerable<string> providers)
    {
        string[] people = [.. patients.Distinct()], clinicians = [.. providers.Distinct()];
        var names = desk.Store.Records.AsNoTracking().Where(row => row.Kind == "patients" && people.Contains(row.Word) || row.Kind == "providers" && clinicians.Contains(row.Word)).Select(static row => new { row.Kind, row.Word, row.Title })
            .AsEnumerable().ToDictionary(static row => (row.Kind, row.Word), static row => row.Title);
        return (kind, word) => names.TryGetValue((kind, word), out string? title) ? title : word;
    }

    public static string Kind(VisitRow row) => row.Outcome switch { "cannot-bill" => "error", "needs-attention" or "empty" => "warning", _ => "quiet" };

    /// <summary>What stops a visit, in words.</summary>
    public static string Blocks(VisitRow row) => string.Join(", ", (string[])[.. row.Outcome == "empty" ? (string[])["nothing recorded yet"] : [], .. row.Blocks.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static id => id.Replace('-', ' ')), .. row.State == VisitState.Open && row.Outcome != "empty" ? (string[])["to sign"] : []]);

    static RazorComponentResult<TodayPage> Page(Dictionary<string, object?> shown) => new(shown) { PreventStreamingRendering = true };
}
