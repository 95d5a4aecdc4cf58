using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Claims;
using Quarterhour.Practice;
using Quarterhour.Practice.Rows;
using Quarterhour.Web.Accounts;
using Quarterhour.Web.Pages;

namespace Quarterhour.Web.Desk;

/// <summary>Lists and forms of records: those of the practice under Setup, those of a patient under Patients, what is planned for one under Plans. One form serves all; a section says its fields.</summary>
static class RecordMap
{
    /// <summary>Of the practice.</summary>
    public static readonly string[] OfPractice = ["submitter", "receivers", "facilities", "rooms", "providers", "payers", "contracts", "fees", "charges"];

    /// <summary>Of a patient.</summary>
    public static readonly string[] OfPatient = ["patients", "coverages", "cases", "authorizations"];

    /// <summary>What is planned, due or worth knowing.</summary>
    public static readonly string[] OfPlan = ["plans", "tasks", "notes"];

    /// <summary>Entries that a form offers as a choice; of more, the word is written.</summary>
    const int MostOffered = 400;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Group("/setup/records", OfPractice, May.SeeSetup, May.WriteSetup);
        Group("/patients/records", OfPatient, May.SeePatients, May.WritePatients);
        Group("/plans/records", OfPlan, May.SeePatients, May.WritePlans);
        routes.MapGet("/setup/records", static (string? kind, RequestDesk desk) => List(kind ?? "facilities", desk)).Needs(May.SeeSetup).ExcludeFromDescription();

