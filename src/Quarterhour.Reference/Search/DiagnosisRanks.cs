using Quarterhour.Reference.Store;

namespace Quarterhour.Reference.Search;

/// <summary>How often an ICD-10-CM code is the one that a therapy biller means, 0 to 9: by its chapter, by its seventh character, and by a list of our own.</summary>
static class DiagnosisRanks
{
    /// <summary>Below every code: a heading can't be billed.</summary>
    const int Heading = -6;

    /// <param name="set">A year of ICD-10-CM.</param>
    /// <param name="own">Beginnings of codes with their ranks.</param>
    public static sbyte[] Of(CodeSet set, IReadOnlyList<(string Prefix, int Rank)> own)
    {
        var ranks = new sbyte[set.Count];
        for (int i = 0; i < ranks.Length; i++) ranks[i] = (sbyte)(Chapter(set.CodeBytes(i)) + Encounter(set.CodeBytes(i)));
        // longer beginnings after shorter ones
        foreach (var (prefix, rank) in own.OrderBy(one => one.Prefix.Length))
        {
            byte[] start = System.Text.Encoding.ASCII.GetBytes(prefix);
            for (int i = set.First(start); i < set.Count && set.CodeBytes(i).StartsWith(start); i++) ranks[i] = (sbyte)(rank + Encounter(set.CodeBytes(i)));
        }
        for (int i = 0; i < ranks.Length; i++)
            if (set.Mark(i) == '0') ranks[i] = (sbyte)Math.Max(Heading, ranks[i] + Heading);
        return ranks;
    }

    /// <summary>Therapy treats the musculoskeletal and the nervous system, injuries and symptoms; pregnancy, poisonings, tumors and external causes are rarely what it is for.</summary>
    static int Chapter(ReadOnlySpan<byte> code) => code[0] switch
    {
        (byte)'M' => 5,
        (byte)'G' or (byte)'R' or (byte)'S' => 4,
        (byte)'Z' or (byte)'I' or (byte)'F' => 2,
        (byte)'H' or (byte)'Q' or (byte)'T' or (byte)'N' or (byte)'J' => 1,
        _ => 0,
    };

    /// <summary>Therapy comes in the healing phase: a subsequent encounter with routine healing before an initial one, complications of healing last.</summary>
    static int Encounter(ReadOnlySpan<byte> code) => code.Length < 7 || code[0] is not ((byte)'S' or (byte)'T' or (byte)'M') ? 0 : code[6] switch
    {
        (byte)'D' => 2,
        (byte)'A' => 1,
        (byte)'S' => 0,
        _ => -1,
    };
}
