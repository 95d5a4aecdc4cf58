using Quarterhour.Rates.Parsing;
using Quarterhour.Rates.Reading;

namespace Quarterhour.Rates.Files;

/// <summary>A payer's table of contents: plans, and files without repetition. Two signatures of one address are one file.</summary>
public sealed class RateIndex
{
    readonly Dictionary<string, int> known = new(StringComparer.Ordinal);
    readonly List<(ListedFile File, long Plans)> files = [];

    /// <summary>What the index says of itself.</summary>
    public FileFacts Facts { get; private set; } = new();

    /// <summary>What it does otherwise than its schema.</summary>
    public Deviations Deviations { get; } = new();

    /// <summary>Reporting structures, plans in them, and files as often as they are named.</summary>
    public long Structures { get; private set; }

    /// <summary>Plans in all structures.</summary>
    public long Plans { get; private set; }

    /// <summary>Files as often as they are named.</summary>
    public long Named { get; private set; }

    /// <summary>Each file once, in the order of the index, with how many plans name it.</summary>
    public IReadOnlyList<(ListedFile File, long Plans)> Files => files;

    /// <exception cref="UnusableRateFileException">It is no table of contents.</exception>
    public static RateIndex Read(Stream source)
    {
        using var text = new JsonText(source);
        var index = new RateIndex();
        var walk = new Walk(text, index);
        walk.Run();
        index.Facts = walk.Facts;
        return walk.Facts.Kind == FileKind.TableOfContents ? index : throw new UnusableRateFileException($"the file holds no reporting_structure; it is no table of contents, but a file of kind {RateFolder.KindName(walk.Facts.Kind)}");
    }

    void Add(StructureReader structure)
    {
        Structures++;
        Plans += structure.Plans.Count;
        foreach (var file in structure.Files)
        {
            Named++;
            string address = RateSource.WithoutQuery(file.Location);
            if (!known.TryGetValue(address, out int at))
            {
                known.Add(address, at = files.Count);
                files.Add((file, 0));
            }
            files[at] = (files[at].File, files[at].Plans + structure.Plans.Count);
        }
    }

    sealed class Walk(JsonText text, RateIndex index) : FileWalk(text, index.Deviations)
    {
        readonly StructureReader reader = new(index.Deviations);

        protected override void ReportingStructure()
        {
            Text.Peek();
            int length = Text.Whole();
            var tokens = Reader(length);
            reader.Read(ref tokens);
            index.Add(reader);
            Text.Pass(length);
        }
    }
}
