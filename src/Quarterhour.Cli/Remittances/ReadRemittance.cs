using Quarterhour.Billing.Denials;
using Quarterhour.Claims.Remittances;
using Quarterhour.Cli.X12;
using Quarterhour.X12;

namespace Quarterhour.Cli.Remittances;

/// <summary>A payment of an 835 with its sums. Dollars.</summary>
sealed record ReadPayment(Payment Payment)
{
    public int Claims { get; set; }

    public int Lines { get; set; }

    public decimal Charged { get; set; }

    public decimal Paid { get; set; }

    /// <summary>What of the difference is what.</summary>
    public SortedDictionary<DifferenceKind, decimal> Differences { get; } = [];

    public bool Balanced { get; set; } = true;
}

/// <summary>All of a file that a person or a program asks for; claims pass one at a time, only what needs somebody is kept.</summary>
sealed class ReadRemittance
{
    public List<ReadPayment> Payments { get; } = [];

    public List<Imbalance> Imbalances { get; } = [];

    public List<Refusal> Denials { get; } = [];

    /// <summary>What else looks wrong, with the claim it stands in.</summary>
    public List<(string Claim, Doubt Doubt)> Doubts { get; } = [];

    /// <summary>The envelope is broken: cut off, counts that disagree. The first message; null where it is whole.</summary>
    public string? Broken { get; private set; }

    public int OtherFindings { get; private set; }

    /// <summary>Kept back beside the claims, with the payment's trace: somebody has to find out for what.</summary>
    public IEnumerable<(string Trace, ProviderAdjustment Adjustment)> KeptBack => Payments.SelectMany(static payment => payment.Payment.ProviderAdjustments.Where(static one => one.Amount > 0).Select(one => (payment.Payment.Trace, one)));

    public bool NeedsPerson => Imbalances.Count + Denials.Count + Doubts.Count > 0 || Broken is not null || KeptBack.Any();

    /// <param name="path">The file's name.</param>
    /// <param name="session">The session.</param>
    /// <param name="content">What it holds, where that was read already.</param>
    public static ReadRemittance Of(string path, Session session, byte[]? content = null)
    {
        var read = new ReadRemittance();
        var findings = new Findings { Each = read.Hear };
        var source = content is null ? X12Input.Open(path, session, findings) : X12Reader.Open(content, findings);
        using var reader = new RemittanceReader(source, new CheckOptions());
        try
        {
            while (reader.ReadPayment() is { } payment) read.Take(payment, reader);
        }
        catch (IOException fault)
        {
            throw new UnusableException($"{X12Input.Name(path)} can't be read: {fault.Message.ReplaceLineEndings(" ").TrimEnd('.')}");
        }
        X12Input.NeedsInterchange(source, path);
        if (read.Payments.Count == 0) throw new UnusableException($"{X12Input.Name(path)}: holds no payment (835); quarterhour x12 check tells what it holds");
        return read;
    }

    void Hear(Finding finding)
    {
        if (finding.Id.StartsWith("balance-", StringComparison.Ordinal)) return;
        if (finding.Severity == Severity.Error && finding.Id.StartsWith("envelope-", StringComparison.Ordinal)) Broken ??= finding.Message;
        else if (finding.Severity != Severity.Note) OtherFindings++;
    }

    void Take(Payment payment, RemittanceReader reader)
    {
        var sums = new ReadPayment(payment);
        Payments.Add(sums);
        int before = Imbalances.Count;
        while (reader.ReadClaim() is { } claim)
        {
            var sorted = SortedClaim.Alone(claim);
            sums.Claims++;
            sums.Lines += claim.Lines.Count;
            sums.Charged += claim.Charge;
            sums.Paid += claim.Paid;
            foreach (var line in sorted.Lines)
                foreach (var one in line.Differences) sums.Differences[one.Kind] = sums.Differences.GetValueOrDefault(one.Kind) + one.Amount;
            Imbalances.AddRange(Imbalance.Of(claim));
            Denials.AddRange(Refusal.Of(sorted));
            // what does not balance is among the imbalances, an unknown code among the denials
            Doubts.AddRange(sorted.AllDoubts.Where(static doubt => doubt.Id is not ("not-balanced" or "unknown-code" or "no-reason")).Select(doubt => (claim.Id, doubt)));
        }
        if (Imbalance.Of(payment, sums.Paid) is { } off) Imbalances.Add(off);
        sums.Balanced = Imbalances.Count == before;
    }
}
