using Quarterhour.Billing;

namespace Quarterhour.Cli.Checks;

/// <summary>Counts over a run of checked claims.</summary>
sealed class CheckSummary
{
    public long Lines { get; private set; }

    public int Clean { get; private set; }

    public int NeedsAttention { get; private set; }

    public int CannotBill { get; private set; }

    /// <summary>Claims, or parts of one that stand on different dates or in different settings.</summary>
    public int Claims => Clean + NeedsAttention + CannotBill;

    /// <summary>How often each finding occurred.</summary>
    public SortedDictionary<string, int> Findings { get; } = new(StringComparer.Ordinal);

    /// <summary>What could not be checked, and on how many claims.</summary>
    public SortedDictionary<string, int> NotChecked { get; } = new(StringComparer.Ordinal);

    /// <summary>Kinds of open checks that are listed one by one; a file names many codes.</summary>
    const int MostKinds = 200;

    public void Add(Bill bill)
    {
        Lines += bill.Lines.Count;
        switch (bill.Status)
        {
            case BillStatus.Clean: Clean++; break;
            case BillStatus.NeedsAttention: NeedsAttention++; break;
            default: CannotBill++; break;
        }
        foreach (var finding in bill.Findings) Count(Findings, finding.Id, 1);
        foreach (var open in bill.NotChecked) Count(NotChecked, $"{open.What}: needs {open.Needs}", 1);
    }

    public void Add(CheckSummary other)
    {
        Lines += other.Lines;
        Clean += other.Clean;
        NeedsAttention += other.NeedsAttention;
        CannotBill += other.CannotBill;
        foreach (var (id, count) in other.Findings) Count(Findings, id, count);
        foreach (var (what, count) in other.NotChecked) Count(NotChecked, what, count);
    }

    static void Count(SortedDictionary<string, int> counts, string name, int more)
    {
        if (counts.Count >= MostKinds && !counts.ContainsKey(name)) name = "others";
        counts[name] = counts.GetValueOrDefault(name) + more;
    }
}
