using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Answers.Bills;
using Quarterhour.Billing;
using Quarterhour.Claims;
using Quarterhour.Formats;
using Quarterhour.Practice;
using Quarterhour.Practice.Rows;
using Quarterhour.Web.Desk;
using Quarterhour.X12;

namespace Quarterhour.Web.Receivables;

/// <summary>Signed visits to claims, and claims to files: prepared as the command line does, out of the records.</summary>
sealed class ClaimDesk(RequestDesk desk)
{
    /// <summary>Visits that one page prepares.</summary>
    public const int Most = 120;

    /// <summary>Visits of the facility that are signed and have no claim yet.</summary>
    public IQueryable<VisitRow> ToClaim()
    {
        string facility = desk.Facility;
        return desk.Store.Visits.AsNoTracking().Where(row => row.Facility == facility && row.State == VisitState.Signed && row.Claim == null).OrderBy(static row => row.Day).ThenBy(static row => row.Number);
    }

    /// <summary>Prepares claims of visits: each to its own payer, under the number that the records have for it or the next.</summary>
    /// <exception cref="UnusablePracticeException">The records of the practice do not fit together.</exception>
    /// <param name="visits">Of one facility.</param>
    /// <param name="numbered">Under the numbers that they will go out with; a list needs none.</param>
    public IReadOnlyList<WaitingVisit> Prepare(IReadOnlyList<VisitRow> visits, bool numbered = true)
    {
        if (visits.Count == 0) return [];
        var practice = Practice([.. visits.Select(static visit => visit.Patient)]);
        var bills = Bills(visits);
        var preparation = new ClaimPreparation(practice, static finding => (Words.Message(finding), Words.Fix(finding)), on: desk.Today);
        // a number is nobody else's, whoever's facility that is
        using var all = desk.Office.Open(null);
        var waiting = new List<WaitingVisit>(visits.Count);
        var prepared = new List<PreparedClaim>(visits.Count);
        var billed = new List<VisitRow>(visits.Count);
        foreach (var visit in visits)
        {
            if (!bills.TryGetValue(visit.Number, out var bill))
            {
                waiting.Add(new(visit, null, [new(HoldKind.NoLines, $"visit {visit.Number}", null, "the visit can't be read as it stands; open it")]));
                continue;
            }
            prepared.Add(preparation.Prepare(bill));
            billed.Add(visit);
        }
        AuthorizedVisits.Hold(prepared, practice, (patient, number) => Numbering.VisitsUnder(all, patient, number));
        for (int i = 0; i < prepared.Count; i++)
            if (prepared[i].Claim is not { } claim) waiting.Add(new(billed[i], null, [.. prepared[i].Holds]));
            else if (!numbered) waiting.Add(new(billed[i], claim, []));
            else if (Numbering.Of(all, claim) is var (own, why) && own is null) waiting.Add(new(billed[i], null, [new(HoldKind.Sent, $"visit {billed[i].Number}", null, why!)]));
            else waiting.Add(new(billed[i], own, []));
        if (!numbered) return waiting;
        // one that went out before, as from the command line, is not among those to send
        var sent = Numbering.Sent(all, waiting.Where(static one => one.Claim is not null).Select(static one => one.Claim!.Number));
        return sent.Count == 0 ? waiting : waiting.ConvertAll(one => one.Claim is { } claim && sent.TryGetValue(claim.Number, out var before)
            ? one with { Claim = null, Holds = [new(HoldKind.Sent, $"visit {one.Visit.Number}", null, $"{claim.Number} was sent on {before.SentAt[..10]} in {before.File} and is {ClaimWords.Of(before.State)}. Nothing has changed since it was sent: sent once more it would be a duplicate")] } : one);
    }

    /// <summary>The practice as it stands in the records.</summary>
    /// <param name="patients">The patients at hand: a large practice's others are not read.</param>
    public PracticeRecords Practice(IReadOnlyCollection<string> patients) => desk.Records.Practice(desk.Profiles, patients);

