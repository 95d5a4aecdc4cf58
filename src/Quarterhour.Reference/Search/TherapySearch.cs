using System.Text;
using Quarterhour.Billing;
using Quarterhour.Billing.Tables;
using Quarterhour.Reference.BuiltIn;

namespace Quarterhour.Reference.Search;

/// <summary>Search over the therapy codes, with the words of <c>data/search-words.csv</c>.</summary>
public static class TherapySearch
{
    /// <summary>Percent for codes that Medicare does not count as therapy, and for those whose last day has passed.</summary>
    const int NotTherapy = 70, Ended = 30;

    public const string Set = "therapy";

    /// <param name="codes">The therapy codes.</param>
    /// <param name="date">Codes that have ended before it stand behind.</param>
    public static SearchIndex Open(CodeCatalogue codes, DateOnly date)
    {
        List<SearchEntry> entries = new(codes.All.Count);
        foreach (string line in Lines("search-words.csv"))
        {
            string[] fields = line.Split(',');
            var code = codes.Find(ProcedureCode.Parse(fields[0])) ?? throw new InvalidDataException($"search-words.csv: {fields[0]} is not in codes.csv");
            int weight = code.To < date ? Ended : code.List == TherapyList.Never ? NotTherapy : 100;
            entries.Add(new(code.Code, Set, code.Label, fields[2].Split('|'), int.Parse(fields[1]), weight));
        }
        return new(entries, new(Lines("search-aliases.csv").Select(line => line.Split(',')).ToDictionary(fields => fields[0], fields => fields[1], StringComparer.Ordinal)));
    }

    static IEnumerable<string> Lines(string name) => Encoding.UTF8.GetString(Embedded.Bytes(name)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1);
}
