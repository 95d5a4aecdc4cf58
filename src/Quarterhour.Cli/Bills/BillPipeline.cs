using System.Buffers;
using System.Collections.Concurrent;
using Quarterhour.Billing;
using Quarterhour.Billing.Day;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;
using Quarterhour.Formats.Visits;

namespace Quarterhour.Cli.Bills;

/// <summary>Turns bills into bytes of the output; one for each worker.</summary>
abstract class BillWriter
{
    /// <summary>What stands between two bills.</summary>
    public abstract ReadOnlySpan<byte> Between { get; }

    public abstract void Write(Bill bill, IBufferWriter<byte> into);
}

/// <summary>Reads days, bills them on all processors and writes the bills in the order of the days.</summary>
/// <remarks>Days do not depend on each other, so each goes to a worker of its own; only a few are under way at once, which bounds the memory.
/// With accrual each day needs the one before: then there is one worker.</remarks>
sealed class BillPipeline(ReferenceTables tables, PayerList payers, bool accrue, Func<BillWriter> writer)
{
    readonly ConcurrentBag<Worker> idle = [];
    readonly int atOnce = accrue ? 1 : Environment.ProcessorCount;
    bool begun;

    sealed record Worker(BillingRun Run, BillWriter Writer, BillSummary Summary, ArrayBufferWriter<byte> Output);

    public BillSummary Summary { get; } = new();

    public StandIns StandIns { get; } = new();

    /// <param name="source">Where the visits come from.</param>
    /// <param name="sorted">Whether the rows of one date stand together.</param>
    /// <param name="output">Receives the bills.</param>
    /// <param name="progress">Told after each day how many visits are done.</param>
    public void Run(VisitSource source, bool sorted, Stream output, Action<int>? progress = null)
    {
        var monthly = new MonthlyMinutes();
        var underWay = new Queue<Task<Worker>>();
        foreach (var day in source.Days(sorted))
        {
            var visits = new Visit[day.Count];
            for (int i = 0; i < visits.Length; i++) visits[i] = monthly.Note(day[i]);
            if (underWay.Count >= atOnce) Finish(underWay.Dequeue(), output, progress);
            underWay.Enqueue(Task.Run(() => Bill(visits)));
        }
        while (underWay.TryDequeue(out var last)) Finish(last, output, progress);
        foreach (var worker in idle)
        {
            Summary.Add(worker.Summary);
            StandIns.Add(worker.Run.StandIns);
        }
    }

    Worker Bill(IReadOnlyList<Visit> visits)
    {
        if (!idle.TryTake(out var worker)) worker = new(new BillingRun(tables, payers, accrue), writer(), new BillSummary(), new ArrayBufferWriter<byte>(1 << 16));
        foreach (var bill in worker.Run.Bills(visits))
        {
            worker.Summary.Add(bill);
            worker.Output.Write(worker.Writer.Between);
            worker.Writer.Write(bill, worker.Output);
        }
        return worker;
    }

    void Finish(Task<Worker> task, Stream output, Action<int>? progress)
    {
        var worker = task.GetAwaiter().GetResult();
        var bytes = worker.Output.WrittenSpan;
        if (!begun) bytes = bytes[Math.Min(bytes.Length, worker.Writer.Between.Length)..];
        begun |= worker.Output.WrittenCount > 0;
        output.Write(bytes);
        worker.Output.ResetWrittenCount();
        idle.Add(worker);
        progress?.Invoke(idle.Sum(other => other.Summary.Visits));
    }
}
