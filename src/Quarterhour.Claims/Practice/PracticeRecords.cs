using Quarterhour.Billing;

namespace Quarterhour.Claims;

/// <summary>What a practice knows beside its visits: who it is, who treats, who pays, who was treated. Entries that name each other do so rightly; what their fields hold is read when a claim needs it.</summary>
public sealed class PracticeRecords
{
    readonly Dictionary<string, List<PracticeEntry>> bySection = new(StringComparer.Ordinal);
    readonly Dictionary<(string Section, string Id), PracticeEntry> byId = [];
    readonly Dictionary<(string Section, string Field, string Of), List<PracticeEntry>> byOwner = [];

    /// <param name="name">The practice file as messages name it.</param>
    /// <param name="entries">In the order of the file.</param>
    /// <param name="profiles">Ids of the payer profiles that there are.</param>
    /// <exception cref="UnusablePracticeException">Two entries have one id, or an entry names one that is not there.</exception>
    public PracticeRecords(string name, IReadOnlyList<PracticeEntry> entries, IReadOnlyCollection<string> profiles)
    {
        Name = name;
        var faults = new List<PracticeFault>();
        foreach (var entry in entries)
        {
            if (!bySection.TryGetValue(entry.Section.Name, out var list)) bySection[entry.Section.Name] = list = [];
            list.Add(entry);
            if (entry.Section.Keyed) Key(entry, faults);
            foreach (string owner in (ReadOnlySpan<string>)["patient", "visit", "code"])
                if (entry.Text(owner) is { } of)
                {
                    if (!byOwner.TryGetValue((entry.Section.Name, owner, of), out var owned)) byOwner[(entry.Section.Name, owner, of)] = owned = [];
                    owned.Add(entry);
                }
        }
        if (Of("submitter") is [_, var second, ..]) faults.Add(new(second.File, second.Line, "a second submitter; one sends"));
        if (Of("submitter").Count == 0) faults.Add(new(name, 0, "submitter is missing: who sends, with name, number, contact and phone"));
        CheckNames(entries, profiles, faults);
        if (faults.Count > 0) throw new UnusablePracticeException(faults);
    }

    /// <summary>The practice file as messages name it.</summary>
    public string Name { get; }

    public PracticeEntry Submitter => Of("submitter")[0];

    /// <summary>All entries of a section.</summary>
    public IReadOnlyList<PracticeEntry> Of(string section) => bySection.TryGetValue(section, out var list) ? list : [];

    /// <summary>The entry with this id.</summary>
    public PracticeEntry? Find(string section, string? id) => id is not null && byId.TryGetValue((section, id), out var entry) ? entry : null;

    /// <summary>The entries of a patient, a visit or a code.</summary>
    public IReadOnlyList<PracticeEntry> Of(string section, string owner, string of) => byOwner.TryGetValue((section, owner, of), out var owned) ? owned : [];

    /// <summary>Who treats, by id or NPI.</summary>
    public PracticeEntry? Provider(string word) => Find("providers", word) ?? Of("providers").FirstOrDefault(entry => entry.Text("npi") == word);

    /// <summary>The receiver of a payer's files; null where none is named and there is not exactly one.</summary>
    public PracticeEntry? ReceiverOf(PracticeEntry payer) => payer.Text("receiver") is { } named ? Find("receivers", named) : Of("receivers") is [var only] ? only : null;

    /// <summary>Ids of a section, for messages.</summary>
    public IEnumerable<string> Ids(string section) => Of(section).Select(static entry => entry.Id).Distinct(StringComparer.Ordinal);

    void Key(PracticeEntry entry, List<PracticeFault> faults)
    {
        if (entry.Id.Length == 0) faults.Add(new(entry.File, entry.Line, $"{entry.Section.Name}: an entry has no id; give it a word of your own"));
        else if (!byId.TryAdd((entry.Section.Name, entry.Id), entry))
            faults.Add(new(entry.File, entry.LineOf("id"), $"{entry.Called} stands twice, first in {byId[(entry.Section.Name, entry.Id)].File}:{byId[(entry.Section.Name, entry.Id)].Line}; take one out, or give it an id of its own"));
    }

    /// <summary>A name that leads nowhere is told once, with how many entries have it.</summary>
    void CheckNames(IReadOnlyList<PracticeEntry> entries, IReadOnlyCollection<string> profiles, List<PracticeFault> faults)
    {
        var lost = entries.SelectMany(static entry => entry.Section.Fields.Where(static field => field.Names is not null).Select(field => (Entry: entry, Field: field, Id: entry.Text(field.Name))))
            .Where(one => one.Id is not null && Find(one.Field.Names!, one.Id) is null);
        foreach (var same in lost.GroupBy(static one => (one.Entry.Section.Name, one.Field.Name, one.Id)))
        {
            var (entry, field, id) = same.First();
            string more = same.Skip(1).Count() is > 0 and var count ? $". {count} more of {entry.Section.Name} name it" : "";
            faults.Add(new(entry.File, entry.LineOf(field.Name), $"{entry.Called}: {field.Name}: \"{id}\" is not in {field.Names}; {Nearest(id!, [.. Ids(field.Names!)])}{more}"));
        }
        foreach (var entry in Of("payers"))
            if (entry.Text("profile") is { } profile && !profiles.Contains(profile) && Find("contracts", profile) is null)
                faults.Add(new(entry.File, entry.LineOf("profile"), $"{entry.Called}: profile: \"{profile}\" is no payer profile; {Spelling.DidYouMean(profile, profiles)}"));
        foreach (var entry in Of("contracts"))
            if (entry.Text("like") is { } like && !profiles.Contains(like))
                faults.Add(new(entry.File, entry.LineOf("like"), $"{entry.Called}: like: \"{like}\" is no payer profile; {Spelling.DidYouMean(like, profiles)}"));
    }

    /// <summary>The end of a message that refuses a name: the nearest, or all where they are few.</summary>
    internal static string Nearest(string written, IReadOnlyList<string> known) => known.Count == 0 ? "it has no entry"
        : known.Count <= 12 ? Spelling.DidYouMean(written, known)
        : Spelling.Nearest(written, known) is { } nearest ? $"did you mean \"{nearest}\"?" : $"none of its {known.Count} entries is near";
}
