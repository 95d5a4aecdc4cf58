using System.Text;
using Quarterhour.Billing.Tables;
using Quarterhour.Reference.BuiltIn;
using Quarterhour.Reference.Import;
using Quarterhour.Reference.Packed;
using Quarterhour.Reference.Store;

namespace Quarterhour.Reference.Search;

/// <summary>Search over everything that is loaded: the therapy codes, and every imported list that has codes. Each list has its own index; their answers are put in one order.</summary>
public sealed class CodeSearch
{
    /// <summary>The sets by name.</summary>
    public const string Therapy = TherapySearch.Set, Diagnoses = "icd10cm", Hcpcs = "hcpcs", Places = "places", Taxonomies = "taxonomies", OwnCpt = "cpt", Numbers = "numbers", All = "all";

    /// <summary>The label of a code whose list came without descriptions.</summary>
    public const string NoTitle = SetSearch.NoTitle;

    static readonly (string Set, string Table)[] Lists =
        [(Diagnoses, DiagnosesPack.Table), (Hcpcs, HcpcsFiles.TableName), (OwnCpt, OwnCptFiles.TableName), (Places, PlaceFiles.TableName), (Taxonomies, TaxonomyFiles.TableName)];

    /// <summary>In percent of a fit as good: what was done comes before what it was done for, and therapy before all else.</summary>
    const int TherapyFirst = 120;

    readonly SearchIndex? therapy;
    readonly IReadOnlyList<SetSearch> sets;

    readonly NumberSearch? numbers;

    CodeSearch(SearchIndex? therapy, IReadOnlyList<SetSearch> sets, NumberSearch? numbers) => (this.therapy, this.sets, this.numbers) = (therapy, sets, numbers);

    /// <summary>Names that <c>--set</c> takes.</summary>
    public static IEnumerable<string> Sets => [Therapy, .. Lists.Select(list => list.Set), Numbers, All];

    /// <summary>The sets that are searched.</summary>
    public IEnumerable<string> Searched => [.. therapy is null ? [] : (string[])[Therapy], .. sets.Select(set => set.Name), .. numbers is null ? [] : (string[])[Numbers]];

    /// <summary>Codes in all of them.</summary>
    public int Count => (therapy?.Count ?? 0) + sets.Sum(set => set.Count) + (numbers?.Count ?? 0);

    /// <param name="dataFolder">The folder of all state.</param>
    /// <param name="codes">The therapy codes.</param>
    /// <param name="date">The day for which it is asked: the release in force answers, else the newest before it.</param>
    /// <param name="wanted">One of <see cref="Sets"/>.</param>
    /// <exception cref="UnusablePackedFileException">An imported table is damaged.</exception>
    public static CodeSearch Open(string? dataFolder, CodeCatalogue codes, DateOnly date, string wanted)
    {
        var treatments = wanted is Therapy or All ? TherapySearch.Open(codes, date) : null;
        List<SetSearch> lists = [];
        NumberSearch? others = null;
        if (dataFolder is not null && wanted != Therapy)
        {
            var folder = ReferenceFolder.Open(dataFolder);
            foreach (var (set, table) in Lists)
                if ((wanted == All || wanted == set) && Newest(folder, table, date) is { } stored) lists.Add(Open(folder.OpenPacked(stored), set));
            if (wanted is All or Numbers && NumberSearch.Of(folder).ToArray() is { Length: > 0 } found) others = new(found);
        }
        return new(treatments, lists, others);
    }

    static StoredTable? Newest(ReferenceFolder folder, string table, DateOnly date)
    {
        var all = folder.Of(table).OrderBy(stored => stored.Release.From ?? DateOnly.MinValue).ToList();
        return all.FindLast(stored => stored.Release.From is not { } from || from <= date) ?? all.FirstOrDefault();
    }

    static SetSearch Open(PackedFile packed, string name)
    {
        var set = new CodeSet(packed);
        return new(name, set, TitleIndex.Open(packed, set), name == Diagnoses ? DiagnosisRanks.Of(set, Ranks()) : new sbyte[set.Count], Words());
    }

    static QuestionWords Words() => new(
        Fields("search-condition-forms.csv").ToDictionary(fields => fields[0], fields => fields[1], StringComparer.Ordinal),
        Fields("search-condition-words.csv").SelectMany(fields => fields[0].Split('|').Select(said => (said, fields[1]))));

    static List<(string Prefix, int Rank)> Ranks() => [.. Fields("search-condition-ranks.csv").SelectMany(fields => fields[1].Split(' ').Select(prefix => (prefix, int.Parse(fields[0]))))];

    static IEnumerable<string[]> Fields(string name) => Encoding.UTF8.GetString(Embedded.Bytes(name)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','));

    /// <summary>The code itself stands before all that begins as it, and a slip of the keys behind them.</summary>
    static int Numbered(SearchHit hit, string question, int order)
    {
        string code = hit.Entry.Code.ToString();
        bool slip = !question.TrimStart().StartsWith(code, StringComparison.OrdinalIgnoreCase) && !code.StartsWith(question.Trim(), StringComparison.OrdinalIgnoreCase);
        return (slip ? SetSearch.ByNearNumber : code.Equals(question.Trim(), StringComparison.OrdinalIgnoreCase) ? 3 * SetSearch.ByNumber : 2 * SetSearch.ByNumber) - order;
    }

    /// <summary>The known word of the therapy codes nearest to one that nothing is found for; null for none.</summary>
    public string? NearestWord(string word) => therapy?.NearestWord(word);

    /// <summary>The codes that fit best of all sets, best first; the same for the same question.</summary>
    public IReadOnlyList<CodeHit> Find(string question, int most)
    {
        List<CodeHit> hits = [];
        bool alone = sets.Count == 0 && numbers is null;
        if (therapy is not null)
            foreach (var hit in therapy.Find(question, most))
                hits.Add(new(hit.Entry.Code.ToString(), Therapy, hit.Entry.Label, alone ? hit.Score : hit.Phrase is null ? Numbered(hit, question, hits.Count) : hit.Fit * TherapyFirst / 100, hit.Phrase));
        if (alone) return hits;
        foreach (var set in sets)
            foreach (var hit in set.Find(question, most))
                // a therapy code stands in CMS's lists too: our own words for it are enough
                if (!hits.Exists(known => known.Code == hit.Code && known.Set is Therapy or OwnCpt)) hits.Add(hit);
        if (numbers is not null)
            foreach (var hit in numbers.Find(question, most))
                if (!hits.Exists(known => known.Code == hit.Code)) hits.Add(hit);
        return [.. hits.Select((hit, order) => (hit, order)).OrderByDescending(one => one.hit.Score).ThenBy(one => one.order).Select(one => one.hit).Take(most)];
    }
}
