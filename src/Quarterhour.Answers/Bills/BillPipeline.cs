using System.Buffers;
using System.Collections.Concurrent;
using Quarterhour.Billing;
using Quarterhour.Billing.Day;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;
using Quarterhour.Formats.Visits;

namespace Quarterhour.Answers.Bills;

/// <summary>Turns bills into bytes of the output; one for each worker.</summary>
public abstract class BillWriter
{
    /// <summary>What stands between two bills.</summary>
    public abstract ReadOnlySpan<byte> Between { get; }

    public abstract void Write(Bill bill, IBufferWriter<byte> into);
}

/// <summary>Reads days, bills them on all processors and writes the bills in the order of the days.</summary>
/// <remarks>Patients do not depend on each other, so a day goes out in portions, each to a worker of its own; only a few are under way at once,
/// which bounds the memory. With accrual each day needs the one before: then there is one worker.</remarks>
public sealed class BillPipeline(ReferenceTables tables, PayerList payers, bool accrue, Func<BillWriter> writer)
{
    /// <summary>Patients to a portion: large enough that handing over costs nothing, small enough that its bills stay in the cache.</summary>
    const int Portion = 256;

    /// <summary>Bytes that the last collection left in the heap at which a sorted run, whose memory should stay flat, clears up.</summary>
    const long Plenty = 80 << 20;

    readonly ConcurrentBag<Worker> idle = [];
    readonly int atOnce = accrue ? 1 : 4 * Environment.ProcessorCount;
    bool begun;

    sealed record Worker(BillingRun Run, BillWriter Writer, BillSummary Summary, ArrayBufferWriter<byte> Output);

    public BillSummary Summary { get; } = new();

    public StandIns StandIns { get; } = new();

    /// <param name="source">Where the visits come from.</param>
    /// <param name="sorted">Whether the rows of one date stand together.</param>
    /// <param name="output">Receives the bills.</param>
    /// <param name="progress">Told after each day how many visits were read.</param>
    public void Run(VisitSource source, bool sorted, Stream output, Action<long>? progress = null)
    {
        var monthly = new MonthlyMinutes(tables, payers);
        var underWay = new Queue<Task<Worker>>();
        long read = 0;
        try
        {
            foreach (var visits in source.Days(sorted))
            {
                HandOut(new DayOfVisits(monthly.Note(visits), tables.Codes), underWay, output);
                progress?.Invoke(read += visits.Count);
                // days that are done lie in the oldest generation, which the collector of a large machine would let grow for long
                if (sorted && GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes > Plenty) GC.Collect(2, GCCollectionMode.Forced, blocking: true);
            }
        }
        finally
        {
            // also when the input breaks off: what was read before is billed
            while (underWay.TryDequeue(out var last)) Finish(last, output);
            foreach (var worker in idle)
            {
                Summary.Add(worker.Summary);
                StandIns.Add(worker.Run.StandIns);
            }
        }
    }

    void HandOut(DayOfVisits day, Queue<Task<Worker>> underWay, Stream output)
    {
        for (int first = 0; first < day.Patients.Count; first += Portion)
        {
            if (underWay.Count >= atOnce) Finish(underWay.Dequeue(), output);
            int from = first, count = Math.Min(Portion, day.Patients.Count - first);
            underWay.Enqueue(Task.Run(() => Bill(day, from, count)));
        }
    }

    Worker Bill(DayOfVisits day, int first, int count)
    {
        if (!idle.TryTake(out var worker)) worker = new(new BillingRun(tables, payers, accrue) { Reuses = true }, writer(), new BillSummary(), new ArrayBufferWriter<byte>(1 << 16));
        foreach (var bill in worker.Run.Bills(day, first, count))
        {
            worker.Summary.Add(bill);
            worker.Output.Write(worker.Writer.Between);
            worker.Writer.Write(bill, worker.Output);
        }
        return worker;
    }

    void Finish(Task<Worker> task, Stream output)
    {
        var worker = task.GetAwaiter().GetResult();
        var bytes = worker.Output.WrittenSpan;
        // nothing stands before the first bill
        if (!begun) bytes = bytes[Math.Min(bytes.Length, worker.Writer.Between.Length)..];
        begun |= worker.Output.WrittenCount > 0;
        output.Write(bytes);
        worker.Output.ResetWrittenCount();
        idle.Add(worker);
    }
}
