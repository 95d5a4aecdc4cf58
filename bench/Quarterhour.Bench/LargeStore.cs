using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Quarterhour.Billing;
using Quarterhour.Claims;
using Quarterhour.Practice;

namespace Quarterhour.Bench;

/// <summary>A large facility's records, made up, in the product's own schema: patients with a coverage each, visits over three years, plans, tasks, appointments, claims of the last months with payments and denials. Rows are put in below the program, without entries in the trail; the newest visits have no claim yet.</summary>
/// <param name="file">Where.</param>
/// <param name="patients">How many patients.</param>
/// <param name="visits">How many visits.</param>
sealed class LargeStore(string file, int patients, int visits)
{
    const int Clinicians = 60, Claims = 100_000, Open = 300, ToSend = 300;

    static readonly string[] Names = ["Alderbrook", "Birchwell", "Cedarholm", "Dunmore", "Elmsworth", "Fernhill", "Gladwin", "Hazelmere", "Ivyton", "Juniper", "Kestrel", "Larkspur", "Maplewood", "Northgate", "Oakline", "Pinecrest", "Quarry", "Rosedale", "Stonebridge", "Thornbury"];

    readonly SqliteConnection connection = new($"Data Source={file};Pooling=false");

    /// <summary>The key that a program sends.</summary>
    public static string Key => $"qh_{new string('a', 24)}_{new string('b', 64)}";

    public void Make()
    {
        using (var store = PracticeStore.Open(file)) { }
        connection.Open();
        Run("pragma synchronous = off; pragma journal_mode = memory; pragma cache_size = -200000");
        Run("begin");
        Account();
        Practice();
        People();
        Visits();
        Money();
        Run("commit");
        Run("analyze; pragma journal_mode = wal");
        connection.Close();
    }

