using System.Buffers;
using System.Diagnostics;
using Quarterhour.Billing;
using Quarterhour.Billing.Day;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;
using Quarterhour.Formats;
using Quarterhour.Formats.Visits;
using Quarterhour.Reference;

namespace Quarterhour.Bench;

/// <summary>The parts alone, in this process and on one thread.</summary>
sealed class Engine
{
    /// <summary>Bills kept at once for the writer.</summary>
    const int Kept = 20_000;

    readonly ReferenceTables tables = BuiltInTables.Open();
    readonly byte[] file;
    readonly List<IReadOnlyList<Visit>> days;

    public Engine(string csv)
    {
        file = File.ReadAllBytes(csv);
        days = [.. Days()];
        Visits = days.Sum(day => day.Count);
        Interventions = days.Sum(day => day.Sum(visit => visit.Interventions.Length));
        Bills();
    }

    public int Visits { get; }

    public int Interventions { get; }

    public long BytesIn => file.Length;

    /// <summary>Of one bill, on average.</summary>
    public double BytesOut { get; private set; }

    /// <summary>Look-ups that the rules ask of the tables, counted over all bills.</summary>
    public long LookUps { get; private set; }

    /// <summary>Reasons and findings that the bills carry.</summary>
    public long Said { get; private set; }

    /// <summary>Seconds to bill all visits, every bill with its reasons.</summary>
    public double Bill() => Seconds(Bills);

    /// <summary>Seconds to read all visits from memory.</summary>
    public double Read() => Seconds(() =>
    {
        foreach (var _ in Days()) { }
    });

    /// <summary>Seconds to write a bill as JSON into memory, of twenty thousand.</summary>
    public double Write()
    {
        var run = new BillingRun(tables, BuiltInPayers.All);
        var bills = days.SelectMany(run.Bills).Take(Kept).ToList();
        var (writer, into) = (new BillJson(), new ArrayBufferWriter<byte>(1 << 20));
        long bytes = 0;
        double seconds = Seconds(() =>
        {
            foreach (var bill in bills)
            {
                into.Write(writer.Of(bill));
                bytes += into.WrittenCount;
                into.ResetWrittenCount();
            }
        });
        BytesOut = (double)bytes / bills.Count;
        return seconds / bills.Count;
    }

    public void Count()
    {
        var run = new BillingRun(tables, BuiltInPayers.All);
        foreach (var day in days)
            foreach (var bill in run.Bills(day))
            {
                long lines = bill.Lines.Count;
                // a code's entry, its status and fee for each intervention; limit, add-on and fee for each line; each two lines; each diagnosis
                LookUps += bill.Visit.Interventions.Length * 2 + lines * 3 + lines * (lines - 1) / 2 + bill.Visit.Diagnoses.Count + 2;
                Said += bill.Findings.Count + bill.NotChecked.Count + bill.Lines.Sum(line => line.Because.Count) + bill.NotBilled.Sum(one => one.Because.Length);
            }
    }

    /// <summary>Each part in microseconds and bytes allocated a visit, the best of five.</summary>
    public string Parts()
    {
        long written = Math.Min(Kept, Visits);
        return $"a visit: reading {Part(Read, Visits)}, billing {Part(Bill, Visits)}, writing {Part(() => Write() * written, written)} ({BytesOut:0} bytes)";
    }

    static string Part(Func<double> seconds, long visits)
    {
        double best = double.MaxValue;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < 5; round++) best = Math.Min(best, seconds());
        return $"{best / visits * 1e6:0.00} µs, {(GC.GetAllocatedBytesForCurrentThread() - before) / 5 / visits} bytes allocated";
    }

    void Bills()
    {
        var run = new BillingRun(tables, BuiltInPayers.All);
        var monthly = new MonthlyMinutes(tables, BuiltInPayers.All);
        foreach (var day in days)
            foreach (var _ in run.Bills(monthly.Note(day))) { }
    }

    IEnumerable<IReadOnlyList<Visit>> Days() => VisitSource.Open(new MemoryStream(file, writable: false), "made.csv").Days(sorted: true);

    static double Seconds(Action work)
    {
        long began = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
