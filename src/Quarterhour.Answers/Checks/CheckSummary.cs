using System.Runtime.InteropServices;
using Quarterhour.Billing;

namespace Quarterhour.Answers.Checks;

/// <summary>Counts over a run of checked claims.</summary>
public sealed class CheckSummary
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
    public SortedDictionary<string, int> NotChecked
    {
        get
        {
            var told = new SortedDictionary<string, int>(StringComparer.Ordinal);
            foreach (var (open, count) in notChecked.OrderBy(one => one.Key.What, StringComparer.Ordinal)) Count(told, $"{open.What}: needs {open.Needs}", count);
            return told;
        }
    }

    readonly Dictionary<NotChecked, int> notChecked = [];

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
        foreach (var open in bill.NotChecked) Add(open, 1);
    }

    public void Add(CheckSummary other)
    {
        Lines += other.Lines;
        Clean += other.Clean;
        NeedsAttention += other.NeedsAttention;
        CannotBill += other.CannotBill;
        foreach (var (id, count) in other.Findings) Count(Findings, id, count);
        foreach (var (open, count) in other.notChecked) Add(open, count);
    }

    void Add(NotChecked open, int more)
    {
        ref int count = ref CollectionsMarshal.GetValueRefOrAddDefault(notChecked, open, out _);
        count += more;
    }

    static void Count(SortedDictionary<string, int> counts, string name, int more)
    {
        if (counts.Count >= MostKinds && !counts.ContainsKey(name)) name = "others";
        counts[name] = counts.GetValueOrDefault(name) + more;
    }
}