    void Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    void Rows<T>(string table, string columns, IEnumerable<T> rows, Func<T, object?[]> values)
    {
        using var command = connection.CreateCommand();
        string[] names = columns.Split(' ');
        command.CommandText = $"insert into {table} ({string.Join(", ", names.Select(name => $"\"{name}\""))}) values ({string.Join(", ", names.Select((_, i) => $"@{i}"))})";
        var parameters = names.Select((_, i) => command.Parameters.Add(new SqliteParameter($"@{i}", null))).ToArray();
        foreach (var row in rows)
        {
            object?[] all = values(row);
            for (int i = 0; i < all.Length; i++) parameters[i].Value = all[i] ?? DBNull.Value;
            command.ExecuteNonQuery();
        }
    }

    static string Id(string kind, int number) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"{kind}{number}")))[..24];

    void Account()
    {
        Rows("account", "id user_name normalized_user_name email_confirmed security_stamp phone_number_confirmed two_factor_enabled lockout_enabled access_failed_count name role facilities clinician made_at", [0], static _ => ["ann", "ann", "ANN", 0, "s", 0, 1, 1, 0, "Ann", "Owner", "*", "", "2026-01-01T00:00:00Z"]);
        string scopes = "SeeVisits WriteVisits SignVisits SeePrices SeePatients WritePatients WritePlans SeeSchedule WriteSchedule SeeClaims WriteClaims SeePayments WritePayments SeeDenials WriteDenials SeeReports SeeSetup WriteSetup SeeTrail Export";
        Rows("api_key", "id account label scopes hash made_at", [0], _ => [new string('a', 24), "ann", "bench", scopes, Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(new string('b', 64)))), "2026-01-01T00:00:00Z"]);
    }

    void Records(IEnumerable<(string Kind, int Number, string Word, string Patient, string Title, string? Due, string Fields)> rows) =>
        Rows("record", "id kind word facility patient title sort due version made_at fields", rows, static row => [Id(row.Kind, row.Number), row.Kind, row.Word, row.Kind is "facilities" or "patients" or "coverages" or "plans" or "tasks" ? "F1" : "", row.Patient, row.Title, row.Title.ToLowerInvariant(), row.Due, 1, $"2026-01-01T00:00:{row.Number % 60:00}Z", row.Fields]);

    void Practice()
    {
        Records([("submitter", 0, "", "", "Clinic", null, """{"name":"Clinic","number":"SENDER1","contact":"Ann","phone":"614-555-0100"}"""), ("receivers", 0, "house", "", "House", null, """{"id":"house","name":"House","number":"HOUSE1"}"""),
            ("facilities", 0, "F1", "", "Clinic", null, """{"id":"F1","name":"Clinic","npi":"2000000010","tax_id":"00-1234567","taxonomy":"261QP2000X","street":"2 Clinic Road","city":"Columbus","state":"OH","zip":"43215-1234"}"""),
            ("payers", 0, "medicare", "", "Medicare", null, """{"id":"medicare","name":"Medicare","number":"15202","filing":"MB","referring":"no"}"""), ("payers", 1, "commercial-cms", "", "Lakeside", null, """{"id":"commercial-cms","name":"Lakeside","number":"LMH01","filing":"CI"}""")]);
        Records(Enumerable.Range(0, Clinicians).Select(static i => ("providers", i, $"PT{i}", "", $"Stride{i}, Pat", (string?)null, $$"""{"id":"PT{{i}}","last":"Stride{{i}}","first":"Pat","npi":"2000000028","taxonomy":"225100000X","discipline":"PT"}""")));
        Records([("charges", 0, "", "", "charge", null, """{"code":"97110","charge":"68.00"}"""), ("charges", 1, "", "", "charge", null, """{"code":"97140","charge":"64.00"}""")]);
    }

    static string Payer(int patient) => patient % 3 == 0 ? "commercial-cms" : "medicare";

    void People()
    {
        Records(Enumerable.Range(0, patients).Select(static i => ("patients", i, $"P{i}", $"P{i}", $"{Names[i % Names.Length]}{i / Names.Length}, Ada", (string?)null,
            $$"""{"id":"P{{i}}","last":"{{Names[i % Names.Length]}}{{i / Names.Length}}","first":"Ada","birth":"19{{40 + i % 40}}-0{{1 + i % 9}}-1{{i % 10}}","sex":"female","street":"{{i}} Sample Street","city":"Columbus","state":"OH","zip":"43215","facility":"F1"}""")));
        Records(Enumerable.Range(0, patients).Select(static i => ("coverages", i, "", $"P{i}", Payer(i), (string?)null, $$"""{"patient":"P{{i}}","payer":"{{Payer(i)}}","member":"1S00A00AA00"}""")));
        Records(Enumerable.Range(0, patients / 10).Select(static i => ("plans", i, "", $"P{i}", "PT", (string?)$"{Day(i % 90 - 30):yyyy-MM-dd}", $$"""{"patient":"P{{i}}","discipline":"PT","established":"{{Day(i % 90 - 60):yyyy-MM-dd}}","certified":"{{Day(i % 90 - 50):yyyy-MM-dd}}","certified_by":"physician","ends":"{{Day(i % 90 - 30):yyyy-MM-dd}}"}""")));
        Records(Enumerable.Range(0, 200).Select(static i => ("tasks", i, "", $"P{i}", "Call", (string?)$"{Day(i % 20 - 5):yyyy-MM-dd}", $$"""{"patient":"P{{i}}","text":"Call","due":"{{Day(i % 20 - 5):yyyy-MM-dd}}"}""")));
        Rows("appointment", "id facility patient clinician room day starts ends state series version made_at note", Enumerable.Range(0, 12 * Clinicians * 10), static i => [Id("a", i), "F1", $"P{i * 7 % 1000}", $"PT{i % Clinicians}", "", $"{Day(i / Clinicians / 12):yyyy-MM-dd}", $"{8 + i / Clinicians % 12 * 3 / 4:00}:{i / Clinicians % 4 * 15:00}", "18:00", "Booked", "", 1, "", ""]);
    }

    static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime);

    static DateOnly Day(int ahead) => Today.AddDays(ahead);

    /// <summary>A visit's day: as many each day over three years, the newest last.</summary>
    DateOnly DayOf(int visit) => Today.AddDays(-(int)(1095L * (visits - 1 - visit) / visits));

    void Visits() => Rows("visit", "id number facility patient clinician payer day state version outcome blocks units allowed_cents made_at signed_at signed_by json discipline claim timed", Enumerable.Range(0, visits), i =>
    {
        int left = visits - i, patient = (int)(i * 7919L % patients);
        bool open = left <= Open;
        string day = $"{DayOf(i):yyyy-MM-dd}";
        return [Id("v", i), $"W{i}", "F1", $"P{patient}", $"PT{i % Clinicians}", Payer(patient), day, open ? "Open" : "Signed", 1, left % 50 == 0 ? "cannot-bill" : "clean", "", 3, 8300 + i % 100, day + "T18:00:00Z", open ? null : day + "T22:00:00Z", open ? null : "Pat Stride",
            $$"""{"visit":"W{{i}}","date":"{{day}}","payer":"{{Payer(patient)}}","discipline":"PT","facility":"F1","patient":"P{{patient}}","clinician":"PT{{i % Clinicians}}","zip":"43215","dx":"M54.16","interventions":[{"code":"97110","minutes":31},{"code":"97140","minutes":15}]}""",
            "PT", left <= Open + ToSend ? null : $"W{i}-P1", 0];
    });

    void Money()
    {
        var template = new Claim
        {
            Number = "X", Visit = "X", Date = Today, Billing = new() { Id = "F1", Name = "Clinic", Npi = "2000000010", TaxId = "001234567", Taxonomy = "261QP2000X", Address = new("2 Clinic Road", "Columbus", "OH", "432151234") }, PlaceOfService = "11", Diagnoses = ["M54.16"],
            Patient = new() { Id = "P0", Name = new("Alderbrook", "Ada"), Birth = new(1948, 2, 13), Sex = "F", Address = new("12 Sample Street", "Columbus", "OH", "43215") },
            Coverage = new() { Payer = new() { Id = "medicare", Name = "Medicare", PayerNumber = "15202", FilingCode = "MB", Profile = "medicare" }, Order = CoverageOrder.Primary, MemberId = "1S00A00AA00" },
            Lines = [new() { ControlNumber = "X-1", Code = ProcedureCode.Parse("97110"), Modifiers = ImmutableArray<Modifier>.Empty, Discipline = Quarterhour.Billing.Visits.Discipline.PT, Date = Today, Units = 2, Charge = 136m, DiagnosisPointers = [1] }],
        };
        string json = ClaimJson.Write(template);
        int first = visits - Open - ToSend - Claims;
        var claims = Enumerable.Range(first, Math.Min(Claims, visits - Open - ToSend)).Where(static i => i >= 0).Select(i => (Visit: i, Number: $"W{i}-P1", Day: $"{DayOf(i):yyyy-MM-dd}", State: i % 100 < 80 ? "Paid" : i % 100 < 85 ? "Denied" : i % 100 < 88 ? "PartlyDenied" : i % 100 < 89 ? "Rejected" : "Sent")).ToList();
        Rows("claim", "number visit payer payer_number patient member day charge_cents expected_cents frequency state reason payer_control made_at sent_at decided_at json facility", claims, one => [one.Number, $"W{one.Visit}", Payer((int)(one.Visit * 7919L % patients)), "15202", $"P{one.Visit * 7919L % patients}", "1S00A00AA00", one.Day, 13600, 6000, 1, one.State, "", $"ICN{one.Visit}", one.Day + "T20:00:00Z", one.Day + "T20:00:00Z", one.State is "Sent" or "Rejected" ? null : one.Day + "T23:00:00Z", json, "F1"]);
        Rows("claim_line", "claim position control code modifiers day units charge_cents expected_cents", claims, static one => [one.Number, 1, one.Number + "-1", "97110", "GP", one.Day, 2, 13600, 6000]);
        Rows("claim_event", "claim at state reason", claims, static one => [one.Number, one.Day + "T20:00:00Z", one.State, "sent"]);
        var decided = claims.Where(static one => one.State is not ("Sent" or "Rejected")).ToList();
        Run("insert into received_file (hash, kind, name, received_at, content) values ('h', '835', 'x', '', x'00')");
        Rows("remittance", "id hash payer trace payer_name amount_cents paid_on posted_at", Enumerable.Range(1, decided.Count / 300 + 1), static i => [i, "h", "15202", $"EFT{i}", "Medicare", 1_000_000, $"{Day(-i % 90):yyyy-MM-dd}", "2026-01-01T00:00:00Z"]);
        Rows("decision", "id remittance position claim told_number payer_control status charge_cents paid_cents", decided.Select(static (one, at) => (one, at)), static row => [row.at + 1, row.at / 300 + 1, row.at % 300 + 1, row.one.Number, row.one.Number, $"ICN{row.one.Visit}", "1", 13600, row.one.State == "Denied" ? 0 : 6000]);
        Rows("posting", "remittance decision claim line kind adjustment_group code reference amount_cents", decided.SelectMany(static (one, at) => new[] { (one, at, Kind: "Payment", Cents: one.State == "Denied" ? 0 : 6000), (one, at, Kind: one.State == "Paid" ? "Contract" : "Denial", Cents: one.State == "Denied" ? 13600 : 7600) }),
            static row => [row.at / 300 + 1, row.at + 1, row.one.Number, row.one.Number + "-1", row.Kind, row.Kind == "Payment" ? "" : "CO", row.Kind == "Contract" ? "45" : row.Kind == "Denial" ? "16" : "", "", row.Cents]);
        // what waits is what nobody has worked yet: the newest
        Rows("queue_item", "kind claim line remittance decision amount_cents adjustment_group code remarks about reason candidates made_at done_at done", decided.Select(static (one, at) => (one, at)).Where(static row => row.one.State is "Denied" or "PartlyDenied"), row => ["denial", row.one.Number, row.one.Number + "-1", row.at / 300 + 1, row.at + 1, 7600 + row.at % 5000, "CO", "16", "", "information is missing", "Look up what is missing", "[]", "2026-01-01T00:00:00Z", row.at < decided.Count - 5000 ? "2026-02-01T00:00:00Z" : null, row.at < decided.Count - 5000 ? "done" : null]);
    }

    /// <summary>Ids for addresses.</summary>
    public string Patient => Id("patients", 4242);

    public string OpenVisit => Id("v", visits - 7);

    public string SignedVisit => Id("v", visits - Open - 7);

    public string Claim => $"W{visits - Open - ToSend - 7}-P1";

    /// <summary>Where a page in the middle of all visits begins.</summary>
    public string Middle => string.Create(CultureInfo.InvariantCulture, $"{DayOf(visits / 2):yyyy-MM-dd}~{Id("v", visits / 2)}");
}
