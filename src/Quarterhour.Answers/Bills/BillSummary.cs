using Quarterhour.Billing;
using Quarterhour.Formats;

namespace Quarterhour.Answers.Bills;

/// <summary>Counts over a run of bills.</summary>
public sealed class BillSummary
{
    public int Visits { get; private set; }

    public int Clean { get; private set; }

    public int NeedsAttention { get; private set; }

    public int CannotBill { get; private set; }

    /// <summary>Visits with a code or a payer that nothing knows: their input could not be used.</summary>
    public int Unknown { get; private set; }

    /// <summary>What was not known and what is nearest, with the line of its visit.</summary>
    public List<(int Line, string Visit, string Message)> UnknownWords { get; } = [];

    /// <summary>How often each finding occurred.</summary>
    public SortedDictionary<string, int> Findings { get; } = new(StringComparer.Ordinal);

    public void Add(Bill bill)
    {
        Visits++;
        switch (bill.Status)
        {
            case BillStatus.Clean: Clean++; break;
            case BillStatus.NeedsAttention: NeedsAttention++; break;
            default: CannotBill++; break;
        }
        bool unknown = false;
        foreach (var finding in bill.Findings)
        {
            Findings[finding.Id] = Findings.GetValueOrDefault(finding.Id) + 1;
            if (finding.Id is not ("unknown-code" or "unknown-payer")) continue;
            unknown = true;
            UnknownWords.Add((bill.Visit.SourceLine, bill.Visit.Id, Words.Message(finding)));
        }
        if (unknown) Unknown++;
    }

    public void Add(BillSummary other)
    {
        Visits += other.Visits;
        Clean += other.Clean;
        NeedsAttention += other.NeedsAttention;
        CannotBill += other.CannotBill;
        Unknown += other.Unknown;
        UnknownWords.AddRange(other.UnknownWords);
        foreach (var (id, count) in other.Findings) Findings[id] = Findings.GetValueOrDefault(id) + count;
    }
}
