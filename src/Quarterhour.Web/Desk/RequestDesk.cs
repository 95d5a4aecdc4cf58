using Microsoft.EntityFrameworkCore;
using Quarterhour.Billing.Payers;
using Quarterhour.Claims;
using Quarterhour.Practice;
using Quarterhour.Web.Accounts;
using Quarterhour.Web.Serving;

namespace Quarterhour.Web.Desk;

/// <summary>What one request works with: who asks, and the records that they may see.</summary>
sealed class RequestDesk(Office office, Knowledge knowledge, IHttpContextAccessor context) : IDisposable
{
    PracticeStore? store;

    public Caller Caller => field ??= Caller.Of(context.HttpContext) ?? throw new InvalidOperationException("an address that works with records must need an account");

    public Office Office => office;

    /// <summary>Shows the records of the caller's facilities alone.</summary>
    public PracticeStore Store => store ??= office.Open(Caller.Facilities);

    public RecordBook Records => field ??= new(Store, Caller.Who, office.Seals, office.Clock);

    public VisitBook Visits => field ??= new(Store, Caller.Who, office.Clock);

    public AppointmentBook Appointments => field ??= new(Store, Caller.Who, office.Clock);

    public FileBook Files => field ??= new(Store, Caller.Who, office.CloseFile, office.OpenFile, office.Clock);

    /// <summary>Tables and payers as they are loaded; one answer keeps to what it began with.</summary>
    public Knowledge.Loaded Loaded => field ??= knowledge.Now;

    /// <summary>The payers' terms, with the contracts of the records over them.</summary>
    public PayerList Payers => field ??= ContractTerms.Over(Loaded.Payers, [.. Store.Records.AsNoTracking().Where(static row => (row.Kind == "contracts" || row.Kind == "fees") && row.EndedAt == null).OrderBy(static row => row.MadeAt).ThenBy(static row => row.Id).AsEnumerable().Select(Records.Entry)]);

    /// <summary>The ids of all profiles that a payer of the records may name.</summary>
    public IReadOnlyCollection<string> Profiles => [.. Payers.All.Select(static payer => payer.Id)];

    public DateOnly Today => DateOnly.FromDateTime(office.Clock.GetLocalNow().DateTime);

    /// <summary>The word of the facility that lists are of: the one that was chosen, else the first that the caller may see; blank where there is none yet.</summary>
    public string Facility => field ??= Facilities.Select(static one => one.Word).FirstOrDefault(word => word == context.HttpContext!.Request.Cookies[FacilityCookie]) ?? Facilities.Select(static one => one.Word).FirstOrDefault("");

    readonly Dictionary<string, string?> zips = new(StringComparer.Ordinal);

    /// <summary>The ZIP of a facility by its word, asked once; null where none is told.</summary>
    public string? Zip(string facility)
    {
        if (!zips.TryGetValue(facility, out string? zip))
            zips[facility] = zip = Store.Records.AsNoTracking().FirstOrDefault(row => row.Kind == "facilities" && row.Word == facility) is { } place ? Records.Fields(place).GetValueOrDefault("zip") : null;
        return zip;
    }

    /// <summary>Those that the caller may see.</summary>
    public IReadOnlyList<(string Word, string Name)> Facilities => field ??= [.. Store.Records.Where(static row => row.Kind == "facilities" && row.EndedAt == null).OrderBy(static row => row.MadeAt).ThenBy(static row => row.Word).Select(static row => new { row.Word, row.Title }).AsEnumerable().Select(static row => (row.Word, row.Title))];

    public const string FacilityCookie = "facility";

    /// <summary>Writes down that the caller has read a record, or a list of them.</summary>
    /// <param name="kind">The kind of record.</param>
    /// <param name="record">Its id; blank for several.</param>
    /// <param name="facility">Its facility.</param>
    /// <param name="content">The ids of several.</param>
    public void HasRead(string kind, string record, string facility, string? content = null) => office.Reads.Add(new(Caller.Who, office.Clock.GetUtcNow(), "read", kind, record, facility, content));

    /// <summary>Writes down what the caller did about something that is no record of a facility.</summary>
    public void Note(string action, string kind, string record) => AuditTrail.Note(Store, Caller.Who, office.Clock.GetUtcNow(), action, kind, record, "");

    public void Dispose() => store?.Dispose();
}
