using System.Buffers;
using System.Collections.Concurrent;
using Quarterhour.Billing;
using Quarterhour.Billing.Day;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Formats;
using Quarterhour.Formats.Claims;

namespace Quarterhour.Answers.Checks;

/// <summary>A finding as people are shown it.</summary>
/// <param name="Finding">What was found.</param>
/// <param name="Claim">The claim's id.</param>
/// <param name="Line">The line of the file.</param>
public readonly record struct FoundOnClaim(Finding Finding, string Claim, int Line);

/// <summary>Judges the days of a file of claims on all processors; findings come in the order of the groups.</summary>
/// <param name="tables">The tables that the edits read.</param>
/// <param name="payers">The payer profiles.</param>
/// <param name="today">The day on which the claims are sent.</param>
/// <param name="oneALine">Findings as JSON, one a line; otherwise the members of a list.</param>
public sealed class CheckPipeline(ReferenceTables tables, PayerList payers, DateOnly today, bool oneALine)
{
    /// <summary>Groups to a portion.</summary>
    const int Portion = 2048;

    readonly ConcurrentBag<Worker> idle = [];

    /// <summary>Days that were judged, whose memory serves again.</summary>
    readonly ConcurrentBag<ClaimDays> done = [];

    bool begun, inSegments;

    sealed class Worker(ReferenceTables tables, PayerList payers, DateOnly today)
    {
        public ClaimCheck Check { get; } = new(tables, payers) { Today = today };

        public BillJson Writer { get; } = new();

        public CheckSummary Summary { get; } = new();

        public ArrayBufferWriter<byte> Output { get; } = new(1 << 16);

        /// <summary>Lines of the group at hand.</summary>
        public ClaimLine[] Room = new ClaimLine[64];

        /// <summary>The first findings, for people.</summary>
        public List<FoundOnClaim> Shown { get; } = [];
    }

    public CheckSummary Summary { get; } = new();

    public StandIns StandIns { get; } = new();

    /// <summary>The first findings, for people.</summary>
    public List<FoundOnClaim> Shown { get; } = [];

    /// <param name="file">Where the claims come from.</param>
    /// <param name="sorted">The rows of one date stand together.</param>
    /// <param name="output">Receives the findings; null keeps only the first of them.</param>
    /// <param name="most">Findings kept for people.</param>
    public void Run(ClaimSource file, bool sorted, Stream? output, int most)
    {
        inSegments = file.InSegments;
        int atOnce = 2 * Environment.ProcessorCount;
        var underWay = new Queue<Task<Worker>>();
        try
        {
            foreach (var days in ClaimDays.In(file, sorted, () => done.TryTake(out var again) ? again : null))
                if (sorted) HandOut(() => JudgeDay(days, output is not null, most));
                else
                {
                    // one large heap of lines: put together here, judged in portions
                    days.Gather();
                    for (int first = 0; first < days.Count; first += Portion)
                    {
                        int from = first, to = Math.Min(first + Portion, days.Count);
                        HandOut(() => Judge(days, from, to, output is not null, most));
                    }
                }
        }
        finally
        {
            // also when the input breaks off: what was read before is judged
            while (underWay.TryDequeue(out var last)) Finish(last, output, most);
            foreach (var worker in idle)
            {
                Summary.Add(worker.Summary);
                StandIns.Add(worker.Check.StandIns);
            }
        }

        void HandOut(Func<Worker> work)
        {
            if (underWay.Count >= atOnce) Finish(underWay.Dequeue(), output, most);
            underWay.Enqueue(Task.Run(work));
        }
    }

    Worker JudgeDay(ClaimDays days, bool write, int most)
    {
        days.Gather();
        var worker = Judge(days, 0, days.Count, write, most);
        done.Add(days);
        return worker;
    }

    Worker Judge(ClaimDays days, int from, int to, bool write, int most)
    {
        if (!idle.TryTake(out var worker)) worker = new(tables, payers, today);
        for (int group = from; group < to; group++)
            foreach (var bill in worker.Check.Judge(days.Group(group, ref worker.Room)))
            {
                worker.Summary.Add(bill);
                foreach (var finding in bill.Findings)
                {
                    if (worker.Shown.Count < most) worker.Shown.Add(new(finding, bill.Visit.Id, BillJson.SourceLine(finding, bill)));
                    if (write) Write(worker, finding, bill);
                }
            }
        return worker;
    }

    void Write(Worker worker, Finding finding, Bill bill)
    {
        worker.Output.Write(oneALine ? "\n"u8 : ",\n"u8);
        worker.Output.Write(worker.Writer.Of(finding, bill, inSegments));
    }

    void Finish(Task<Worker> task, Stream? output, int most)
    {
        var worker = task.GetAwaiter().GetResult();
        var bytes = worker.Output.WrittenSpan;
        // nothing stands before the first finding
        if (!begun && bytes.Length > 0)
        {
            bytes = bytes[(oneALine ? 1 : 2)..];
            begun = true;
        }
        output?.Write(bytes);
        worker.Output.ResetWrittenCount();
        Shown.AddRange(worker.Shown.Take(most - Shown.Count));
        worker.Shown.Clear();
        idle.Add(worker);
    }
}
