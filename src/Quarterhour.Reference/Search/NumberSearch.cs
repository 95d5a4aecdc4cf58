using Quarterhour.Billing;
using Quarterhour.Reference.Packed;
using Quarterhour.Reference.Store;

namespace Quarterhour.Reference.Search;

/// <summary>Numbers of codes that imported tables of CMS list and for which no description is loaded: CPT's belong to the American Medical Association, and only a user's own
/// file has them.</summary>
sealed class NumberSearch
{
    const int Longest = 5;

    readonly ulong[] codes;

    /// <param name="codes">Packed, in any order.</param>
    public NumberSearch(IEnumerable<ulong> codes) => this.codes = [.. codes.Distinct().Order()];

    public int Count => codes.Length;

    /// <summary>The codes of the newest fee schedule and the newest unit limits.</summary>
    public static IEnumerable<ulong> Of(ReferenceFolder folder)
    {
        foreach (string table in (string[])["fee-schedule", UnitLimitsPack.Table])
            if (folder.Of(table).Where(stored => !stored.Release.IsCut).MaxBy(stored => stored.Release.From) is { } newest)
                foreach (ulong code in Codes(folder.OpenPacked(newest))) yield return code;
    }

    /// <summary>The fee schedule's rows are numbered by code and component: five characters and two.</summary>
    static IEnumerable<ulong> Codes(PackedFile packed) =>
        packed.Has("codes") ? packed.Values<ulong>("codes").ToArray() : packed.Has("keys") ? packed.Values<ulong>("keys").ToArray().Select(key => key >> 16) : [];

    /// <summary>The codes that begin so, in order.</summary>
    public List<CodeHit> Find(string question, int most)
    {
        string number = question.Trim().ToUpperInvariant();
        if (number.IndexOfAny([' ', '-']) is > 0 and var end) number = number[..end];
        if (number.Length is < 2 or > Longest || !number.All(char.IsAsciiLetterOrDigit) || !number.Any(char.IsAsciiDigit)) return [];
        ulong first = 0;
        foreach (char c in number) first = first << 8 | c;
        int shift = 8 * (Longest - number.Length);
        int at = Array.BinarySearch(codes, first << shift);
        List<CodeHit> hits = [];
        for (int i = at < 0 ? ~at : at; i < codes.Length && codes[i] >> shift == first && hits.Count < most; i++)
            hits.Add(new(ProcedureCode.FromPacked(codes[i]).ToString(), CodeSearch.Numbers, SetSearch.NoTitle, SetSearch.ByNumber - 1000 + (number.Length == Longest ? SetSearch.ByNumber : 0)));
        return hits;
    }
}
