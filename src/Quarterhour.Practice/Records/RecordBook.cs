using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Claims;
using Quarterhour.Practice.Rows;

namespace Quarterhour.Practice;

/// <summary>Makes, changes and ends records, each in one transaction with its entry in the trail. Nothing is taken out.</summary>
/// <param name="store">The records.</param>
/// <param name="who">Who does it.</param>
/// <param name="seals">For identifiers.</param>
/// <param name="clock">The moment.</param>
public sealed class RecordBook(PracticeStore store, Who who, Seals seals, TimeProvider clock)
{
    string At => PracticeStore.Moment(clock.GetUtcNow());

    /// <summary>A record's fields, opened.</summary>
    public IReadOnlyDictionary<string, string> Fields(RecordRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Opened(row.Fields);
    }

    /// <summary>The fields of any version of a record, as the trail keeps them.</summary>
    public IReadOnlyDictionary<string, string> Opened(string fields) => JsonSerializer.Deserialize<Dictionary<string, string>>(fields)!.ToDictionary(static one => one.Key, one => seals.Shown(one.Value), StringComparer.Ordinal);

    /// <summary>A record as the practice file would have it, for whatever reads practice files.</summary>
    public PracticeEntry Entry(RecordRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new(PracticeSections.Find(row.Kind)!, "the records", 0, Fields(row).ToDictionary(static one => one.Key, static one => (one.Value, 0L), StringComparer.Ordinal));
    }

    /// <summary>What the practice knows now, as if it were read from a practice file.</summary>
    /// <param name="profiles">Ids of the payer profiles that there are.</param>
    /// <param name="patients">The words of the patients whose entries are wanted beside those of the practice; null for everybody's.</param>
    /// <exception cref="UnusablePracticeException">What stands in the records does not fit together.</exception>
    public PracticeRecords Practice(IReadOnlyCollection<string> profiles, IReadOnlyCollection<string>? patients = null) =>
        new("the records", [.. (patients is null ? store.Records.AsNoTracking() : store.Records.AsNoTracking().Where(row => row.Patient == "" || patients.Contains(row.Patient))).Where(static row => row.EndedAt == null).OrderBy(static row => row.MadeAt).ThenBy(static row => row.Id).AsEnumerable().Where(static row => PracticeSections.Find(row.Kind) is not null).Select(Entry)], profiles);

    /// <summary>Makes a record.</summary>
    /// <exception cref="UnusableStoreException">Its word is taken.</exception>
    public RecordRow Make(string kind, IReadOnlyDictionary<string, string> fields, string facility = "") => Make(kind, [(fields, facility)])[0];

    /// <summary>Makes several, all or none.</summary>
    /// <param name="kind">The section of the practice file.</param>
    /// <param name="records">The fields of each, and the facility that it is of.</param>
    /// <param name="id">The id of a single one, where the caller has chosen it; null for a new one.</param>
    /// <exception cref="UnusableStoreException">A word is taken.</exception>
    public IReadOnlyList<RecordRow> Make(string kind, IReadOnlyList<(IReadOnlyDictionary<string, string> Fields, string Facility)> records, string? id = null)
    {
        store.ChangeTracker.Clear();
        using var transaction = store.BeginAlone();
        var rows = records.Select(one => Add(kind, one.Fields, one.Facility, id)).ToList();
        store.SaveChanges();
        transaction.Commit();
        return rows;
    }

    /// <summary>Changes a record's fields.</summary>
    /// <param name="id">The record.</param>
    /// <param name="version">The version that was read.</param>
    /// <param name="fields">All its fields from now on.</param>
    /// <exception cref="ChangedMeanwhileException">It is of another version by now.</exception>
    public RecordRow Change(string id, int version, IReadOnlyDictionary<string, string> fields) => Move(id, version, "changed", row => Fill(row, fields));

    /// <summary>Ends a record: it stands in no list and no choice from now on, and stays where it was used.</summary>
    /// <exception cref="ChangedMeanwhileException">It is of another version by now.</exception>
    public RecordRow End(string id, int version) => Move(id, version, "ended", row => row.EndedAt = At);

    RecordRow Move(string id, int version, string action, Action<RecordRow> change)
    {
        store.ChangeTracker.Clear();
        using var transaction = store.BeginAlone();
        var row = store.Records.FirstOrDefault(row => row.Id == id) ?? throw new UnusableStoreException("there is no such record");
        if (row.Version != version || row.EndedAt is not null) throw new ChangedMeanwhileException("somebody changed this since you opened it");
        change(row);
        row.Version++;
        AuditTrail.Add(store, who, At, action, row.Kind, row.Id, row.Facility, row.Version, row.Fields);
        store.SaveChanges();
        transaction.Commit();
        return row;
    }