        void Group(string at, string[] kinds, May see, May write)
        {
            var pages = routes.MapGroup(at + "/{kind}").ExcludeFromDescription();
            FileMap.Map(pages, at, kinds, see, write);
            pages.MapGet("/new", (string kind, string? patient, RequestDesk desk) => Allowed(kind, kinds) is { } section ? Blank(section, at, patient, write, desk) : Gone()).Needs(write);
            pages.MapPost("", (string kind, HttpRequest request, RequestDesk desk) => Allowed(kind, kinds) is { } section ? Make(section, at, write, request, desk) : Task.FromResult<IResult>(Gone())).Needs(write);
            pages.MapGet("/{id}", (string kind, string id, RequestDesk desk) => Allowed(kind, kinds) is { } section && Find(id, kind, desk) is { } row ? Show(row, RecordForm.Of(section, desk.Records.Fields(row)), at, write, desk) : Gone()).Needs(see);
            pages.MapPost("/{id}", (string kind, string id, HttpRequest request, RequestDesk desk) => Allowed(kind, kinds) is { } section && Find(id, kind, desk) is { } row ? Change(row, section, at, write, request, desk) : Task.FromResult<IResult>(Gone())).Needs(write);
        }
    }

    static PracticeSection? Allowed(string kind, string[] kinds) => kinds.Contains(kind) ? PracticeSections.Find(kind) : null;

    static RecordRow? Find(string id, string kind, RequestDesk desk) => desk.Store.Records.AsNoTracking().FirstOrDefault(row => row.Id == id && row.Kind == kind);

    static RazorComponentResult<T> Page<T>(Dictionary<string, object?> shown, int status = StatusCodes.Status200OK) where T : IComponent => new(shown) { StatusCode = status, PreventStreamingRendering = true };

    static RazorComponentResult<MessagePage> Gone() => Page<MessagePage>(new() { ["Title"] = "No such record", ["Message"] = "There is no record at this address, or it is of a facility that you do not see." }, StatusCodes.Status404NotFound);

    static IResult List(string kind, RequestDesk desk)
    {
        if (!OfPractice.Contains(kind)) return Gone();
        var rows = desk.Store.Records.AsNoTracking().Where(row => row.Kind == kind).OrderBy(static row => row.EndedAt != null).ThenBy(static row => row.Sort).ThenBy(static row => row.Id).Take(500).ToList();
        return Page<RecordsPage>(new() { ["Kind"] = kind, ["Rows"] = rows, ["MayWrite"] = desk.Caller.Can(May.WriteSetup) && !(kind == "submitter" && rows.Count > 0), ["Next"] = FirstSteps.Next(desk) });
    }

    static IResult Blank(PracticeSection section, string at, string? patient, May write, RequestDesk desk)
    {
        // named by its opaque id in the address, by its word in the record
        var of = patient is null ? null : Find(patient, "patients", desk);
        if (patient is not null && of is null) return Gone();
        var values = of is null ? [] : new Dictionary<string, string>(StringComparer.Ordinal) { ["patient"] = of.Word };
        if (section.Name == "patients") values["id"] = $"P{desk.Store.NextNumbers("patient") + 1000}";
        return Filled(null, RecordForm.Of(section, values), at, of, write, desk);
    }

    static IResult Show(RecordRow row, RecordForm form, string at, May write, RequestDesk desk, string? message = null)
    {
        if (row.Patient.Length > 0) desk.HasRead(row.Kind, row.Id, row.Facility);
        return Filled(row, form, at, row.Kind == "patients" ? null : PatientOf(row.Patient, desk), write, desk, message);
    }

    static RecordRow? PatientOf(string word, RequestDesk desk) => word.Length == 0 ? null : desk.Store.Records.AsNoTracking().FirstOrDefault(row => row.Kind == "patients" && row.Word == word);

    static RazorComponentResult<RecordFormPage> Filled(RecordRow? row, RecordForm form, string at, RecordRow? patient, May write, RequestDesk desk, string? message = null)
    {
        string kind = form.Section.Name;
        return Page<RecordFormPage>(new()
        {
            ["Form"] = form, ["Title"] = row?.Title ?? $"New {RecordForm.One(kind)}", ["Here"] = at[..at.LastIndexOf('/')], ["Action"] = row is null ? $"{at}/{kind}" : $"{at}/{kind}/{row.Id}", ["Version"] = row?.Version ?? 0, ["Patient"] = patient?.Id, ["Whose"] = patient?.Title,
            ["Ended"] = row?.EndedAt is not null, ["MayWrite"] = desk.Caller.Can(write), ["Message"] = message, ["Choices"] = Choices(form, desk), ["History"] = row is null ? [] : History(row.Id, desk), ["Files"] = row is null ? [] : desk.Files.Of(row.Id),
        }, form.Errors.Count > 0 ? StatusCodes.Status400BadRequest : message is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
    }

    static Dictionary<string, IReadOnlyList<(string, string)>> Choices(RecordForm form, RequestDesk desk)
    {
        var choices = new Dictionary<string, IReadOnlyList<(string, string)>>(StringComparer.Ordinal);
        foreach (string named in form.Section.Fields.Select(static field => field.Names).OfType<string>().Where(static named => named != "patients").Distinct())
        {
            var entries = desk.Store.Records.AsNoTracking().Where(row => row.Kind == named && row.EndedAt == null).OrderBy(static row => row.Sort).Take(MostOffered + 1).Select(static row => new { row.Word, row.Title }).ToList();
            if (entries.Count <= MostOffered) choices[named] = [.. entries.Select(static row => (row.Word, row.Title))];
        }
        // a profile is no record: the rules that the program knows, and the contracts over them
        if (form.Section.Name is "payers" or "contracts") choices[form.Section.Name == "payers" ? "profile" : "like"] = [.. (form.Section.Name == "payers" ? desk.Payers : desk.Loaded.Payers).All.Select(static payer => (payer.Id, $"{payer.Id}: {payer.Name}"))];
        return choices;
    }

    /// <summary>Who changed which fields to what, the latest first.</summary>
    static List<(string, string, string)> History(string id, RequestDesk desk)
    {
        var entries = desk.Store.Trail.AsNoTracking().Where(entry => entry.Record == id && entry.Version != null).OrderBy(static entry => entry.Number).Take(200).ToList();
        List<(string, string, string)> told = [];
        IReadOnlyDictionary<string, string> before = new Dictionary<string, string>();
        foreach (var entry in entries)
        {
            var now = entry.Content is null ? before : desk.Records.Opened(entry.Content);
            var changed = now.Keys.Union(before.Keys).Where(field => now.GetValueOrDefault(field) != before.GetValueOrDefault(field)).Order(StringComparer.Ordinal).Select(field => now.TryGetValue(field, out string? value) ? $"{RecordForm.Label(field).ToLowerInvariant()} {value}" : $"{RecordForm.Label(field).ToLowerInvariant()} taken out");
            told.Add((entry.At, entry.Name, entry.Action == "changed" ? $"changed: {string.Join(", ", changed)}" : entry.Action));
            before = now;
        }
        told.Reverse();
        return told;
    }

    static async Task<IResult> Make(PracticeSection section, string at, May write, HttpRequest request, RequestDesk desk)
    {
        var sent = await request.ReadFormAsync();
        var patient = sent["patient"].ToString() is { Length: > 0 } id ? Find(id, "patients", desk) : null;
        var form = RecordForm.Of(section, sent, IsThere(desk));
        if (form.Errors.Count > 0) return Filled(null, form, at, patient, write, desk);
        if (IsShared(section.Name, form, desk)) return Results.StatusCode(StatusCodes.Status403Forbidden);
        try
        {
            var made = desk.Records.Make(section.Name, form.Values, FacilityFor(section.Name, form, desk));
            return Results.Redirect(AfterFor(made, patient));
        }
        catch (UnusableStoreException refused)
        {
            return Filled(null, form.With("id", char.ToUpperInvariant(refused.Message[0]) + refused.Message[1..] + "."), at, patient, write, desk);
        }
    }

    /// <summary>Of which facility a new record is; blank where all share it.</summary>
    public static string FacilityFor(string kind, RecordForm form, RequestDesk desk) => kind switch
    {
        "facilities" => form["id"],
        "rooms" => form["facility"],
        "patients" => form["facility"] is { Length: > 0 } told ? told : desk.Facility,
        _ when form["patient"].Length > 0 => PatientOf(form["patient"], desk)?.Facility ?? desk.Facility,
        "tasks" => desk.Facility,
        _ => "",
    };

    static async Task<IResult> Change(RecordRow row, PracticeSection section, string at, May write, HttpRequest request, RequestDesk desk)
    {
        var sent = await request.ReadFormAsync();
        var form = RecordForm.Of(section, sent, IsThere(desk));
        if (!int.TryParse(sent["version"], NumberStyles.None, CultureInfo.InvariantCulture, out int version)) version = 0;
        if (IsShared(section.Name, form, desk)) return Results.StatusCode(StatusCodes.Status403Forbidden);
        try
        {
            if (sent["do"] == "end") desk.Records.End(row.Id, version);
            else
            {
                // what others name it by, and whose it is, stays
                if (row.Word.Length > 0 && form["id"] != row.Word) form = form.With("id", $"Others name it by {row.Word}; that stays.");
                if (section.Name != "patients" && row.Patient != form["patient"] && section.Find("patient") is not null) form = form.With("patient", "Whose it is stays.");
                if (form.Errors.Count > 0) return Filled(row, form, at, PatientOf(row.Patient, desk), write, desk);
                desk.Records.Change(row.Id, version, form.Values);
            }
            return Results.Redirect(AfterFor(row, row.Kind == "patients" ? row : PatientOf(row.Patient, desk)));
        }
        catch (ChangedMeanwhileException changed)
        {
            return Filled(Find(row.Id, row.Kind, desk)! is var now && now is not null ? WithVersion(now, version) : row, form, at, PatientOf(row.Patient, desk), write, desk, char.ToUpperInvariant(changed.Message[0]) + changed.Message[1..] + ". Nothing of yours was saved; open it again to see what it is now.");
        }
    }

    /// <summary>The version that was read stays in the form, so that sending it again is refused again.</summary>
    static RecordRow WithVersion(RecordRow row, int version)
    {
        row.Version = Math.Max(1, version);
        return row;
    }

    /// <summary>Whether an entry that a field names is in the records.</summary>
    public static Func<string, string, bool> IsThere(RequestDesk desk) => (kind, word) => desk.Store.Records.Any(row => row.Kind == kind && row.Word == word && row.EndedAt == null);

    /// <summary>What all facilities share is not for an account of some to change.</summary>
    public static bool IsShared(string kind, RecordForm form, RequestDesk desk) => desk.Caller.Facilities is { } own && OfPractice.Contains(kind) && !(kind == "rooms" && own.Contains(form["facility"])) && !(kind == "facilities" && own.Contains(form["id"]));

    static string AfterFor(RecordRow row, RecordRow? patient) => row.Kind == "patients" ? $"/patients/{row.Id}" : patient is not null ? $"/patients/{patient.Id}" : row.Kind == "tasks" ? "/" : OfPractice.Contains(row.Kind) ? $"/setup/records?kind={row.Kind}" : "/plans";
}
