using System.Globalization;
using Quarterhour.Claims.Remittances;
using Quarterhour.Practice.Rows;

namespace Quarterhour.Practice;

/// <summary>A decision that stands, with all that was posted for it and what was taken back of it since. Cents.</summary>
sealed class Standing
{
    readonly Dictionary<(string Line, string Code), long> told = [];
    bool isTold = true;

    public Standing(DecisionRow decision, IEnumerable<PostingRow> rows)
    {
        Decision = decision;
        Take(decision, rows);
    }

    public DecisionRow Decision { get; }

    public List<PostingRow> Rows { get; } = [];

    /// <summary>What of it is still paid.</summary>
    public long Paid => Rows.Where(static row => row.Kind == PostingRow.Payment).Sum(static row => row.AmountCents);

    public bool PaidAnything => Rows.Exists(static row => row.Kind == PostingRow.Payment && row.AmountCents != 0);

    /// <summary>All of it was taken back.</summary>
    public bool IsGone => Net(static _ => true).Count == 0;

    /// <summary>Adds a decision that takes a part back.</summary>
    public void Take(DecisionRow decision, IEnumerable<PostingRow> rows)
    {
        Rows.AddRange(rows);
        if (decision.Told is { } text) Add(told, text);
        else isTold = false;
    }

    /// <summary>What stands of each kind and code on the lines; what came to nothing is left out.</summary>
    public List<(string? Line, string Kind, string Group, string Code, long Cents)> Net(Func<string?, bool> lines) =>
        [.. Rows.Where(row => lines(row.Line)).GroupBy(static row => (row.Line, row.Kind, row.AdjustmentGroup, row.Code)).Select(static group => (group.Key.Line, group.Key.Kind, group.Key.AdjustmentGroup, group.Key.Code, group.Sum(static row => row.AmountCents))).Where(static one => one.Item5 != 0)];

    /// <summary>Charge and payment of a line as they stand; of the claim as a whole for null.</summary>
    public (long Charge, long Paid) Of(string? line)
    {
        long charge = 0, paid = 0;
        foreach (var row in Rows)
        {
            if (row.Line != line) continue;
            charge += row.AmountCents;
            if (row.Kind == PostingRow.Payment) paid += row.AmountCents;
        }
        return (charge, paid);
    }

    /// <summary>Where a takeback's codes are not those of what it takes back, in words; none where they are, or where those were not kept.</summary>
    public IEnumerable<string> Differs(string takeback, Func<string, bool> lines)
    {
        if (!isTold) yield break;
        var rest = told.Where(one => lines(one.Key.Line)).ToDictionary();
        Add(rest, takeback);
        foreach (var ((line, code), cents) in rest.OrderBy(static one => one.Key.Line, StringComparer.Ordinal).ThenBy(static one => one.Key.Code, StringComparer.Ordinal))
            if (cents != 0)
            {
                long before = told.GetValueOrDefault((line, code));
                yield return string.Create(CultureInfo.InvariantCulture, $"{code}{(line.Length == 0 ? "" : $" of line {line}")}: {before / 100m:0.00} was told, {(before - cents) / 100m:0.00} is taken back");
            }
    }

    /// <summary>The adjustments of a decision on a claim, line by line, as they are kept. Codes are escaped: a damaged file may hold anything for one.</summary>
    public static string Told(SortedClaim sorted) => string.Join('\n', sorted.Lines.Select(line =>
    {
        var adjustments = line.Payments.Length > 0 ? line.Payments.SelectMany(static one => one.Adjustments) : sorted.Payment.Adjustments;
        var sums = adjustments.GroupBy(static one => $"{one.Group}-{one.Reason}").Select(static code => (code.Key, Cents: Posting.Cents(code.Sum(static one => one.Amount)))).Where(static code => code.Cents != 0);
        return $"{line.Sent?.ControlNumber}\t{string.Join(' ', sums.Select(static code => string.Create(CultureInfo.InvariantCulture, $"{Uri.EscapeDataString(code.Key)}={code.Cents}")))}";
    }));

    static void Add(Dictionary<(string, string), long> told, string text)
    {
        foreach (string row in text.Split('\n'))
        {
            string[] parts = row.Split('\t');
            if (parts.Length < 2) continue;
            foreach (string one in parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                int at = one.LastIndexOf('=');
                (string, string) key = (parts[0], Uri.UnescapeDataString(one[..at]));
                told[key] = told.GetValueOrDefault(key) + long.Parse(one.AsSpan(at + 1), CultureInfo.InvariantCulture);
            }
        }
    }
}
