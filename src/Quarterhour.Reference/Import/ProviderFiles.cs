using System.Text;
using System.Text.RegularExpressions;
using Quarterhour.Reference.Store;

namespace Quarterhour.Reference.Import;

/// <summary>NPPES's provider file (<c>npidata_pfile_…csv</c>, 330 columns, found by their headings): NPI, person or organization, taxonomies, and the city, state and five-digit
/// ZIP of the practice. No names, no telephones, no streets. What is kept takes twelve bytes a provider, whatever the file's size.</summary>
sealed partial class ProviderFiles : TableKind
{
    const string Place = "Provider Business Practice Location Address ", Taxonomy = "Healthcare Provider Taxonomy Code_";

    /// <summary>NPPES has room for this many taxonomies a provider.</summary>
    const int MostTaxonomies = 15;

    public override string Name => "NPPES providers";

    [GeneratedRegex(@"(?<!\d)(?<first>20\d{6})-(?<last>20\d{6})(?!\d)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Span();

    sealed record Layout(int Npi, int Entity, int City, int State, int Zip, int[] Taxonomies);

    public override Recognition? Recognize(TableText text, ImportHints hints)
    {
        if (text.Head.Count == 0 || text.Name.Contains("fileheader", StringComparison.OrdinalIgnoreCase) || LayoutOf(Columns.Of(text.Head[0], ',')) is not { } layout) return null;
        string last = Span().Match(text.Name) is { Success: true } named ? named.Groups["last"].Value : Span().Match(text.File) is { Success: true } outer ? outer.Groups["last"].Value : hints.Release ?? "";
        if (!Days.TryParse(Encoding.ASCII.GetBytes(last), out var day)) throw NoRelease(text, "2026-11-09");
        return new(this, new(ProvidersPack.Table, $"NPPES {day:yyyy-MM-dd}", day, null), load => Load(load, layout));
    }

    static Layout? LayoutOf(Columns columns)
    {
        var layout = new Layout(columns["NPI"], columns["Entity Type Code"], columns[Place + "City Name"], columns[Place + "State Name"], columns[Place + "Postal Code"],
            [.. Enumerable.Range(1, MostTaxonomies).Select(number => columns[$"{Taxonomy}{number}"]).Where(column => column >= 0)]);
        return layout is { Npi: >= 0, Entity: >= 0, City: >= 0, State: >= 0, Zip: >= 0, Taxonomies.Length: > 0 } ? layout : null;
    }

    static int Load(TableLoad load, Layout layout)
    {
        var providers = new ProvidersBuilder();
        bool heading = true;
        Span<char> words = stackalloc char[512];
        foreach (var row in load.Records(TextForm.Commas))
        {
            if (heading)
            {
                heading = false;
                continue;
            }
            if (row[layout.Npi] is not [(byte)'1' or (byte)'2', _, _, _, _, _, _, _, _, _] || !uint.TryParse(row[layout.Npi], out uint npi)) load.Rejected.Add(row.Line, "NPI", row[layout.Npi], "ten digits that begin with 1 or 2");
            // a deactivated provider has an NPI, a day and nothing else
            else if (row[layout.Entity] is not ([] or [(byte)'1' or (byte)'2'])) load.Rejected.Add(row.Line, "entity type", row[layout.Entity], "1 or 2");
            else
            {
                var zip = row[layout.Zip];
                int length = Joined(words, row[layout.City], row[layout.State], zip.Length > 5 ? zip[..5] : zip);
                int place = providers.Place(words[..length]);
                length = 0;
                foreach (int column in layout.Taxonomies)
                    if (row[column] is { Length: 10 } code)
                    {
                        if (length > 0) words[length++] = '|';
                        length += Encoding.UTF8.GetChars(code, words[length..]);
                    }
                if (!providers.Add(npi, row[layout.Entity] is [var entity] ? entity - '0' : 0, place, providers.Taxonomies(words[..length])))
                    load.Rejected.Add(row.Line, "more providers than can be held");
            }
        }
        int twice = providers.Write(load.Packed);
        if (twice > 0) load.Rejected.Add(1, $"{twice} providers are there twice; the later row of each counts");
        return providers.Count - twice;
    }

    /// <summary>The longest city in NPPES has 40 characters; what is longer is cut.</summary>
    static int Joined(Span<char> words, ReadOnlySpan<byte> city, ReadOnlySpan<byte> state, ReadOnlySpan<byte> zip)
    {
        const int Longest = 100;
        int length = Encoding.UTF8.GetChars(city.Length > Longest ? city[..Longest] : city, words);
        words[length++] = '|';
        length += Encoding.UTF8.GetChars(state.Length > Longest ? state[..Longest] : state, words[length..]);
        words[length++] = '|';
        return length + Encoding.UTF8.GetChars(zip, words[length..]);
    }
}
