using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Claims;

namespace Quarterhour.Practice;

/// <summary>What a payer decided on a visit, out of the remittances that were posted: the next payer is told it.</summary>
public static class EarlierDecisions
{
    /// <summary>The decision that stands, line by line; none where none does, several do, or it was not made line by line.</summary>
    /// <param name="store">The records.</param>
    /// <param name="visit">The visit.</param>
    /// <param name="payer">The practice's word for the payer.</param>
    public static IReadOnlyList<RecordedDecision> Of(PracticeStore store, string visit, string payer)
    {
        ArgumentNullException.ThrowIfNull(store);
        var decisions = store.Decisions.AsNoTracking().Where(row => row.Claim != null && store.Claims.Any(claim => claim.Number == row.Claim && claim.Visit == visit && claim.Payer == payer)).ToList();
        var back = decisions.Select(static row => row.Reverses).ToHashSet();
        if (decisions.FindAll(row => row.Reverses is null && row.Status != "22" && !back.Contains(row.Id)) is not [{ Told: { } told } standing]) return [];
        string number = standing.Claim!;
        var positions = store.Lines.AsNoTracking().Where(row => row.Claim == number).ToDictionary(static row => row.Control, static row => row.Position, StringComparer.Ordinal);
        var paid = store.Postings.AsNoTracking().Where(row => row.Decision == standing.Id && row.Claim == number && row.Kind == Rows.PostingRow.Payment && row.Line != null).AsEnumerable().GroupBy(static row => row.Line!).ToDictionary(static line => line.Key, static line => line.Sum(static row => row.AmountCents), StringComparer.Ordinal);
        var day = store.Remittances.AsNoTracking().Where(row => row.Id == standing.Remittance).Select(static row => row.PaidOn).First();
        var lines = new List<RecordedDecision>();
        foreach (string row in told.Split('\n'))
        {
            string[] parts = row.Split('\t');
            if (!positions.TryGetValue(parts[0], out int position)) return [];
            var adjustments = parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static one => one.Split('=')).Select(static one => string.Create(CultureInfo.InvariantCulture, $"{Uri.UnescapeDataString(one[0])} {long.Parse(one[1], CultureInfo.InvariantCulture) / 100m:0.00}"));
            lines.Add(new(position, paid.GetValueOrDefault(parts[0]) / 100m, day, string.Join(", ", adjustments)));
        }
        return lines;
    }
}
