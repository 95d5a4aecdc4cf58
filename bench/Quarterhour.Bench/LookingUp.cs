using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Quarterhour.Billing;
using Quarterhour.Billing.Tables;
using Quarterhour.Reference.Import;
using Quarterhour.Reference.Store;

namespace Quarterhour.Bench;

/// <summary>CMS's whole tables, imported: how large they are, how fast they are opened, and how fast a pair is answered.</summary>
/// <param name="Rows">Rows of the pair tables of both settings, history included.</param>
/// <param name="PairMegabytes">Their packed files.</param>
/// <param name="IndexMegabytes">What was made of them for look-ups.</param>
/// <param name="Megabytes">All packed files.</param>
/// <param name="ImportSeconds">To import everything.</param>
/// <param name="OpenMilliseconds">To open the folder and to ask each table once.</param>
/// <param name="Nanoseconds">One look-up of a pair, date and setting: the median of processes, each the median of its rounds; the least and the most of them beside.</param>
/// <param name="ChainedNanoseconds">The same where each is asked after the one before was answered.</param>
/// <param name="LineNanoseconds">One read of a line out of as much memory as the index takes, each after the one before: no look-up that waits for such a line is faster.</param>
sealed record LookingUp(long Rows, double PairMegabytes, double IndexMegabytes, double Megabytes, double ImportSeconds, double OpenMilliseconds, (double Middle, double Least, double Most) Nanoseconds, double ChainedNanoseconds, double LineNanoseconds)
{
    const int LookUps = 2_000_000, Rounds = 3;

    /// <summary>So many, since one process may have a processor for itself and the next share it with a neighbor.</summary>
    public const int Processes = 9;

    static readonly DateOnly Day = new(2024, 8, 1);

