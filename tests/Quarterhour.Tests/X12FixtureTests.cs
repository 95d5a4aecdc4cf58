using Quarterhour.X12;
using Xunit;

namespace Quarterhour.Tests;

/// <summary>The files of eleven open projects in ../shared/data/x12, read with the verdicts that its INDEX.tsv states; where we count otherwise the reason stands here.</summary>
public sealed class X12FixtureTests
{
    /// <summary>Files whose segments we count otherwise, and why.</summary>
    static readonly Dictionary<string, string> CountedOtherwise = new(StringComparer.Ordinal)
    {
        ["staedi/src__test__resources__x12__issue109__ts214_ellipses_segterm.edi"] = "its terminator is U+2026 in three bytes; the index splits by the first of them, we by all three, so that the end of line behind the last is no segment",
    };

    static readonly string[] NotWritable = ["homeowners", "workers-compensation", "dependent-commercial-insurance-02"];

    internal sealed record Row(string File, string Transactions, int Segments, bool EnvelopeOk, bool Balanced);

    internal static IReadOnlyList<Row> Rows() => [.. File.ReadLines(Shared.Path("data", "x12", "INDEX.tsv")).Skip(1).Select(line => line.Split('\t'))
        .Select(cells => new Row(cells[0], cells[2], int.Parse(cells[4], System.Globalization.CultureInfo.InvariantCulture), cells[7] == "yes", cells[8] != "no" && cells[9] != "no"))];

    internal static byte[] Bytes(Row row) => File.ReadAllBytes(Shared.Path("data", "x12", row.File));

    [Fact]
    public void Verdicts_are_those_of_the_index()
    {
        var rows = Rows();
        Assert.Equal(219, rows.Count);
        Assert.Equal([], rows.Select(Difference).Where(difference => difference is not null));
    }

    static string? Difference(Row row)
    {
        // one of them has more findings than a reader keeps unless told
        using var reader = X12Reader.Open(Bytes(row), new(null, 100_000));
        var check = X12Check.Run(reader);
        bool envelope = !check.Findings.Any(finding => finding.Id.StartsWith("envelope-", StringComparison.Ordinal)), balanced = !check.Findings.Any(finding => finding.Id.StartsWith("balance-", StringComparison.Ordinal));
        string kinds = string.Join(',', check.Transactions.Select(one => one.Kind).Distinct().Order(StringComparer.Ordinal));
        if (envelope == row.EnvelopeOk && balanced == row.Balanced && kinds == row.Transactions && (reader.SegmentNumber == row.Segments || CountedOtherwise.ContainsKey(row.File))) return null;
        return $"{row.File}: envelope {envelope}, balanced {balanced}, {kinds}, {reader.SegmentNumber} segments; the index says {row}";
    }

    [Fact]
    public void Clean_files_survive_writing()
    {
        int identical = 0, rewritten = 0;
        foreach (var row in Rows().Where(row => row.EnvelopeOk))
        {
            byte[] bytes = Bytes(row), canonical = Canonical(bytes), copied;
            try
            {
                copied = MadeX12.Copied(bytes);
            }
            catch (X12DataException refused) when (NotWritable.Any(name => row.File.Contains(name, StringComparison.Ordinal)))
            {
                // an apostrophe beyond ASCII, which no character set of X12 has
                Assert.Contains("’", refused.Message, StringComparison.Ordinal);
                continue;
            }
            if (copied.AsSpan().SequenceEqual(canonical)) identical++;
            else rewritten++;
            // what was made canonical once stays as it is
            Assert.Equal(copied, MadeX12.Copied(copied));
            Assert.Equal(copied, X12Models.FromJson(X12Models.ToJson(bytes)));
        }
        // two have empty elements at the end of a segment, which we leave out
        Assert.Equal(2, rewritten);
        Assert.True(identical > 170, $"{identical}");
    }

    [Fact]
    public void Models_of_clean_files_survive_writing()
    {
        int compared = 0;
        foreach (var row in Rows().Where(row => row.EnvelopeOk && X12Models.Kinds.Contains(row.Transactions) && !NotWritable.Any(name => row.File.Contains(name, StringComparison.Ordinal))))
        {
            var read = X12Models.Read(Bytes(row));
            byte[] written = X12Models.Write(read);
            var again = X12Models.Read(written);
            // levels are numbered anew; three files number them wrongly on purpose
            if (!row.File.Contains("hl-", StringComparison.Ordinal) && !row.File.Contains("no-hierarchy-id", StringComparison.Ordinal) && !row.File.Contains("aaa-malformed", StringComparison.Ordinal))
                Assert.True(X12Models.Equal(read, again), row.File);
            Assert.Equal(written, X12Models.Write(again));
            if (read.Count > 0) compared++;
        }
        Assert.True(compared > 80, $"{compared}");
    }

    /// <summary>The same segments, each with its terminator and nothing between.</summary>
    static byte[] Canonical(byte[] bytes)
    {
        using var reader = X12Reader.Open(bytes);
        var output = new MemoryStream();
        while (reader.Read())
        {
            output.Write(reader.Segment.Bytes);
            output.WriteByte(reader.Segment.Delimiters.Terminator);
        }
        return output.ToArray();
    }
}
