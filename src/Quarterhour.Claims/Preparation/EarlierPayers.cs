using System.Collections.Immutable;
using System.Globalization;

namespace Quarterhour.Claims;

/// <summary>What payers did that were asked before: loops 2320 and 2430 of a claim to the next.</summary>
sealed class EarlierPayers(PracticeRecords practice, HoldList holds, Func<string, string, IReadOnlyList<RecordedDecision>>? recorded = null)
{
    static readonly PracticeSection Decisions = PracticeSections.Find("decisions")!;

    /// <param name="visit">The visit's id.</param>
    /// <param name="sent">The coverage that the claim goes to.</param>
    /// <param name="others">The patient's other coverages on the date.</param>
    /// <param name="lines">The lines; those of which decisions are told come back with them.</param>
    public ImmutableArray<OtherCoverage> Read(string visit, Coverage sent, IReadOnlyList<(PracticeEntry Entry, Coverage Coverage)> others, ref ImmutableArray<ServiceLine> lines)
    {
        var read = ImmutableArray.CreateBuilder<OtherCoverage>(others.Count);
        foreach (var (entry, coverage) in others)
        {
            var told = practice.Of("decisions", "visit", visit).Where(decision => decision.Text("payer") == coverage.Payer.Id).ToList();
            if (told.Count == 0 && coverage.Order < sent.Order && recorded is not null) told = [.. recorded(visit, coverage.Payer.Id).Select(one => Entry(visit, coverage.Payer.Id, one))];
            if (coverage.Order > sent.Order) read.Add(new(coverage));
            else if (told.Count == 0) holds.Of(entry, HoldKind.EarlierPayer, null, $"{coverage.Payer.Id} is asked before {sent.Payer.Id}, and decisions have none of it for visit {visit}");
            else read.Add(Decided(told, coverage, ref lines));
        }
        return read.ToImmutable();
    }

    /// <summary>An entry as somebody would have copied it from the remittance.</summary>
    static PracticeEntry Entry(string visit, string payer, RecordedDecision one)
    {
        var fields = new Dictionary<string, (string Text, long Line)>(StringComparer.Ordinal) { ["visit"] = (visit, 0), ["payer"] = (payer, 0), ["line"] = (one.Line.ToString(CultureInfo.InvariantCulture), 0), ["paid"] = (one.Paid.ToString("0.00", CultureInfo.InvariantCulture), 0) };
        if (one.Decided is { } day) fields["decided"] = (day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), 0);
        if (one.Adjustments.Length > 0) fields["adjustments"] = (one.Adjustments, 0);
        return new(Decisions, "the records", 0, fields);
    }

    OtherCoverage Decided(List<PracticeEntry> told, Coverage coverage, ref ImmutableArray<ServiceLine> lines)
    {
        var whole = told.Where(static decision => decision.Text("line") is null).ToList();
        var paid = new decimal?[lines.Length];
        var updated = lines.ToBuilder();
        DateOnly? decided = null;
        foreach (var entry in told.Except(whole))
        {
            decimal? amount = entry.Amount("paid", holds);
            decided = entry.Day("decided", holds) ?? decided;
            var adjustments = Adjustments(entry);
            if (entry.Whole("line", holds) is not { } number || amount is null) continue;
            if (number < 1 || number > lines.Length || paid[number - 1] is not null)
            {
                holds.Of(entry, HoldKind.EarlierPayer, "line", $"line {number.ToString(CultureInfo.InvariantCulture)} {(number >= 1 && number <= lines.Length ? "is told twice" : $"is not on the bill, which has {lines.Length}")}");
                continue;
            }
            var line = updated[number - 1];
            paid[number - 1] = amount;
            updated[number - 1] = line with { Decisions = line.Decisions.Add(new(coverage.Payer.Id, amount.Value, entry.Whole("units", holds) ?? line.Units, entry.Day("decided", holds)) { Adjustments = adjustments }) };
            Balance(entry, line.Charge, amount.Value, adjustments, $"line {number}");
        }
        lines = updated.ToImmutable();
        bool byLine = paid.Any(static one => one is not null);
        if (byLine && paid.AsSpan().Contains(null)) holds.Of(told[0], HoldKind.EarlierPayer, "line", $"{coverage.Payer.Id} decided on line {Missing(paid, decided: true)}, and of line {Missing(paid, decided: false)} nothing is told");
        if (whole.Count > 1) holds.Of(whole[1], HoldKind.EarlierPayer, null, $"a second decision of {coverage.Payer.Id} on the claim as a whole");
        if (whole.Count == 0) return new(coverage, paid.Sum(), decided);
        decimal total = whole[0].Amount("paid", holds) ?? 0;
        var own = Adjustments(whole[0]);
        // what the lines tell and what the claim tells of itself make up the charge together
        if (byLine && total != paid.Sum() - own.Sum(static one => one.Amount)) holds.Of(whole[0], HoldKind.EarlierPayer, "paid", $"paid is {total}, and the lines' payments less the claim's own adjustments are {paid.Sum() - own.Sum(static one => one.Amount)}");
        if (!byLine) Balance(whole[0], lines.Sum(static line => line.Charge), total, own, "the claim");
        return new(coverage, total, whole[0].Day("decided", holds)) { Adjustments = own };
    }

    ImmutableArray<AdjustedAmount> Adjustments(PracticeEntry entry) => entry.Read("adjustments", holds) is { } text && AdjustmentText.TryRead(text, out var read) ? read : [];

    void Balance(PracticeEntry entry, decimal charge, decimal paid, ImmutableArray<AdjustedAmount> adjustments, string what)
    {
        decimal adjusted = adjustments.Sum(static one => one.Amount);
        if (charge != paid + adjusted) holds.Of(entry, HoldKind.EarlierPayer, "adjustments", $"{what} is charged {charge:F2}; paid {paid:F2} and adjusted {adjusted:F2} make {paid + adjusted:F2}");
    }

    static string Missing(decimal?[] paid, bool decided) => (Array.FindIndex(paid, one => one is not null == decided) + 1).ToString(CultureInfo.InvariantCulture);
}
