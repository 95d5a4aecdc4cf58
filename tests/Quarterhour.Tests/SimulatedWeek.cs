using System.Collections.Immutable;
using System.Text;
using Quarterhour.Billing;
using Quarterhour.Billing.Day;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Claims;
using Quarterhour.Formats.Visits;
using Quarterhour.Practice;
using Quarterhour.Reference;
using Claim = Quarterhour.Claims.Claim;

namespace Quarterhour.Tests;

/// <summary>A week of a made-up clinic, the same for the same seed: minutes as they are written down, the bills of them, the claims of those that can be billed, and the 837P that goes out.</summary>
sealed record SimulatedWeek(IReadOnlyList<Claim> Claims, int Bills, IReadOnlyList<(byte[] File, ImmutableArray<Submission> Submissions)> Files)
{
    public static readonly ReferenceTables Tables = BuiltInTables.Open();

    /// <summary>By discipline: who treats, and what; the last is the evaluation, which has no minutes and is the therapist's own.</summary>
    static readonly (string Discipline, string Clinician, string[] Codes)[] Disciplines =
    [
        ("PT", "PT1", ["97110", "97112", "97140", "97035", "97116", "97761", "97530", "97161"]),
        ("OT", "OT1", ["97110", "97140", "97530", "97535", "97760", "97533", "97165"]),
        ("SLP", "SLP1", ["92507", "92526", "97129", "92610"]),
    ];

    static readonly DateOnly Monday = new(2026, 5, 4);

    public static SimulatedWeek Of(int seed, int visits = 6)
    {
        string yaml = Practice(seed);
        var practice = MadePractice.Read(yaml);
        var preparation = MadePractice.Preparation(practice);
        var run = new BillingRun(Tables, BuiltInPayers.All);
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(Minutes(seed, visits)));
        var claims = new List<Claim>();
        int bills = 0;
        foreach (var day in VisitSource.Open(input, "the week").Days(sorted: false))
            foreach (var bill in run.Bills(day))
            {
                bills++;
                if (preparation.Prepare(bill).Claim is { } claim) claims.Add(claim);
            }
        var files = new List<(byte[], ImmutableArray<Submission>)>();
        foreach (var one in Transmissions.Of(practice, claims, Monday.AddDays(6)))
        {
            using var stream = new MemoryStream();
            one.Write(stream);
            byte[] file = stream.ToArray();
            string control = one.Control.ToString(System.Globalization.CultureInfo.InvariantCulture), hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file));
            files.Add((file, [.. one.Transactions.Select(batch => new Submission(batch.Number, batch.Payer.Id, one.Receiver.Id, control.PadLeft(9, '0'), control, batch.Control, $"{control}.837", hash, [.. batch.Claims.Select(claim => claim.Number)]))]));
        }
        return new(claims, bills, files);
    }

    const int Patients = 4;

    /// <summary>What clinicians write down: a patient comes once a day at most. Deductibles are met, so that every amount is decided.</summary>
    static string Minutes(int seed, int visits)
    {
        var random = new Random(seed);
        var text = new StringBuilder("visit,date,payer,discipline,facility,patient,clinician,code,minutes,by,charge,dx,zip,deductible_left,year_to_date\n");
        for (int v = 0; v < visits; v++)
        {
            var (discipline, clinician, codes) = Disciplines[random.Next(2) == 0 ? 0 : random.Next(Disciplines.Length)];
            string start = $"S{seed}V{v},{Monday.AddDays(2 * (v / Patients) + random.Next(2)):yyyy-MM-dd},medicare,{discipline},F1,S{seed}P{v % Patients + 1},{clinician}";
            // Medicare knows no assistants of speech-language pathologists
            string by = discipline != "SLP" && random.Next(4) == 0 ? "assistant" : "therapist";
            foreach (string code in codes.OrderBy(_ => random.Next()).Take(random.Next(1, 4)))
                text.Append($"{start},{code},{(code == codes[^1] ? "" : random.Next(8, 46))},{(code == codes[^1] ? "therapist" : by)},{random.Next(60, 190)}.{random.Next(100):00},M54.16,43215,0.00,200.00\n");
        }
        return text.ToString();
    }

    /// <summary>Patients of a seed are its own: the records of many weeks hold no two visits of one patient's day.</summary>
    static string Practice(int seed)
    {
        var text = new StringBuilder(MadePractice.Yaml[..MadePractice.Yaml.IndexOf("patients:", StringComparison.Ordinal)]);
        text.Insert(text.ToString().IndexOf("payers:", StringComparison.Ordinal), "  - { id: OT1, last: Handel, first: Uma, npi: 2000000036, taxonomy: 225X00000X }\n  - { id: SLP1, last: Vowell, first: Ian, npi: 2000000044, taxonomy: 235Z00000X }\n");
        text.Append("patients:\n");
        string[] last = ["Birchwell", "Oakley", "Elmore", "Pine"];
        for (int i = 1; i <= Patients; i++) text.Append($"  - {{ id: S{seed}P{i}, last: {last[i - 1]}, first: Ada, birth: 1948-02-1{i}, sex: female, street: 12 Sample Street, city: Columbus, state: OH, zip: 43215 }}\n");
        text.Append("coverages:\n");
        for (int i = 1; i <= Patients; i++) text.Append($"  - {{ patient: S{seed}P{i}, payer: medicare, member: 1S00-A00-AA0{i} }}\n");
        text.Append("cases:\n");
        for (int i = 1; i <= Patients; i++) text.Append($"  - {{ patient: S{seed}P{i}, certified_by: DR1 }}\n");
        return text.ToString();
    }
}
