using Quarterhour.Billing;
using Quarterhour.Formats;

namespace Quarterhour.Tests;

/// <summary>Findings and reasons in the words that a case expects.</summary>
static class Found
{
    /// <summary>Of one finding, or of none.</summary>
    public static (string, object?)[] One(Finding? finding) =>
    [
        ("finding", finding?.Id), ("severity", finding?.Severity.ToString().ToLowerInvariant()), ("code", finding?.Code), ("line", finding?.Line), ("other_visit", finding?.OtherVisit),
        ("message", finding is null ? null : Words.Message(finding)), ("fix", finding is null ? null : Words.Fix(finding)), ("cite", finding?.Template.Cite),
    ];

    /// <summary>The ids of all, and the words of the first.</summary>
    public static (string, object?)[] All(IReadOnlyList<Finding> findings) =>
        [("findings", findings.Select(finding => finding.Id).ToList()), .. One(findings.Count == 0 ? null : findings[0])];

    /// <summary>What a bill leaves open, and its status.</summary>
    public static (string, object?)[] Open(Bill bill) =>
        [("holds", Texts(bill.Holds)), ("not_checked", bill.NotChecked.Select(open => open.What).ToList()), ("needs", bill.NotChecked.FirstOrDefault()?.Needs), ("status", bill.Status)];

    public static IReadOnlyList<string> Texts(IEnumerable<Reason> reasons) => [.. reasons.Select(Words.Text)];
}
