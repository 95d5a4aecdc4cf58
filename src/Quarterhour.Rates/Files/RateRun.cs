using System.Diagnostics;
using Quarterhour.Rates.Parsing;
using Quarterhour.Rates.Reading;

namespace Quarterhour.Rates.Files;

/// <summary>One rate file to Parquet: under a name that nobody reads, then renamed, the manifest last. What was there of an earlier, killed run is made anew.</summary>
public sealed class RateRun
{
    /// <summary>Which codes and providers; null for everything.</summary>
    public Wanted? Wanted { get; init; }

    /// <summary>What is wanted is joined with its providers as well, in a table of its own.</summary>
    public bool Joined { get; init; } = true;

    /// <summary>Fetches provider groups of other addresses; null leaves them unresolved.</summary>
    public RemoteGroups? Remote { get; init; }

    /// <summary>Stops between two reads.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Is told now and then how far it is: bytes of text.</summary>
    public Action<RateSource, long, long>? Progress { get; init; }

    /// <summary>Where the manifest of a source stands once it is converted.</summary>
    public static string ManifestOf(string folder, string source) => RateFolder.ManifestOf(folder, RateSource.IsAddress(source) ? RateSource.WithoutQuery(source) : source);

    /// <summary>Reads the source to its end and writes the folder.</summary>
    /// <param name="source">An open rate file; the run closes it.</param>
    /// <param name="folder">Holds a folder for each table.</param>
    /// <exception cref="UnusableRateFileException">The file can't be used; nothing is left in the folder.</exception>
    public RateResult Run(RateSource source, string folder)
    {
        long began = Stopwatch.GetTimestamp();
        var output = new RateFolder(folder, source.Name);
        var deviations = new Deviations();
        try
        {
            output.Begin();
            using var text = new JsonText(new WatchedText(source.Text, Cancellation, read => Progress?.Invoke(source, read, 0)), sum: source.TextSum(), inflates: source.Inflates, cancellation: Cancellation);
            RateResult result;
            // is read until the tables are written
            using var store = new GroupStore();
            using (var tables = new RateTables(output.Staging, output.File, joined: Joined && Wanted is not null, source.Inflates))
            {
                FileWalk walk;
                RateCounts counts;
                if (Wanted is not null)
                {
                    var extraction = new Extraction(text, Wanted, store, tables, Remote, deviations, source.Inflates);
                    (walk, counts) = (extraction, extraction.Counts);
                    walk.Run();
                    if (walk.Facts.Kind != FileKind.InNetwork) throw new UnusableRateFileException($"the file is of kind {RateFolder.KindName(walk.Facts.Kind)}; codes and providers are picked from in-network files; convert without filters reads the others");
                    extraction.Finish();
                }
                else
                {
                    var conversion = new Conversion(text, tables, Remote, deviations);
                    (walk, counts) = (conversion, conversion.Counts);
                    walk.Run();
                    conversion.Finish();
                }
                result = new(walk.Facts, counts, deviations, tables.Close(walk.Facts)) { Bytes = text.Offset };
            }
            // which reads what stands behind the text
            result.Checksum = source.Checksum;
            result.PackedBytes = source.PackedRead;
            output.Commit(result, source, Wanted);
            result.Seconds = Stopwatch.GetElapsedTime(began);
            return result;
        }
        finally
        {
            output.Clear();
            source.Dispose();
        }
    }

    /// <summary>Text that tells how far it is, and stops when it is told to.</summary>
    sealed class WatchedText(Stream inner, CancellationToken cancellation, Action<long> told) : ForwardStream
    {
        long read;

        public override int Read(Span<byte> buffer)
        {
            cancellation.ThrowIfCancellationRequested();
            int now = inner.Read(buffer);
            read += now;
            told(read);
            return now;
        }
    }
}
