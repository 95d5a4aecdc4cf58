using System.Collections.Immutable;
using Quarterhour.Billing.Pricing;

namespace Quarterhour.Claims;

/// <summary>What a payer should pay after others have decided, line by line. Undecided where a fact is missing, never zero.</summary>
/// <remarks>Medicare by 42 CFR 411.33(a): the least of what it would pay first, of the higher allowed amount less what the first paid, and of what the provider has to take as full payment less what the first paid; then sequestration.</remarks>
static class SecondPayer
{
    /// <summary>Lines with what is expected of this payer after those before it; as they are where it is asked first.</summary>
    /// <param name="lines">With the earlier payers' decisions.</param>
    /// <param name="sent">The coverage that is asked.</param>
    /// <param name="others">The patient's other coverages.</param>
    public static ImmutableArray<ServiceLine> Expect(ImmutableArray<ServiceLine> lines, Coverage sent, ImmutableArray<OtherCoverage> others)
    {
        var last = others.Where(other => other.Coverage.Order < sent.Order).MaxBy(static other => other.Coverage.Order);
        return last is null ? lines : [.. lines.Select(line => line with { AfterOthers = Of(line, sent.Payer, last.Coverage.Payer.Id) })];
    }

    static AfterOthers Of(ServiceLine line, PayerIdentity payer, string last)
    {
        if (line.Decisions.FirstOrDefault(decision => decision.Payer == last) is not { } decided) return new() { Needs = $"what {last} decided on the line: decisions tell it for the claim as a whole" };
        decimal left = decided.Adjustments.Where(static one => one.Group == "PR").Sum(static one => one.Amount), before = line.Decisions.Sum(static one => one.Paid);
        if (payer.FilingCode == "MB")
            return line.Expected is { PayerPays: { } pays } expected ? new() { Left = left, Pays = Medicare(line, expected, pays + (expected.Sequestration ?? 0), before, left) }
                : new() { Left = left, Needs = "Medicare's own price and the deductible left: bill the visit to it, with deductible_left" };
        return payer.Coordination switch
        {
            "S" => new() { Left = left, Pays = left, LessOwnShare = true },
            "C" when line.Expected?.PayerPays is { } benefit => new() { Left = left, Pays = Math.Min(left, Math.Max(0, benefit - before)) },
            "C" => new() { Left = left, Needs = $"what {payer.Id} would pay if it were asked first: its price, and the patient's share under it" },
            _ => new() { Left = left, Needs = $"how {payer.Id} pays after another: coordination, in payers of the practice file" },
        };
    }

    static decimal Medicare(ServiceLine line, Expected expected, decimal asFirst, decimal before, decimal left)
    {
        decimal higher = Math.Max(before + left, Math.Min(expected.Allowed, line.Charge));
        decimal amount = Math.Max(0, Math.Min(asFirst, Math.Min(higher - before, left)));
        return expected.Sequestration is > 0 ? amount - Sequestration.Of(amount, line.Date, []) : amount;
    }
}
