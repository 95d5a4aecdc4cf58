using System.Globalization;
using Quarterhour.Claims.Remittances;

namespace Quarterhour.Practice;

/// <summary>A reversal (CLP02 22) held against the decisions that stand. It takes back what it equals: a whole decision, or whole lines of one. What it equals nowhere is for a person.</summary>
sealed class Takeback
{
    readonly Dictionary<string, (long Charge, long Paid)> lines = new(StringComparer.Ordinal);
    readonly (long Charge, long Paid) whole, total;

    public Takeback(SortedClaim sorted)
    {
        total = (-Posting.Cents(sorted.Payment.Charge), -Posting.Cents(sorted.Payment.Paid));
        foreach (var line in sorted.Lines)
        {
            (long Charge, long Paid) amounts = (-Posting.Cents(line.Charge), -Posting.Cents(line.Paid));
            if (line.Sent is { } sent) lines[sent.ControlNumber] = amounts;
            else whole = amounts;
        }
    }

    /// <summary>The line is one that it takes back; null for the claim as a whole.</summary>
    public bool Names(string? line) => line is null ? whole != default : lines.ContainsKey(line);

    /// <summary>Charge and payment are those of the decision, and of each line that it names.</summary>
    public bool IsAllOf(Standing one)
    {
        long charge = one.Rows.Sum(static row => row.AmountCents);
        return total == (charge, one.Paid) && lines.All(line => one.Of(line.Key) == line.Value);
    }

    /// <summary>It names lines, and takes back all that stands of each.</summary>
    public bool IsLinesOf(Standing one) => lines.Count > 0 && lines.All(line => one.Of(line.Key) == line.Value) && (whole == default || one.Of(null) == whole);

    /// <summary>Why it is none of those that stand.</summary>
    public string Why(List<Standing> before)
    {
        if (before is not [.., var last]) return "no decision on it stands";
        foreach (var (line, amounts) in lines)
            if (last.Of(line) is var there && there != amounts) return string.Create(CultureInfo.InvariantCulture, $"of line {line} {there.Paid / 100m:0.00} of {there.Charge / 100m:0.00} stands as paid, {amounts.Paid / 100m:0.00} of {amounts.Charge / 100m:0.00} is taken back");
        return string.Create(CultureInfo.InvariantCulture, $"{last.Paid / 100m:0.00} of {last.Rows.Sum(static row => row.AmountCents) / 100m:0.00} stands as paid");
    }
}
