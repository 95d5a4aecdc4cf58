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
    /// <param name="packed">Receives it.</param>
    /// <param name="title">The title of a code, from the one that its file has; that one where not told.</param>
    /// <param name="found">The words that a code is found by, from its title; the title where not told.</param>
    public void Write(PackedWriter packed, Func<string, string, string>? title = null, Func<string, string, string>? found = null)
    {
        packed.Texts("codes", [.. codes.Keys]);
        packed.Texts("titles", [.. codes.Select(code => title?.Invoke(code.Key, code.Value.Title) ?? code.Value.Title)]);
        packed.Add<int>("from", [.. codes.Values.Select(code => code.From?.DayNumber ?? -1)]);
        packed.Add<int>("to", [.. codes.Values.Select(code => code.To?.DayNumber ?? -1)]);
        packed.Add<byte>("marks", Encoding.Latin1.GetBytes([.. codes.Values.Select(code => code.Mark)]));
        TitleIndexBuilder.Write(packed, codes.Select(code => found?.Invoke(code.Key, code.Value.Title) ?? code.Value.Title));
    }
}
