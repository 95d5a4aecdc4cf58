using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Claims;
using Quarterhour.Fhir;
using Quarterhour.Practice;
using Quarterhour.Practice.Rows;
using Quarterhour.Web.Desk;
using F = Hl7.Fhir.Model;

namespace Quarterhour.Web.Fhir;

/// <summary>Records as FHIR resources, by the mapping that files get. Patients and coverages have the opaque ids of their records; what else a claim names has the practice's word for it.</summary>
sealed class FhirRecords(RequestDesk desk)
{
    readonly Dictionary<string, RecordRow?> words = new(StringComparer.Ordinal);

    /// <summary>Patients, with the member number of the coverage that comes first.</summary>
    public List<F.Patient> Patients(IReadOnlyList<RecordRow> rows)
    {
        var changed = Changed(rows);
        var covered = Coverages([.. rows.Select(static row => row.Word)]);
        return [.. rows.Select(row => PracticeParties.Patient(desk.Records.Entry(row)) is { } patient ? Stamped(RecordResources.Patient(patient, covered[row.Word].Select(ReadCoverage).OfType<Coverage>().OrderBy(static one => one.Order).FirstOrDefault(), Npi(row.Facility)), row, changed) : null).OfType<F.Patient>()];
    }

    public List<F.Coverage> Coverages(IReadOnlyList<RecordRow> rows)
    {
        var changed = Changed(rows);
        var patients = Find("patients", rows.Select(static row => row.Patient));
        return [.. rows.Select(row =>
        {
            if (ReadCoverage(row) is not { } coverage) return null;
            string patient = $"Patient/{patients(row.Patient)?.Id ?? ClaimResources.IdOf($"patient-{row.Patient}")}";
            string subscriber = coverage.Subscriber is null ? patient : $"{(coverage.Subscriber.IsOrganization ? "Organization" : "RelatedPerson")}/subscriber-{row.Id}";
            var made = Stamped(RecordResources.Coverage(coverage, patient, subscriber, $"Organization/{ClaimResources.IdOf($"payer-{coverage.Payer.Id}")}"), row, changed);
            if (row.EndedAt is not null) made.Status = F.FinancialResourceStatusCodes.Cancelled;
            var fields = desk.Records.Fields(row);
            if (fields.GetValueOrDefault("from") is { } from) (made.Period ??= new()).Start = from;
            if (fields.GetValueOrDefault("to") is { } to) (made.Period ??= new()).End = to;
            return made;
        }).OfType<F.Coverage>()];
    }

    /// <summary>Claims as they were sent.</summary>
    public List<F.Claim> Claims(IReadOnlyList<ClaimRow> rows)
    {
        Know(rows);
        return [.. rows.Select(row =>
        {
            var resources = new ClaimResources(Day(row.MadeAt), Named);
            resources.Add(ClaimJson.Read(row.Json));
            var made = resources.All.OfType<F.Claim>().Single();
            made.Meta = new() { VersionId = "1", LastUpdated = Moment(row.MadeAt) };
            return made;
        })];
    }

    /// <summary>Decisions as their payers told them.</summary>
    public List<F.ExplanationOfBenefit> Explanations(IReadOnlyList<DecisionRow> rows)
    {
        string[] numbers = [.. rows.Select(static row => row.Claim!).Distinct()];
        long[] payments = [.. rows.Select(static row => row.Remittance).Distinct()];
        var claims = desk.Store.Claims.AsNoTracking().Where(row => numbers.Contains(row.Number)).ToDictionary(static row => row.Number, StringComparer.Ordinal);
        var posted = desk.Store.Remittances.AsNoTracking().Where(row => payments.Contains(row.Id)).Select(static row => new { row.Id, row.PostedAt }).ToDictionary(static row => row.Id, static row => row.PostedAt);
        var told = ToldDecisions.Of(desk.Store, rows);
        Know([.. claims.Values]);
        return [.. rows.Where(row => told.ContainsKey(row.Id)).Select(row =>
        {
            var resources = new ClaimResources(Day(posted[row.Remittance]), Named);
            resources.Add(ClaimJson.Read(claims[row.Claim!].Json), told[row.Id]);
            var made = resources.All.OfType<F.ExplanationOfBenefit>().Single();
            made.Id = $"eob-{row.Id}";
            made.Claim = new($"Claim/{ClaimResources.IdOf($"claim-{row.Claim}")}");
            (made.Meta!.VersionId, made.Meta.LastUpdated) = ("1", Moment(posted[row.Remittance]));
            return made;
        })];
    }

    /// <summary>A facility or payer, who treats or refers, whose policy it is; null where there is none of that id.</summary>
    public F.Resource? Party(string type, string id)
    {
        var (made, row) = id.Split('-', 2) switch
        {
            ["facility", _] when type == "Organization" => ByWord("facilities", "facility-", id) is { } at && PracticeParties.Facility(desk.Records.Entry(at)) is { Person: null } facility ? (RecordResources.Facility(facility), at) : default,
            ["payer", _] when type == "Organization" => ByWord("payers", "payer-", id) is { } at && PracticeParties.Payer(desk.Records.Entry(at)) is { } payer ? (RecordResources.Payer(payer), at) : default,
            ["provider", var npi] when type == "Practitioner" => Practitioner(npi),
            ["subscriber", var coverage] when type is "RelatedPerson" or "Organization" => Subscriber(coverage, type),
            _ => default((F.Resource? Made, RecordRow? Row)),
        };
        if (made is null || row is null) return null;
        Stamped(made, row, Changed([row])).Id = id;
        return made;
    }