    /// <summary>All bills of the days at hand at once, so that minutes of one day are counted together.</summary>
    Dictionary<string, Bill> Bills(IReadOnlyList<VisitRow> visits)
    {
        string facility = visits[0].Facility;
        var days = visits.Select(static visit => visit.Day).Distinct().ToArray();
        // what the records say of plan, place and year decides about these alone. Others of the day share minutes with them where they are the same patient's, and the clinician's hours where those are told by the clock
        var numbers = visits.Select(static visit => visit.Number).ToHashSet(StringComparer.Ordinal);
        string[] patients = [.. visits.Select(static visit => visit.Patient).Distinct(StringComparer.Ordinal)];
        var known = new PatientFacts(desk, patients, days.Min());
        HashSet<(DateOnly, string)> ofPatients = [.. visits.Select(static visit => (visit.Day, visit.Patient))], ofClinicians = [.. visits.Select(static visit => (visit.Day, visit.Clinician))];
        // each of the two by an index of its own; then in one order, whatever is asked: of two that are the same visit the later number is the repeat
        var ofDays = desk.Store.Visits.AsNoTracking().Where(row => row.Facility == facility && row.State != VisitState.Ended && days.Contains(row.Day));
        var found = ((IQueryable<VisitRow>[])[ofDays.Where(row => patients.Contains(row.Patient)), ofDays.Where(static row => row.Timed)])
            .SelectMany(static some => some.Select(static row => new { row.Number, row.Day, row.Patient, row.Clinician, row.Json })).DistinctBy(static row => row.Number).OrderBy(static row => row.Day).ThenBy(static row => row.Number, StringComparer.Ordinal);
        var texts = found.Where(row => ofPatients.Contains((row.Day, row.Patient)) || ofClinicians.Contains((row.Day, row.Clinician)))
            .Where(static row => !row.Json.Contains("\"interventions\":[]", StringComparison.Ordinal)).ToList().Select(row =>
        {
            if (!numbers.Contains(row.Number)) return row.Json;
            var visit = (JsonObject)JsonNode.Parse(row.Json)!;
            VisitBilling.AddFacts(desk, visit, known);
            return visit.ToJsonString();
        });
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes($"{{\"visits\":[{string.Join(',', texts)}]}}"));
        return BillList.Of(bytes, "visits", desk.Loaded.Tables, desk.Payers).Bills.DistinctBy(static bill => bill.Visit.Id).ToDictionary(static bill => bill.Visit.Id, StringComparer.Ordinal);
    }

    /// <summary>Makes a file for each receiver, records claims, transactions and files, all or nothing.</summary>
    /// <returns>The files, by hash and name.</returns>
    /// <exception cref="UnusableStoreException">Somebody else sent one of them meanwhile.</exception>
    public IReadOnlyList<(string Hash, string Name, int Claims)> Send(IReadOnlyList<Claim> claims)
    {
        using var all = desk.Office.Open(null);
        var files = new List<(string Hash, string Name, int Claims)>();
        var submissions = new List<Submission>();
        var contents = new List<ReceivedFileRow>();
        string at = PracticeStore.Moment(desk.Office.Clock.GetUtcNow());
        foreach (var transmission in Transmissions.Of(Practice([]), claims, desk.Today, isTaken: file => Numbering.IsTaken(all, Interchange(file), Hash(Bytes(file)))))
        {
            byte[] content = Bytes(transmission);
            string hash = Hash(content), control = transmission.Control.ToString(CultureInfo.InvariantCulture), name = $"{transmission.Receiver.Id}-{Interchange(transmission)}.837";
            submissions.AddRange(transmission.Transactions.Select(batch => new Submission(batch.Number, batch.Payer.Id, transmission.Receiver.Id, Interchange(transmission), control, batch.Control, name, hash, [.. batch.Claims.Select(static claim => claim.Number)]) { Date = desk.Today }));
            contents.Add(new() { Hash = hash, Kind = "837P", Name = name, ReceivedAt = at, Content = content });
            files.Add((hash, name, transmission.Claims));
        }
        Recording.Record(all, claims, submissions, desk.Office.Clock.GetUtcNow(), contents);
        foreach (var claim in claims) AuditTrail.Note(all, desk.Caller.Who, desk.Office.Clock.GetUtcNow(), "sent", "claims", claim.Number, claim.Billing.Id);
        return files;
    }

    static string Interchange(Transmission file) => file.Control.ToString("D9", CultureInfo.InvariantCulture);

    static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    static byte[] Bytes(Transmission file)
    {
        using var stream = new MemoryStream();
        file.Write(stream);
        return stream.ToArray();
    }
}
