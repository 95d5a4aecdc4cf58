using Microsoft.AspNetCore.Identity;
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

/// <summary>The made-up facility of <c>quarterhour demo</c>: the sample practice, its week moved to this one, some visits unsigned, some with planted mistakes, and what is due.</summary>
static class DemoFacility
{
    /// <summary>User names of its people; the first is signed in without being asked.</summary>
    public const string Owner = "owner";

    public static readonly (string User, string Name, Role Role, string Clinician)[] People =
        [(Owner, "Ann Biller", Role.Owner, ""), ("biller", "Ben Ledger", Role.Biller, ""), ("clinician", "Pat Stride", Role.Clinician, "PT1"), ("frontdesk", "Fran Door", Role.FrontDesk, ""), ("auditor", "Ada Count", Role.Auditor, "")];

    public static async Task Fill(IServiceProvider services)
    {
        var office = services.GetRequiredService<Office>();
        var knowledge = services.GetRequiredService<Knowledge>();
        // the schema comes first: accounts stand in the same database
        using var store = office.Open(null);
        var book = new RecordBook(store, Who.Program, office.Seals, office.Clock);
        var today = DateOnly.FromDateTime(office.Clock.GetLocalNow().DateTime);
        var practice = SamplePractice(knowledge);
        book.Load(practice);
        Due(book, today);
        new AppointmentBook(store, Who.Program, office.Clock).Book(Ahead(today));
        new VisitBook(store, Who.Program, office.Clock).Add(Week(knowledge, today, practice));
        await using var scope = services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        foreach (var (user, name, role, clinician) in People)
            await accounts.CreateAsync(new() { UserName = user, Name = name, Role = role, Clinician = clinician, Facilities = "*", MadeAt = PracticeStore.Moment(office.Clock.GetUtcNow()) });
        office.HasAccounts = true;
    }

    /// <summary>The sample practice; it names its tables beside it, so for a moment it stands in a folder.</summary>
    public static PracticeRecords SamplePractice(Knowledge knowledge)
    {
        var folder = Directory.CreateTempSubdirectory("quarterhour-demo");
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "practice"));
            string file = Path.Combine(folder.FullName, "practice.yaml");
            File.WriteAllBytes(file, AssetFiles.Embedded("practice/practice.yaml"));
            foreach (string table in (ReadOnlySpan<string>)["patients", "coverages", "cases"]) File.WriteAllBytes(Path.Combine(folder.FullName, "practice", table + ".csv"), AssetFiles.Embedded($"practice/{table}.csv"));
            return PracticeFile.Read(file, [.. knowledge.Now.Payers.All.Select(static payer => payer.Id)]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The sample week, moved so that it ends with today or shortly before; of what lies ahead nothing is recorded yet.</summary>
    static List<VisitRow> Week(Knowledge knowledge, DateOnly today, PracticeRecords practice)
    {
        using var file = new MemoryStream(AssetFiles.Embedded("clinic-week.csv"));
        var visits = VisitSource.Open(file, "clinic-week.csv").Days(sorted: false).SelectMany(static day => day).ToList();
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        // of a week that has hardly begun there is nothing to see
        if (today.DayOfWeek is DayOfWeek.Monday or DayOfWeek.Tuesday) monday = monday.AddDays(-7);
        int shift = monday.DayNumber - visits.Min(static visit => visit.Date).DayNumber;
        visits = [.. visits.Select(visit => visit with { Date = visit.Date.AddDays(shift) }).Where(visit => visit.Date <= today)];
        var run = new BillingRun(knowledge.Now.Tables, knowledge.Now.Payers);
        var bills = visits.GroupBy(static visit => visit.Date).OrderBy(static day => day.Key).SelectMany(day => run.Bills([.. day])).ToDictionary(static bill => bill.Visit.Id, StringComparer.Ordinal);
        return [.. visits.Select((visit, at) => Row(visit, bills[visit.Id], visit.Date < today && at % 11 != 3 ? practice.Find("providers", visit.Clinician) : null))];
    }

    static VisitRow Row(Visit visit, Bill bill, PracticeEntry? signer)
    {
        var row = new VisitRow
        {
            Id = PracticeStore.NewId(), Number = visit.Id, Facility = visit.Facility!, Patient = visit.Patient!, Clinician = visit.Clinician!, Payer = visit.Payer, Day = visit.Date, State = signer is null ? VisitState.Open : VisitState.Signed, Version = 1, Outcome = "", Blocks = "", Units = 0,
            MadeAt = "", SignedAt = signer is null ? null : $"{visit.Date:yyyy-MM-dd}T22:00:00Z", SignedBy = signer is null ? null : $"{signer.Text("first")} {signer.Text("last")}", Json = "",
        };
        VisitBilling.Fill(row, VisitJson.Of(visit), bill);
        return row;
    }

    /// <summary>What is booked: today's afternoon, and the next working days.</summary>
    static List<AppointmentRow> Ahead(DateOnly today)
    {
        string[] patients = ["P101", "P103", "P104", "P105", "P106", "P107", "P108", "P109", "P110", "P111", "P112", "P113"], clinicians = ["PT1", "PT2", "OT1", "SLP1"];
        List<AppointmentRow> booked = [];
        foreach (int ahead in (ReadOnlySpan<int>)[0, 1, 2, 3, 4])
        {
            var day = today.AddDays(ahead);
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) continue;
            for (int i = 0; i < patients.Length; i++)
                booked.Add(new()
                {
                    Id = PracticeStore.NewId(), Facility = "COL1", Patient = patients[i], Clinician = clinicians[i % 4], Room = i % 4 < 2 ? "" : i % 4 == 2 ? "R1" : "R2", Day = day, Starts = $"{13 + i / 4}:00", Ends = $"{13 + i / 4}:45", State = AppointmentState.Booked, Series = "", Version = 1, MadeAt = "", Note = "",
                });
        }
        return booked;
    }

    static void Due(RecordBook book, DateOnly today)
    {
        string Day(int from) => $"{today.AddDays(from):yyyy-MM-dd}";
        Make("plans", ("patient", "P105"), ("discipline", "PT"), ("established", Day(-26)), ("ends", Day(34)), ("sent_to_orderer", Day(-25)));
        Make("plans", ("patient", "P103"), ("discipline", "PT"), ("established", Day(-85)), ("certified", Day(-70)), ("certified_by", "physician"), ("ends", Day(5)), ("last_report", Day(-20)));
        Make("authorizations", ("patient", "P101"), ("payer", "commercial-ama"), ("number", "AUTH-1001"), ("discipline", "OT"), ("from", Day(-60)), ("to", Day(9)), ("visits", "12"));
        Make("authorizations", ("patient", "P146"), ("payer", "commercial-ama"), ("number", "AUTH-1046"), ("discipline", "PT"), ("from", Day(-30)), ("to", Day(60)), ("visits", "2"));
        Make("tasks", ("text", "Ask for the signed certification"), ("due", Day(0)), ("patient", "P105"), ("for", "front desk"));
        Make("tasks", ("text", "Call about the new insurance card"), ("due", Day(-2)), ("patient", "P147"), ("for", "front desk"));
        Make("rooms", ("id", "R1"), ("name", "Gym"), ("facility", "COL1"));
        Make("rooms", ("id", "R2"), ("name", "Room 2"), ("facility", "COL1"));

        void Make(string kind, params (string Field, string Text)[] fields) => book.Make(kind, fields.ToDictionary(static one => one.Field, static one => one.Text, StringComparer.Ordinal), "COL1");
    }
}
