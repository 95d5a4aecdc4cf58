namespace Quarterhour.Practice;

/// <summary>What became of a payment. Dollars.</summary>
/// <param name="Payer">TRN03, else the payer's id.</param>
/// <param name="Trace">TRN02.</param>
/// <param name="Amount">BPR02.</param>
/// <param name="Before">It was posted before; nothing was done.</param>
public sealed record PostedPayment(string Payer, string Trace, decimal Amount, bool Before)
{
    /// <summary>Decisions on claims of ours.</summary>
    public int Matched { get; init; }

    /// <summary>Decisions that wait for a person to say whose they are.</summary>
    public int Unmatched { get; init; }

    /// <summary>What was put into the queue, those among them.</summary>
    public int Queued { get; init; }
}