    (F.Resource?, RecordRow?) Practitioner(string npi)
    {
        var row = desk.Store.Records.AsNoTracking().Where(static row => row.Kind == "providers" || row.Kind == "facilities").AsEnumerable().FirstOrDefault(row => desk.Records.Fields(row).GetValueOrDefault("npi") == npi && (row.Kind == "providers" || desk.Records.Fields(row).ContainsKey("last")));
        if (row is null) return default;
        var entry = desk.Records.Entry(row);
        return (row.Kind == "providers" ? PracticeParties.Provider(entry) is { } provider ? RecordResources.Practitioner(provider) : null : PracticeParties.Facility(entry) is { } person ? RecordResources.Facility(person) : null, row);
    }

    (F.Resource?, RecordRow?) Subscriber(string coverage, string type)
    {
        if (desk.Store.Records.AsNoTracking().FirstOrDefault(row => row.Id == coverage && row.Kind == "coverages") is not { } row || ReadCoverage(row) is not { Subscriber: { } whose } read || whose.IsOrganization != (type == "Organization")) return default;
        return (RecordResources.Subscriber(read, $"Patient/{Find("patients", [row.Patient])(row.Patient)?.Id}"), row);
    }

    RecordRow? ByWord(string kind, string prefix, string id) => desk.Store.Records.AsNoTracking().Where(row => row.Kind == kind).AsEnumerable().FirstOrDefault(row => ClaimResources.IdOf(prefix + row.Word) == id);

    /// <summary>The records that claims name, found at once.</summary>
    void Know(IReadOnlyList<ClaimRow> rows)
    {
        string[] people = [.. rows.Select(static row => row.Patient).Distinct()];
        foreach (var row in desk.Store.Records.AsNoTracking().Where(row => row.Kind == "patients" && people.Contains(row.Word))) words[$"patient-{row.Word}"] = row;
        foreach (var row in Coverages(people).SelectMany(static one => one))
        {
            string key = $"{row.Patient}-{desk.Records.Fields(row).GetValueOrDefault("payer")}";
            words.TryAdd($"coverage-{key}", row);
            words.TryAdd($"subscriber-{key}", row);
        }
    }

    /// <summary>The id of the record behind a word that a claim's mapping has for it; null where the records have none, and the word stands.</summary>
    string? Named(string word) => words.GetValueOrDefault(word) is { } row ? word.StartsWith("subscriber-", StringComparison.Ordinal) ? $"subscriber-{row.Id}" : row.Id : null;

    ILookup<string, RecordRow> Coverages(string[] patients) => desk.Store.Records.AsNoTracking().Where(row => row.Kind == "coverages" && patients.Contains(row.Patient)).OrderBy(static row => row.EndedAt != null).ThenByDescending(static row => row.MadeAt).ThenBy(static row => row.Id).ToLookup(static row => row.Patient, StringComparer.Ordinal);

    Coverage? ReadCoverage(RecordRow row) => desk.Records.Entry(row) is var entry && entry.Text("payer") is { } payer && Payer(payer) is { } of ? PracticeParties.Coverage(entry, desk.Records.Entry(of)) : null;

    RecordRow? Payer(string word)
    {
        string key = "payer-" + word;
        if (!words.TryGetValue(key, out var row)) words[key] = row = desk.Store.Records.AsNoTracking().FirstOrDefault(one => one.Kind == "payers" && one.Word == word);
        return row;
    }

    Func<string, RecordRow?> Find(string kind, IEnumerable<string> named)
    {
        string[] all = [.. named.Distinct()];
        var found = desk.Store.Records.AsNoTracking().Where(row => row.Kind == kind && all.Contains(row.Word)).ToDictionary(static row => row.Word, StringComparer.Ordinal);
        return word => found.GetValueOrDefault(word);
    }

    /// <summary>Of the facility; of the first where a patient is of all.</summary>
    string Npi(string facility)
    {
        if (!words.TryGetValue("npi-" + facility, out var row)) words["npi-" + facility] = row = desk.Store.Records.AsNoTracking().Where(one => one.Kind == "facilities" && (facility == "" || one.Word == facility)).OrderBy(static one => one.MadeAt).ThenBy(static one => one.Id).FirstOrDefault();
        return row is null ? "practice" : desk.Records.Fields(row).GetValueOrDefault("npi", "practice");
    }

    /// <summary>When each was changed last, by the trail.</summary>
    Dictionary<string, string> Changed(IReadOnlyList<RecordRow> rows)
    {
        string[] ids = [.. rows.Select(static row => row.Id)];
        return desk.Store.Trail.AsNoTracking().Where(entry => ids.Contains(entry.Record) && entry.Version != null).GroupBy(static entry => entry.Record).Select(static group => new { group.Key, At = group.Max(static entry => entry.At)! }).AsEnumerable().ToDictionary(static one => one.Key, static one => one.At!, StringComparer.Ordinal);
    }

    static T Stamped<T>(T made, RecordRow row, Dictionary<string, string> changed) where T : F.Resource
    {
        made.Id = row.Id;
        made.Meta!.VersionId = row.Version.ToString(CultureInfo.InvariantCulture);
        made.Meta.LastUpdated = Moment(changed.GetValueOrDefault(row.Id, row.MadeAt));
        return made;
    }

    static DateTimeOffset Moment(string at) => DateTimeOffset.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    static DateOnly Day(string at) => DateOnly.ParseExact(at.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
