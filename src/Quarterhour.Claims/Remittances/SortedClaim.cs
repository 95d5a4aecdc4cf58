using System.Collections.Immutable;
using Quarterhour.Billing.Denials;
using Quarterhour.X12;

namespace Quarterhour.Claims.Remittances;

/// <summary>A payer's decision on a claim, matched and sorted.</summary>
/// <param name="Payment">As the payer told it.</param>
/// <param name="Claim">Ours; null where it was not matched.</param>
/// <param name="Lines">Our lines that were decided on, and behind them what was decided on the claim as a whole.</param>
public sealed record SortedClaim(ClaimPayment Payment, Claim? Claim, ImmutableArray<SortedLine> Lines)
{
    /// <summary>About the claim as a whole.</summary>
    public ImmutableArray<Doubt> Doubts { get; init; } = [];

    /// <summary>Doubts of the claim and of its lines.</summary>
    public IEnumerable<Doubt> AllDoubts => Doubts.Concat(Lines.SelectMany(static line => line.Doubts));

    public decimal Of(DifferenceKind kind)
    {
        decimal sum = 0;
        foreach (var line in Lines) sum += line.Of(kind);
        return sum;
    }

    /// <summary>Sorts a decision line by line without ours: what the payer's codes say alone.</summary>
    public static SortedClaim Alone(ClaimPayment payment)
    {
        ArgumentNullException.ThrowIfNull(payment);
        var lines = ImmutableArray.CreateBuilder<SortedLine>(payment.Lines.Count + 1);
        for (int i = 0; i < payment.Lines.Count; i++)
        {
            var line = payment.Lines[i];
            lines.Add(Sorting.Line(line.Charge, line.Paid, line.Adjustments, Remarks(line), null, payment.IsReversal) with { Payments = [line], Number = i + 1 });
        }
        if (Whole(payment) is { } whole) lines.Add(whole);
        return new(payment, null, lines.ToImmutable()) { Doubts = Doubtful(payment) };
    }

    /// <summary>What was decided on the claim as a whole and on no line of it: its own adjustments, and where charge and payment are not those of the lines the rest. Never spread over lines. Null where there is none.</summary>
    internal static SortedLine? Whole(ClaimPayment payment)
    {
        decimal charge = payment.Charge, paid = payment.Paid;
        foreach (var line in payment.Lines)
        {
            charge -= line.Charge;
            paid -= line.Paid;
        }
        if (payment.Adjustments.Count == 0 && charge == 0 && paid == 0) return null;
        return Sorting.Line(charge, paid, payment.Adjustments, [], null, payment.IsReversal);
    }

    internal static ImmutableArray<string> Remarks(ServicePayment line) => line.Remarks.Count == 0 ? [] : [.. line.Remarks.Select(static one => one.Code)];

    /// <summary>A claim that is called denied must be refused by some code.</summary>
    internal static ImmutableArray<Doubt> Doubtful(ClaimPayment payment)
    {
        if (!payment.IsDenied) return [];
        bool refused = payment.Adjustments.Exists(static one => Sorting.Kind(one.Reason) == DifferenceKind.Denial)
            || payment.Lines.Exists(static line => line.Adjustments.Exists(static one => Sorting.Kind(one.Reason) == DifferenceKind.Denial));
        return refused ? [] : [new("no-reason", "the payer calls the claim denied and no code of it refuses anything: ask for the reason")];
    }
}
