using System.Collections.Concurrent;

namespace Quarterhour.X12;

/// <summary>The structure of one kind of transaction: loops, segments, elements, usage, repeats, code values. Figures only; the guides themselves belong to X12.</summary>
public sealed class Guide
{
    static readonly string[] Files = ["837p.guide", "835.guide", "acknowledgments.guide", "status.guide", "eligibility.guide"];

    /// <summary>Which file holds which guide, so that only that one is read.</summary>
    static readonly Dictionary<(string Set, string Number), string> Known = new()
    {
        [("837", "005010X222")] = Files[0], [("835", "005010X221")] = Files[1], [("999", "005010X231")] = Files[2], [("277", "005010X214")] = Files[2],
        [("276", "005010X212")] = Files[3], [("277", "005010X212")] = Files[3], [("270", "005010X279")] = Files[4], [("271", "005010X279")] = Files[4],
    };

    static readonly ConcurrentDictionary<(string, string), Guide> Read = new();

    readonly GuideNode[] nodes;
    readonly Dictionary<uint, int> qualified = [];

    internal Guide(string set, string group, IReadOnlyList<string> versions, GuideNode root, GuideNode[] nodes, HashSet<uint> tags)
    {
        (Set, Group, Versions, Root, this.nodes) = (set, group, versions, root, nodes);
        Tags = tags;
        foreach (var node in nodes)
            if (node.QualifierElement > 0) qualified[node.Tag] = node.QualifierElement;
    }

    /// <summary>ST01, for example 837.</summary>
    public string Set { get; }

    /// <summary>GS01, for example HC.</summary>
    public string Group { get; }

    /// <summary>The versions that it describes, the current one first.</summary>
    public IReadOnlyList<string> Versions { get; }

    internal GuideNode Root { get; }

    internal IReadOnlyList<GuideNode> Nodes => nodes;

    /// <summary>Every tag of the standard that some guide here uses.</summary>
    internal HashSet<uint> Tags { get; }

    /// <summary>The guide of a transaction; null when it is none of those known.</summary>
    /// <param name="set">ST01.</param>
    /// <param name="version">ST03 or GS08; addenda of one guide are read alike.</param>
    public static Guide? Find(string set, string version)
    {
        if (version.Length < 10 || !Known.TryGetValue((set, version[..10]), out string? file)) return null;
        return Read.GetOrAdd((set, version[..10]), static (key, file) => GuideText.Read(file).First(guide => guide.Set == key.Item1 && guide.Versions[0].StartsWith(key.Item2, StringComparison.Ordinal)), file);
    }

    /// <summary>The element that tells segments of this tag apart; 0 where none does.</summary>
    internal int QualifierOf(uint tag) => qualified.GetValueOrDefault(tag);

    /// <summary>The guide of a transaction; null when it is none of those known.</summary>
    public static Guide? Find(Transaction transaction) => Find(transaction.Set, transaction.Guide);

    /// <summary>Our words for a segment by its tag; null for one that no guide here uses.</summary>
    public static string? WordsOf(string tag) => GuideText.WordsOf(tag);

    /// <summary>All guides known.</summary>
    public static IReadOnlyList<Guide> All => [.. Known.Keys.Select(key => Find(key.Set, key.Number)!)];
}