    /// <param name="cms">The folder of CMS's files.</param>
    public static LookingUp Measure(string cms)
    {
        string data = Directory.CreateTempSubdirectory("tables").FullName;
        try
        {
            long began = Stopwatch.GetTimestamp();
            var importing = new Importing(ReferenceFolder.Open(data), new(), _ => { });
            importing.Import(cms);
            double import = Stopwatch.GetElapsedTime(began).TotalSeconds;
            var stored = ReferenceFolder.Open(data).Tables;

            // opened once before, so that what is compiled at first use does not count
            Ask(ImportedTables.Open(data));
            // what the import left is not cleared up in that time
            GC.Collect();
            began = Stopwatch.GetTimestamp();
            var tables = ImportedTables.Open(data);
            Ask(tables);
            double open = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            double[][] runs = [.. Enumerable.Range(0, Processes).Select(_ => Child(data))];
            double[] pair = Sorted(0);
            return new(stored.Where(table => table.Release is { Table: "pairs", IsCut: false }).Sum(table => (long)table.Rows), Size(data, "pairs-*.pack"), Size(data, "pair-index-*"), Size(data, "*.pack"), import, open,
                (pair[Processes / 2], pair[0], pair[^1]), Sorted(1)[Processes / 2], Sorted(2)[Processes / 2]);

            double[] Sorted(int figure) => [.. runs.Select(run => run[figure]).Order()];
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    static double[] Child(string data)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["pairs", data]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        string told = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? [.. told.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture))] : throw new InvalidOperationException($"pairs {data} ended with {process.ExitCode}");
    }

    /// <summary>Nanoseconds of a look-up, of one that is chained, and of reading a line, in this process.</summary>
    /// <param name="data">The folder of imported tables.</param>
    public static string Pairs(string data)
    {
        var (alone, chained) = Pairs(ImportedTables.Open(data).Pairs);
        return string.Create(CultureInfo.InvariantCulture, $"{alone} {chained} {Line(Size(data, "pair-index-*"))}");
    }

    static double Size(string data, string files) => Directory.EnumerateFiles(ReferenceFolder.Within(data), files).Sum(file => new FileInfo(file).Length) / 1e6;

    static void Ask(ReferenceTables tables)
    {
        var (code, day) = (ProcedureCode.Parse("97110"), Day);
        tables.Fees.Find(code, day);
        tables.Localities.Find(new(15202, 0), day, out _);
        tables.Zips.Find("43215", day);
        tables.Pairs.Find(code, ProcedureCode.Parse("97140"), day, Setting.Office);
        tables.UnitLimits.Find(code, day, Setting.Office);
        tables.AddOns.Knows(code);
        tables.Diagnoses.Find("M5450", day);
    }

    /// <summary>Walks through all lines of so many megabytes in a random order.</summary>
    static double Line(double megabytes)
    {
        const int Ints = 16;
        int[] memory = new int[(int)(megabytes * 1e6) / sizeof(int) / Ints * Ints], order = [.. Enumerable.Range(0, memory.Length / Ints)];
        var dice = new Dice(42);
        for (int i = order.Length - 1; i > 0; i--)
        {
            int other = dice.Below(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }
        for (int i = 0; i < order.Length; i++) memory[order[i] * Ints] = order[(i + 1) % order.Length] * Ints;
        double[] rounds = new double[Rounds];
        int at = 0;
        for (int round = 0; round < Rounds; round++)
        {
            long began = Stopwatch.GetTimestamp();
            for (int i = 0; i < LookUps; i++) at = memory[at];
            rounds[round] = Stopwatch.GetElapsedTime(began).TotalNanoseconds / LookUps;
        }
        return at < 0 ? 0 : rounds.Order().ElementAt(Rounds / 2);
    }

    /// <summary>Pairs of codes of the tables, half of them with an edit, in no order, both settings.</summary>
    static (double One, double Chained) Pairs(PairTable table)
    {
        var rows = table.Releases.Where(release => release.Release.Setting == Setting.Office).MaxBy(release => release.Rows)!.Parts.SelectMany(part => part.All()).ToArray();
        var dice = new Dice(42);
        // as numbers of six bytes: the questions must not take from the processor's cache what the answers need
        ProcedureCode[] codes = [.. rows.SelectMany(row => new[] { row.Column1, row.Column2 }).Distinct().Order()];
        var numbers = codes.Index().ToDictionary(code => code.Item, code => (ushort)code.Index);
        var asked = new (ushort A, ushort B, ushort Setting)[LookUps];
        for (int i = 0; i < asked.Length; i++)
        {
            var row = rows[dice.Below(rows.Length)];
            asked[i] = (numbers[row.Column1], numbers[dice.In(50) ? row.Column2 : rows[dice.Below(rows.Length)].Column2], (ushort)(dice.In(50) ? Setting.Office : Setting.Hospital));
        }
        rows = [];
        return (Median(() => Alone(table, codes, asked)), Median(() => Chained(table, codes, asked)));
    }

    static double Median(Func<int> look)
    {
        double[] rounds = new double[Rounds];
        // until it is compiled as it stays
        for (int i = 0; i < 3; i++) look();
        for (int round = 0; round < Rounds; round++)
        {
            long began = Stopwatch.GetTimestamp();
            if (look() == 0) throw new InvalidOperationException("no pair was found");
            rounds[round] = Stopwatch.GetElapsedTime(began).TotalNanoseconds / LookUps;
        }
        return rounds.Order().ElementAt(Rounds / 2);
    }

    static int Alone(PairTable table, ProcedureCode[] codes, (ushort A, ushort B, ushort Setting)[] asked)
    {
        int found = 0;
        foreach (var (a, b, setting) in asked) found += Unsafe.BitCast<bool, byte>(table.Find(codes[a], codes[b], Day, (Setting)setting).Terms is not null);
        return found;
    }

    /// <summary>What is asked next depends on the answer, as far as the processor can know.</summary>
    static int Chained(PairTable table, ProcedureCode[] codes, (ushort A, ushort B, ushort Setting)[] asked)
    {
        int found = 0, never = 0;
        for (int i = 0; i < asked.Length; i++)
        {
            var (a, b, setting) = asked[i + never];
            found += Unsafe.BitCast<bool, byte>(table.Find(codes[a], codes[b], Day, (Setting)setting).Terms is not null);
            never = found >> 30;
        }
        return found;
    }
}
