using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Practice;
using Quarterhour.Practice.Rows;
using Quarterhour.Web.Accounts;
using Quarterhour.Web.Pages;

namespace Quarterhour.Web.Desk;

/// <summary>The schedule: a day or a week, by clinician or room; booking once or weekly; arrived, no-show, canceled.</summary>
static class ScheduleMap
{
    const int MostWeeks = 52, Most = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/schedule").ExcludeFromDescription();
        pages.MapGet("", static (HttpRequest request, RequestDesk desk) => Show(Form.Of(request), null, desk)).Needs(May.SeeSchedule);
        pages.MapPost("", Book).Needs(May.WriteSchedule);
        pages.MapGet("/{id}", static (string id, RequestDesk desk) => Find(id, desk) is { } row ? One(row, null, desk) : Gone()).Needs(May.SeeSchedule);
        pages.MapPost("/{id}", Change).Needs(May.WriteSchedule);
    }

    static RazorComponentResult<T> Page<T>(Dictionary<string, object?> shown, int status) where T : IComponent => new(shown) { StatusCode = status, PreventStreamingRendering = true };

    static RazorComponentResult<MessagePage> Gone() => Page<MessagePage>(new() { ["Title"] = "No such appointment", ["Message"] = "There is no appointment at this address, or it is of a facility that you do not see." }, StatusCodes.Status404NotFound);

    static AppointmentRow? Find(string id, RequestDesk desk) => desk.Store.Appointments.AsNoTracking().FirstOrDefault(row => row.Id == id);

    public static string Words(AppointmentState state) => state switch { AppointmentState.Booked => "booked", AppointmentState.Arrived => "arrived", AppointmentState.NoShow => "no-show", _ => "canceled" };

    static IResult Show(Form asked, string? message, RequestDesk desk)
    {
        var day = Day(asked["day"]) ?? desk.Today;
        bool week = asked["show"] == "week";
        var first = week ? day.AddDays(-(((int)day.DayOfWeek + 6) % 7)) : day;
        DateOnly[] days = [.. Enumerable.Range(0, week ? 7 : 1).Select(first.AddDays)];
        string facility = desk.Facility;
        var last = days[^1];
        var rows = desk.Store.Appointments.AsNoTracking().Where(row => row.Facility == facility && row.Day >= first && row.Day <= last).OrderBy(static row => row.Day).ThenBy(static row => row.Starts).ThenBy(static row => row.Id).Take(Most).ToList();
        if (rows.Count > 0) desk.HasRead("appointments", "", facility, string.Join(' ', rows.Select(static row => row.Id)));
        return Page<SchedulePage>(new()
        {
            ["Days"] = days, ["Names"] = TodayMap.Names(desk, rows.Select(static row => row.Patient), rows.Select(static row => row.Clinician)), ["Asked"] = asked, ["Today"] = desk.Today, ["By"] = asked["by"] == "room" ? "room" : "clinician", ["Rows"] = rows,
            ["Clinicians"] = Treating(desk), ["Rooms"] = Words(desk, "rooms"), ["MayWrite"] = desk.Caller.Can(May.WriteSchedule) && facility.Length > 0, ["Message"] = message,
        }, message is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
    }

    static List<(string, string)> Words(RequestDesk desk, string kind) => [.. desk.Store.Records.AsNoTracking().Where(row => row.Kind == kind && row.EndedAt == null).OrderBy(static row => row.Sort).Select(static row => new { row.Word, row.Title }).AsEnumerable().Select(static row => (row.Word, row.Title))];

    static List<(string, string)> Treating(RequestDesk desk) => [.. desk.Store.Records.AsNoTracking().Where(static row => row.Kind == "providers" && row.EndedAt == null).OrderBy(static row => row.Sort).AsEnumerable()
        .Where(row => desk.Records.Fields(row) is var fields && (fields.ContainsKey("taxonomy") || fields.ContainsKey("bills_under") || fields.ContainsKey("discipline"))).Select(static row => (row.Word, row.Title))];

    static async Task<IResult> Book(HttpRequest request, RequestDesk desk)
    {
        var sent = await request.ReadFormAsync();
        var asked = new Form(field => sent[field] is [var value, ..] ? value : null);
        string who = asked["patient"].Trim(), begin = who.ToLowerInvariant(), end = begin + "\uffff";
        var patients = who.Length is 0 or > 60 ? [] : desk.Store.Records.AsNoTracking().Where(row => row.Kind == "patients" && row.EndedAt == null && (row.Word == who || string.Compare(row.Sort, begin) >= 0 && string.Compare(row.Sort, end) < 0)).OrderBy(static row => row.Sort).Take(6).ToList();
        if (patients.Find(row => row.Word == who) is { } exact) patients = [exact];
        if (patients.Count != 1) return Show(asked, patients.Count == 0 ? "Nobody of that name is here." : $"Whose? {string.Join("; ", patients.Select(static row => $"{row.Title} ({row.Word})"))}: write the word in brackets.", desk);
        if (Day(asked["day"]) is not { } day || Time(asked["starts"]) is not { } starts || Time(asked["ends"]) is not { } ends) return Show(asked, "A day, from and to are needed.", desk);
        if (!int.TryParse(asked.Given("weeks") ?? "1", NumberStyles.None, CultureInfo.InvariantCulture, out int weeks) || weeks is < 1 or > MostWeeks) return Show(asked, $"How often, from 1 to {MostWeeks}?", desk);
        string clinician = asked["clinician"], room = asked["room"], series = weeks > 1 ? PracticeStore.NewId() : "";
        if (!Treating(desk).Exists(one => one.Item1 == clinician) || room.Length > 0 && !Words(desk, "rooms").Exists(one => one.Item1 == room)) return Show(asked, "Choose a clinician, and a room of the facility.", desk);
        try
        {
            desk.Appointments.Book([.. Enumerable.Range(0, weeks).Select(week => new AppointmentRow
            {
                Id = PracticeStore.NewId(), Facility = desk.Facility, Patient = patients[0].Word, Clinician = clinician, Room = room, Day = day.AddDays(7 * week), Starts = starts, Ends = ends, State = AppointmentState.Booked, Series = series, Version = 1, MadeAt = "", Note = "",
            })]);
            return Results.Redirect($"/schedule?day={day:yyyy-MM-dd}");
        }
        catch (UnusableStoreException taken)
        {
            return Show(asked, char.ToUpperInvariant(taken.Message[0]) + taken.Message[1..] + ".", desk);
        }
    }

    static IResult One(AppointmentRow row, string? message, RequestDesk desk)
    {
        var names = TodayMap.Names(desk, [row.Patient], [row.Clinician]);
        desk.HasRead("appointments", row.Id, row.Facility);
        string room = row.Room;
        return Page<AppointmentPage>(new()
        {
            ["Row"] = row, ["Patient"] = names("patients", row.Patient), ["Clinician"] = names("providers", row.Clinician), ["Room"] = room.Length == 0 ? "" : desk.Store.Records.Where(one => one.Kind == "rooms" && one.Word == room).Select(static one => one.Title).FirstOrDefault() ?? room,
            ["Later"] = Following(row, desk).Count(), ["MayWrite"] = desk.Caller.Can(May.WriteSchedule), ["MayVisit"] = desk.Caller.Can(May.WriteVisits), ["Message"] = message,
        }, message is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
    }

    static IQueryable<AppointmentRow> Following(AppointmentRow row, RequestDesk desk)
    {
        var (series, day) = (row.Series, row.Day);
        return desk.Store.Appointments.AsNoTracking().Where(other => series != "" && other.Series == series && other.Day > day && other.State == AppointmentState.Booked);
    }

    static async Task<IResult> Change(string id, HttpRequest request, RequestDesk desk)
    {
        if (Find(id, desk) is not { } row) return Gone();
        var sent = await request.ReadFormAsync();
        if (!int.TryParse(sent["version"], NumberStyles.None, CultureInfo.InvariantCulture, out int version)) version = 0;
        try
        {
            switch (sent["do"].ToString())
            {
                case "move":
                    if (Day(sent["day"]) is not { } day || Time(sent["starts"]) is not { } starts || Time(sent["ends"]) is not { } ends) return One(row, "A day, from and to are needed.", desk);
                    desk.Appointments.Change(id, version, moved => (moved.Day, moved.Starts, moved.Ends) = (day, starts, ends));
                    break;
                case "arrive": return Arrive(row, version, desk);
                case "no-show": desk.Appointments.Change(id, version, static gone => gone.State = AppointmentState.NoShow); break;
                case "cancel": desk.Appointments.Change(id, version, static gone => gone.State = AppointmentState.Canceled); break;
                case "cancel-series":
                    var following = Following(row, desk).Select(static other => new { other.Id, other.Version }).ToList();
                    desk.Appointments.Change(id, version, static gone => gone.State = AppointmentState.Canceled);
                    foreach (var other in following) desk.Appointments.Change(other.Id, other.Version, static gone => gone.State = AppointmentState.Canceled);
                    break;
                case "book": desk.Appointments.Change(id, version, static again => again.State = AppointmentState.Booked); break;
                default: return One(row, "Say what to do with it.", desk);
            }
            return Results.Redirect($"/schedule/{id}");
        }
        catch (Exception refused) when (refused is ChangedMeanwhileException or UnusableStoreException)
        {
            return One(Find(id, desk)!, char.ToUpperInvariant(refused.Message[0]) + refused.Message[1..] + ".", desk);
        }
    }

    /// <summary>Who has arrived has a visit; who may write it goes there at once.</summary>
    static IResult Arrive(AppointmentRow row, int version, RequestDesk desk)
    {
        string word = row.Patient;
        if (row.State != AppointmentState.Booked || desk.Store.Records.AsNoTracking().FirstOrDefault(one => one.Kind == "patients" && one.Word == word) is not { } patient) return One(row, "Only who is booked arrives.", desk);
        var visit = VisitListMap.New(desk, patient, row.Day, row.Clinician, row.Facility);
        desk.Appointments.Change(row.Id, version, here => (here.State, here.Visit) = (AppointmentState.Arrived, visit.Id), visit);
        return Results.Redirect(desk.Caller.Can(May.WriteVisits) ? $"/visits/{visit.Id}" : $"/schedule/{row.Id}");
    }

    static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>As it is stored, 08:30.</summary>
    static string? Time(string? text) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? text : null;
}
