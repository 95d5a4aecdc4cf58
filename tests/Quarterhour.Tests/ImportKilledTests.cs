using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Quarterhour.Billing;
using Quarterhour.Billing.Tables;
using Quarterhour.Reference.Store;
using Xunit;

namespace Quarterhour.Tests;

/// <summary>The program itself, killed while it imports: the tables before stay in use, and the next import goes through.</summary>
public sealed class ImportKilledTests : IDisposable
{
    const string Heading = "CPT only copyright 2025 American Medical Association.  All rights reserved.\t\t\t\t\t\t\r\nColumn1/Column2 Edits\t\t\t\t\t\t\r\n"
        + "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale\r\n";

    readonly string folder = Directory.CreateTempSubdirectory("killed").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string Data => Path.Combine(folder, "data");

    /// <summary>A table of pairs of one column 1, every one with the indicator.</summary>
    string Table(string name, char indicator, int rows)
    {
        string path = Path.Combine(folder, name);
        var text = new StringBuilder(Heading);
        for (int i = 0; i < rows; i++) text.Append($"{10_000 + i / 500}\t{20_000 + i % 500}\t\t20260101\t*\t{indicator}\tA policy\r\n");
        File.WriteAllText(path, text.ToString(), Encoding.Latin1);
        return path;
    }

    Process Import(string file)
    {
        var start = new ProcessStartInfo(Repository.Path("quarterhour"), ["import", file, "--data", Data, "--json"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        return Process.Start(start)!;
    }

    char? Indicator() => ImportedTables.Open(Data).Pairs.Find(ProcedureCode.Parse("10000"), ProcedureCode.Parse("20000"), new(2026, 7, 1), Setting.Office).Row?.Indicator;

    [Fact]
    public async Task Wherever_it_dies_the_tables_before_are_in_use()
    {
        var token = TestContext.Current.CancellationToken;
        using (var first = Import(Table("ccipra-v322r0-f1.txt", '0', 1_000))) await first.WaitForExitAsync(token);
        Assert.Equal('0', Indicator());
        string second = Table("ccipra-v322r0-f1.txt", '1', 400_000);
        bool changed = false;
        for (int milliseconds = 60; milliseconds <= 900 && !changed; milliseconds += 70)
        {
            using var process = Import(second);
            await Task.Delay(milliseconds, token);
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(token);
            // the old table or, where the process was done before, the new one; never none, never a part of one
            var found = Indicator();
            Assert.True(found is '0' or '1', $"after {milliseconds} ms: {found}");
            changed = found == '1';
        }
        using var last = Import(second);
        await last.WaitForExitAsync(token);
        Assert.Equal(0, last.ExitCode);
        Assert.Equal('1', Indicator());
        Assert.Empty(Directory.EnumerateFiles(ReferenceFolder.Within(Data), "*.new"));
    }

    /// <summary>Two gigabytes without a line break, as a gzip file of two megabytes.</summary>
    [Fact(Explicit = true)]
    public async Task A_line_of_two_gigabytes_is_told_in_little_memory()
    {
        string path = Path.Combine(folder, "ccipra-v322r0-f1.txt.gz");
        await using (var packing = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            packing.Write(Encoding.Latin1.GetBytes(Heading));
            byte[] block = new byte[1 << 20];
            Array.Fill(block, (byte)'9');
            for (int i = 0; i < 2048; i++) packing.Write(block);
        }
        using var process = Import(path);
        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, process.ExitCode);
        Assert.Contains("short lines", error, StringComparison.Ordinal);
    }
}
