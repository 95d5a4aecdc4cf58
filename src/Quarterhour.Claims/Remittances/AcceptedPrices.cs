using System.Collections.Immutable;

namespace Quarterhour.Claims.Remittances;

/// <summary>
/// A day's prices over the lines that the payer accepted. The multiple-procedure reduction leaves one unit of the day in full, that of the highest practice expense; where the payer refuses the line that holds it, it pays the next in full,
/// and that is no overpayment.
/// </summary>
public static class AcceptedPrices
{
    /// <summary>The accepted line that now holds the full unit, with its price; null where nothing changes.</summary>
    /// <param name="day">The lines of a patient's day at one provider to one payer, each with whether the payer refused it.</param>
    public static (ServiceLine Line, Expected Expected)? Raised(IEnumerable<(ServiceLine Line, bool Refused)> day)
    {
        ArgumentNullException.ThrowIfNull(day);
        ServiceLine? best = null;
        bool refused = false;
        foreach (var (line, gone) in day)
        {
            if (line.Expected is not { FullUnits: { } full, UnitReduction: { } reduction }) continue;
            if (gone) refused |= full > 0;
            else if (full > 0) return null;
            else if (best is null || reduction > best.Expected!.UnitReduction) best = line;
        }
        return refused && best is { Expected: { } expected } ? (best, expected with { Allowed = expected.Allowed + expected.UnitReduction!.Value, FullUnits = 1 }) : null;
    }

    /// <summary>The lines of a matched claim, each with whether this decision refuses it whole.</summary>
    public static ImmutableArray<(ServiceLine Line, bool Refused)> Lines(Match match)
    {
        ArgumentNullException.ThrowIfNull(match);
        return match.Claim is not { } claim ? [] : [.. claim.Lines.Select(sent => (sent, IsRefused(match, sent)))];
    }

    /// <summary>Nothing is paid, nothing is the patient's share, and a code refuses.</summary>
    static bool IsRefused(Match match, ServiceLine sent)
    {
        bool refused = false;
        foreach (var (paid, line, _) in match.Lines)
        {
            if (!ReferenceEquals(line, sent)) continue;
            if (paid.Paid != 0) return false;
            foreach (var one in paid.Adjustments)
                switch (Sorting.Kind(one.Reason))
                {
                    case Billing.Denials.DifferenceKind.Denial: refused = true; break;
                    case Billing.Denials.DifferenceKind.Deductible or Billing.Denials.DifferenceKind.Coinsurance or Billing.Denials.DifferenceKind.Copayment: return false;
                }
        }
        return refused;
    }
}
