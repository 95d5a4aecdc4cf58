using System.Text;
using Quarterhour.Reference.Packed;
using Quarterhour.Reference.Search;

namespace Quarterhour.Reference.Store;

/// <summary>Gathers a list of codes in any order and packs it.</summary>
public sealed class CodeSetBuilder
{
    readonly SortedDictionary<string, (string Title, DateOnly? From, DateOnly? To, char Mark)> codes = new(StringComparer.Ordinal);

    public int Count => codes.Count;

    public bool Has(string code) => codes.ContainsKey(code);

    /// <returns>False for a code that is there already.</returns>
    public bool Add(string code, string title, DateOnly? from = null, DateOnly? to = null, char mark = ' ') => codes.TryAdd(code, (title, from, to, mark));

    /// <summary>Adds to the title of a code whose title goes over several rows.</summary>
    public void Continue(string code, string words) => codes[code] = codes[code] with { Title = $"{codes[code].Title} {words}".Trim() };

    /// <summary>Writes the list with its search index.</summary>
    public void Write(PackedWriter packed)
    {
        packed.Texts("codes", [.. codes.Keys]);
        packed.Texts("titles", [.. codes.Values.Select(code => code.Title)]);
        packed.Add<int>("from", [.. codes.Values.Select(code => code.From?.DayNumber ?? -1)]);
        packed.Add<int>("to", [.. codes.Values.Select(code => code.To?.DayNumber ?? -1)]);
        packed.Add<byte>("marks", Encoding.Latin1.GetBytes([.. codes.Values.Select(code => code.Mark)]));
        TitleIndexBuilder.Write(packed, codes.Values.Select(code => code.Title));
    }
}