    /// <summary>Takes a practice file into the records, all or nothing: what is new is made, what differs is changed, what is there stays.</summary>
    /// <returns>How many were made and how many changed.</returns>
    public (int Made, int Changed) Load(PracticeRecords practice)
    {
        ArgumentNullException.ThrowIfNull(practice);
        store.ChangeTracker.Clear();
        using var transaction = store.BeginAlone();
        int made = 0, changed = 0;
        string only = practice.Of("facilities") is [var one] ? one.Id : "";
        var there = store.Records.Where(static row => row.EndedAt == null).AsEnumerable().ToLookup(static row => (row.Kind, row.Word));
        var homes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in PracticeSections.All.SelectMany(section => practice.Of(section.Name)))
        {
            var fields = entry.Filled.ToDictionary(static field => field, field => entry.Text(field)!, StringComparer.Ordinal);
            string facility = entry.Section.Name == "facilities" ? entry.Id : entry.Text("facility") ?? (entry.Section.Name == "patients" ? only : entry.Text("patient") is { } of ? homes.GetValueOrDefault(of, only) : "");
            if (entry.Section.Name == "patients") homes[entry.Id] = facility;
            var known = there[(entry.Section.Name, entry.Id)].ToList();
            var same = entry.Id.Length > 0 || entry.Section.Name == "submitter" ? known.FirstOrDefault() : known.Find(row => Same(row, fields));
            if (same is null)
            {
                Add(entry.Section.Name, fields, facility);
                made++;
            }
            else if (!Same(same, fields))
            {
                Fill(same, fields);
                same.Version++;
                AuditTrail.Add(store, who, At, "changed", same.Kind, same.Id, same.Facility, same.Version, same.Fields);
                changed++;
            }
        }
        store.SaveChanges();
        transaction.Commit();
        return (made, changed);
    }

    bool Same(RecordRow row, Dictionary<string, string> fields) => Fields(row) is var there && there.Count == fields.Count && fields.All(one => there.TryGetValue(one.Key, out string? text) && text == one.Value);

    RecordRow Add(string kind, IReadOnlyDictionary<string, string> fields, string facility, string? id = null)
    {
        var row = new RecordRow { Id = id ?? PracticeStore.NewId(), Kind = kind, Word = fields.GetValueOrDefault("id", ""), Facility = facility, Patient = "", Title = "", Version = 1, MadeAt = At, Fields = "" };
        if (row.Word.Length > 0 && store.Records.IgnoreQueryFilters().Any(other => other.Kind == kind && other.Word == row.Word)) throw new UnusableStoreException($"{kind} {row.Word} is in the records already; give another id");
        Fill(row, fields);
        store.Records.Add(row);
        AuditTrail.Add(store, who, row.MadeAt, "made", kind, row.Id, facility, 1, row.Fields);
        return row;
    }

    void Fill(RecordRow row, IReadOnlyDictionary<string, string> fields)
    {
        row.Patient = row.Kind == "patients" ? row.Word : fields.GetValueOrDefault("patient", "");
        row.Title = Title(row, fields);
        row.Sort = row.Title.ToLowerInvariant();
        // a plan that nobody has certified wants somebody from its first day on
        row.Due = row.Kind == "plans" && !fields.ContainsKey("certified") ? Day(fields, "established") : Day(fields, "due") ?? Day(fields, "ends") ?? Day(fields, "to");
        row.Fields = JsonSerializer.Serialize(fields.OrderBy(static one => one.Key, StringComparer.Ordinal).ToDictionary(static one => one.Key, one => seals.Stored(row.Kind, one.Key, one.Value), StringComparer.Ordinal));
    }

    static string Title(RecordRow row, IReadOnlyDictionary<string, string> fields) =>
        fields.TryGetValue("last", out string? last) ? $"{last}, {fields.GetValueOrDefault("first", "")}".TrimEnd(',', ' ')
        : fields.GetValueOrDefault("name") ?? fields.GetValueOrDefault("text") ?? (row.Word.Length > 0 ? row.Word : row.Kind == "cases" ? "Course of treatment" : fields.GetValueOrDefault("payer") ?? fields.GetValueOrDefault("discipline") ?? row.Kind);

    static DateOnly? Day(IReadOnlyDictionary<string, string> fields, string field) => DateOnly.TryParseExact(fields.GetValueOrDefault(field), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
