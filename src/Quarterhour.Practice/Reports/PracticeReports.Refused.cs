using Microsoft.EntityFrameworkCore;
using Quarterhour.Billing.Denials;
using Quarterhour.Claims.Remittances;
using Quarterhour.Practice.Rows;

namespace Quarterhour.Practice.Reports;

public static partial class PracticeReports
{
    /// <summary>
    /// What payers refused, under the codes that they sent, and negative where it was taken back: refusals; codes that nobody here explains; and where nothing was paid and no patient or other payer owes it, whatever the code calls it. With the claims of
    /// which any of it is, or which a payer called denied.
    /// </summary>
    static (List<PostingRow> Rows, HashSet<string> Claims) Refused(PracticeStore store, Dictionary<string, Case> by)
    {
        var rows = Of(store, by, nameof(DifferenceKind.Denial), nameof(DifferenceKind.Unknown)).FindAll(static row => row.Kind == nameof(DifferenceKind.Denial) || row.Code.Length > 0 && !IsPatients(row));
        var claims = rows.Where(static row => row.AmountCents > 0).Select(static row => row.Claim!).ToHashSet(StringComparer.Ordinal);
        var decisions = store.Decisions.AsNoTracking().Where(static row => row.Claim != null && (row.Status == "4" || row.PaidCents == 0 && row.ChargeCents > 0 && row.Reverses == null || row.Reverses != null))
            .Select(static row => new { row.Id, Claim = row.Claim!, row.Status, row.Reverses }).AsEnumerable().Where(row => by.ContainsKey(row.Claim)).ToList();
        claims.UnionWith(decisions.Where(static row => row.Status == "4").Select(static row => row.Claim));
        // those that paid nothing and refuse under no code of refusal
        var known = rows.Select(static row => row.Decision).ToHashSet();
        long[] nothing = [.. decisions.Where(row => row.Reverses is null && !known.Contains(row.Id)).Select(static row => row.Id)];
        var whole = new HashSet<long>();
        foreach (long[] some in nothing.Chunk(500))
            foreach (var decision in store.Postings.AsNoTracking().Where(row => row.Decision != null && some.Contains(row.Decision.Value)).AsEnumerable().GroupBy(static row => row.Decision!.Value))
                if (!decision.Any(static row => row.AmountCents != 0 && (row.Kind == PostingRow.Payment || IsSomebodys(row.Kind))))
                {
                    whole.Add(decision.Key);
                    rows.AddRange(decision.Where(static row => row.Code.Length > 0));
                    claims.UnionWith(decision.Select(static row => row.Claim!));
                }
        long[] back = [.. decisions.Where(row => row.Reverses is { } gone && whole.Contains(gone)).Select(static row => row.Id)];
        foreach (long[] some in back.Chunk(500)) rows.AddRange(store.Postings.AsNoTracking().Where(row => row.Decision != null && some.Contains(row.Decision.Value) && row.Code != "").ToList());
        return (rows, claims);
    }

    /// <summary>A discount that the payer puts on the patient: in doubt, but no refusal.</summary>
    static bool IsPatients(PostingRow row) => row.AdjustmentGroup == "PR" && Sorting.Kind(row.Code) == DifferenceKind.Contract;

    /// <summary>The patient's part, or another payer's.</summary>
    static bool IsSomebodys(string kind) => kind is nameof(DifferenceKind.Deductible) or nameof(DifferenceKind.Coinsurance) or nameof(DifferenceKind.Copayment) or nameof(DifferenceKind.OtherPayer);

    static Report Clean(Look look)
    {
        var rejected = look.Store.Events.AsNoTracking().Where(static row => row.State == ClaimState.Rejected).Select(static row => row.Claim).ToHashSet();
        var refused = look.Refused.Claims;
        var rows = look.Claims.Where(one => one.IsDecided || rejected.Contains(one.Number)).GroupBy(static one => one.Payer).OrderBy(static group => group.Key, StringComparer.Ordinal).Select(group =>
        {
            int all = group.Count(), back = group.Count(one => rejected.Contains(one.Number)), denied = group.Count(one => refused.Contains(one.Number) && !rejected.Contains(one.Number));
            return Row(group.Key, all, back, denied, Percent(all - back - denied, all));
        });
        return new("clean-claims", "Clean claims by payer", "Of the claims that were answered: never rejected, and nothing refused by any decision, under whatever code.", ["payer", "answered", "rejected", "refused in part or whole", "clean %"], 1, [.. rows], 4);
    }

    static Report Denials(Look look)
    {
        var by = look.ByNumber;
        var denied = look.Refused.Rows.ToLookup(row => by[row.Claim!].Payer, StringComparer.Ordinal);
        var rows = look.Claims.Where(static one => one.IsDecided).GroupBy(static one => one.Payer).OrderBy(static group => group.Key, StringComparer.Ordinal).Select(group =>
        {
            long charged = group.Sum(static one => one.Charge), ever = denied[group.Key].Where(static row => row.AmountCents > 0).Sum(static row => row.AmountCents), still = denied[group.Key].Sum(static row => row.AmountCents);
            return Row(group.Key, group.Count(), Dollars(charged), Dollars(ever), Dollars(still), Percent(ever, charged));
        });
        return new("denials", "Refused by payer", "Of what was charged on decided claims: refused by any decision, under whatever code, and refused still; the rest was won back or taken back.", ["payer", "claims", "charged", "refused", "still refused", "refused %"], 1, [.. rows], 5);
    }

    static Report Codes(Look look, string name, string what, Func<PostingRow, string> key)
    {
        var by = look.ByNumber;
        var answered = look.Answered;
        var rows = look.Refused.Rows.GroupBy(row => (by[row.Claim!].Payer, Key: key(row))).Select(static group => (group.Key, Ever: group.Where(static row => row.AmountCents > 0).ToList(), Still: group.Sum(static row => row.AmountCents)))
            .OrderByDescending(static one => one.Ever.Sum(static row => row.AmountCents)).ThenBy(static one => one.Key.ToString(), StringComparer.Ordinal).Select(one =>
            {
                int lines = Lines(one.Ever), all = answered.GetValueOrDefault(one.Key.Payer);
                return Row(one.Key.Payer, one.Key.Key, lines, all, Percent(lines, all), Dollars(one.Ever.Sum(static row => row.AmountCents)), Dollars(one.Still));
            });
        return new(name, $"Refused by payer and {what}", "Lines that any decision refused, of the payer's lines that were answered; what that came to, and what is refused still.", ["payer", what, "lines", "answered", "lines %", "refused", "still refused"], 2, [.. rows], 5);

        static int Lines(IEnumerable<PostingRow> some) => some.Select(static row => (row.Claim, row.Line)).Distinct().Count();
    }
}
