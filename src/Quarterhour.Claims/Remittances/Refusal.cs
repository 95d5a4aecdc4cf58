using System.Collections.Immutable;
using Quarterhour.Billing.Denials;
using Quarterhour.X12;

namespace Quarterhour.Claims.Remittances;

/// <summary>An amount that a payer refused, with what it means: a task.</summary>
public sealed record Refusal
{
    /// <summary>CLP01.</summary>
    public required string Claim { get; init; }

    /// <summary>Position in the remittance's claim, from 1; null for the claim as a whole.</summary>
    public int? Line { get; init; }

    /// <summary>The line's number of ours, where it came back.</summary>
    public string? ControlNumber { get; init; }

    /// <summary>With its modifiers; null for the claim as a whole.</summary>
    public string? Procedure { get; init; }

    public DateOnly? Date { get; init; }

    public required string Group { get; init; }

    public required string Code { get; init; }

    public required decimal Amount { get; init; }

    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>What the reason means; null where it is not explained here.</summary>
    public Denial? Meaning { get; init; }

    /// <summary>The remarks that are explained here: they say more than the reason does.</summary>
    public IEnumerable<Denial> Further => Remarks.Select(DenialBook.Find).OfType<Denial>().Where(static one => one.Effect == DifferenceKind.Information);

    /// <summary>What was refused of a claim; none for a reversal, which takes back. Codes that are not explained here are among them.</summary>
    public static IEnumerable<Refusal> Of(SortedClaim sorted)
    {
        ArgumentNullException.ThrowIfNull(sorted);
        var payment = sorted.Payment;
        if (payment.IsReversal) yield break;
        bool any = false;
        foreach (var line in sorted.Lines)
            foreach (var one in line.Differences)
            {
                if (one.Kind is not (DifferenceKind.Denial or DifferenceKind.Unknown) || one.Code.Length == 0) continue;
                any = true;
                var first = line.Payments is [var service, ..] ? service : null;
                yield return new()
                {
                    Claim = payment.Id, Line = line.Number == 0 ? null : line.Number, ControlNumber = first?.ControlNumber, Procedure = (first?.Submitted ?? first?.Procedure)?.ToString(),
                    Date = first?.ServiceDate ?? payment.Dates.Find(static date => date.Code == "232")?.From, Group = one.Group, Code = one.Code, Amount = one.Amount,
                    Remarks = line.Number == 0 ? RemarksOf(payment) : line.Remarks, Meaning = DenialBook.Find(one.Code),
                };
            }
        if (payment.IsDenied && !any)
            yield return new() { Claim = payment.Id, Group = "", Code = "", Amount = payment.Charge - payment.Paid, Remarks = RemarksOf(payment), Date = payment.Dates.Find(static date => date.Code == "232")?.From };
    }

    /// <summary>MOA: remark codes of the claim.</summary>
    static ImmutableArray<string> RemarksOf(ClaimPayment payment) => [.. payment.Remarks.Where(static one => one.Tag == "MOA").SelectMany(static one => Enumerable.Range(3, 5).Select(one.Text)).Where(static code => code.Length > 0)];
}
