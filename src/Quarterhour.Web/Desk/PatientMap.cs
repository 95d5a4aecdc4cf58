using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Billing.Visits;
using Quarterhour.Practice.Rows;
using Quarterhour.Web.Accounts;
using Quarterhour.Web.Pages;

namespace Quarterhour.Web.Desk;

/// <summary>Patients: the list, and all that hangs on one.</summary>
static class PatientMap
{
    const int Most = 50, MostVisits = 40;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/patients").ExcludeFromDescription();
        pages.MapGet("", List).Needs(May.SeePatients);
        pages.MapGet("/{id}", Show).Needs(May.SeePatients);
    }

    static RazorComponentResult<T> Page<T>(Dictionary<string, object?> shown, int status = StatusCodes.Status200OK) where T : IComponent => new(shown) { StatusCode = status, PreventStreamingRendering = true };

    static IResult List(HttpRequest request, RequestDesk desk)
    {
        string asked = request.Query["who"].ToString().Trim(), begin = asked.ToLowerInvariant(), end = begin + "\uffff";
        var found = asked.Length > 60 ? [] : Facilities(desk).SelectMany(facility => Of(desk, facility, begin, end, request.Query["after"].ToString())).OrderBy(static row => row.Sort, StringComparer.Ordinal).ThenBy(static row => row.Id, StringComparer.Ordinal).Take(Most + 1).ToList();
        if (found.Count == 0 && asked.Length is > 0 and <= 60) found = desk.Store.Records.AsNoTracking().Where(row => row.Kind == "patients" && row.Word == asked).ToList();
        string? next = null;
        if (found.Count > Most)
        {
            found.RemoveAt(Most);
            // where the page ended, by its last id: a name has no place in an address
            next = "/patients" + QueryString.Create((KeyValuePair<string, string?>[])[new("who", asked), new("after", found[^1].Id)]);
        }
        if (found.Count > 0) desk.HasRead("patients", "", desk.Facility, string.Join(' ', found.Select(static row => row.Id)));
        return Page<PatientsPage>(new()
        {
            ["Asked"] = asked, ["Rows"] = (IReadOnlyList<(string, string, string, string, bool)>)[.. found.Select(row => (row.Id, row.Title, row.Word, desk.Records.Fields(row).GetValueOrDefault("birth", ""), row.EndedAt is not null))], ["Next"] = next, ["MayWrite"] = desk.Caller.Can(May.WritePatients),
        });
    }

    /// <summary>The chosen facility's, and those of all.</summary>
    static IEnumerable<string> Facilities(RequestDesk desk) => desk.Facility.Length > 0 ? [desk.Facility, ""] : [""];

    /// <summary>One facility's from a name on: each is read off the index.</summary>
    static List<RecordRow> Of(RequestDesk desk, string facility, string begin, string end, string after)
    {
        var rows = desk.Store.Records.AsNoTracking().Where(row => row.Kind == "patients" && row.Facility == facility && string.Compare(row.Sort, begin) >= 0 && string.Compare(row.Sort, end) < 0);
        if (after.Length > 0 && desk.Store.Records.AsNoTracking().FirstOrDefault(row => row.Id == after) is { } last)
        {
            string sort = last.Sort, id = last.Id;
            rows = rows.Where(row => string.Compare(row.Sort, sort) > 0 || row.Sort == sort && string.Compare(row.Id, id) > 0);
        }
        return [.. rows.OrderBy(static row => row.Sort).ThenBy(static row => row.Id).Take(Most + 1)];
    }

    static IResult Show(string id, RequestDesk desk)
    {
        if (desk.Store.Records.AsNoTracking().FirstOrDefault(row => row.Id == id && row.Kind == "patients") is not { } row)
            return Page<MessagePage>(new() { ["Title"] = "No such patient", ["Message"] = "There is no patient at this address, or they are of a facility that you do not see." }, StatusCodes.Status404NotFound);
        desk.HasRead("patients", row.Id, row.Facility);
        string word = row.Word;
        bool visits = desk.Caller.Can(May.SeeVisits);
        var records = desk.Store.Records.AsNoTracking().Where(one => one.Patient == word && one.Kind != "patients").OrderBy(static one => one.EndedAt != null).ThenByDescending(static one => one.MadeAt).ThenBy(static one => one.Id).Take(200).ToList();
        var used = visits || desk.Caller.Can(May.SeeSchedule) ? PlanMap.UsedBy(desk, [word])[word].ToList() : [];
        var sections = RecordMap.OfPatient.Skip(1).Select(static kind => (Kind: kind, At: "/patients/records")).Concat(RecordMap.OfPlan.Select(static kind => (Kind: kind, At: "/plans/records")))
            .Select(one => (one.Kind, one.At, (IReadOnlyList<(string, string, string, bool)>)[.. records.Where(record => record.Kind == one.Kind).Select(record => (record.Id, record.Title, Words(record, desk.Records.Fields(record), used), record.EndedAt is not null))])).ToList();
        return Page<PatientPage>(new()
        {
            ["Row"] = row, ["Fields"] = desk.Records.Fields(row), ["Today"] = desk.Today, ["Sections"] = (IReadOnlyList<(string, string, IReadOnlyList<(string, string, string, bool)>)>)sections, ["Meters"] = visits ? Meters(used, desk) : [], ["ShowsVisits"] = visits,
            ["Visits"] = visits ? desk.Store.Visits.AsNoTracking().Where(one => one.Patient == word).OrderByDescending(static one => one.Day).ThenByDescending(static one => one.Id).Take(MostVisits).ToList() : [],
            ["Files"] = desk.Files.Of(row.Id), ["MayWrite"] = desk.Caller.Can(May.WritePatients), ["MayPlan"] = desk.Caller.Can(May.WritePlans), ["MayVisit"] = desk.Caller.Can(May.WriteVisits) && row.EndedAt is null,
        });
    }

    /// <summary>A visit, as authorizations and meters count it.</summary>
    internal sealed record Used(DateOnly Day, string Payer, Discipline Discipline, VisitState State, long? AllowedCents);

    /// <summary>Of the payers whose terms count toward a threshold.</summary>
    static List<KxMeter> Meters(List<Used> used, RequestDesk desk) =>
        [.. used.Where(one => one.Day.Year == desk.Today.Year && desk.Payers.Find(one.Payer)?.On(one.Day).KxThreshold == true).GroupBy(static one => one.Discipline == Discipline.OT ? Discipline.OT : Discipline.PT).OrderBy(static pool => pool.Key)
            .Select(pool => KxMeter.Of(pool.Key, desk.Today, pool.Where(static one => one.State == VisitState.Signed).Sum(static one => one.AllowedCents ?? 0) / 100m, pool.Count(static one => one.State == VisitState.Signed && one.AllowedCents is null))).OfType<KxMeter>()];

    /// <summary>A record in a line.</summary>
    static string Words(RecordRow record, IReadOnlyDictionary<string, string> fields, List<Used> used)
    {
        string At(string field, string before = "", string after = "") => fields.TryGetValue(field, out string? text) ? before + text + after : "";
        return record.Kind switch
        {
            "coverages" => string.Join(' ', At("order"), At("member", "member "), At("group", "group "), At("from", "from "), At("to", "to ")),
            "cases" => string.Join(' ', At("discipline"), At("certified_by", "certified by "), At("referred_by", "referred by "), At("from", "from "), At("to", "to ")),
            "authorizations" => string.Join(' ', At("number"), At("discipline"), At("from", "from "), At("to", "to "), Left(fields, used)),
            "plans" => string.Join(' ', At("discipline"), At("established", "of "), At("certified", "certified "), At("ends", "ends ")),
            "tasks" => string.Join(' ', At("due", "due "), At("for")),
            _ => "",
        };
    }

    /// <summary>How many visits of an authorization are used, and left.</summary>
    internal static string Left(IReadOnlyDictionary<string, string> authorization, IEnumerable<Used> used)
    {
        int count = Count(authorization, used);
        return !authorization.TryGetValue("visits", out string? of) || !int.TryParse(of, out int all) ? $"{count} visits under it" : $"{count} of {all} visits used, {Math.Max(0, all - count)} left";
    }

    internal static int Count(IReadOnlyDictionary<string, string> authorization, IEnumerable<Used> used)
    {
        DateOnly? Day(string field) => DateOnly.TryParseExact(authorization.GetValueOrDefault(field), "yyyy-MM-dd", out var day) ? day : null;
        var (from, to) = (Day("from"), Day("to"));
        return used.Count(one => (from is null || one.Day >= from) && (to is null || one.Day <= to) && (!authorization.TryGetValue("discipline", out string? discipline) || $"{one.Discipline}" == discipline));
    }
}
