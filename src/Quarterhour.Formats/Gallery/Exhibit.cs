using System.Text;
using System.Text.RegularExpressions;
using Quarterhour.Billing;
using Quarterhour.Billing.Day;
using Quarterhour.Billing.Edits;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Formats.Claims;
using Quarterhour.Formats.Visits;

namespace Quarterhour.Formats.Gallery;

/// <summary>A finding in the gallery: the smallest visits that cause it, and what is found when they are billed.</summary>
/// <param name="Template">Its words, with the visits.</param>
/// <param name="Found">The finding as the rules answer now; null where the visits no longer cause it.</param>
/// <param name="Others">Ids of what else is found in them, tables that stood in left out.</param>
public sealed partial record Exhibit(FindingTemplate Template, Finding? Found, IReadOnlyList<string> Others)
{
    /// <summary>What it says; where nothing causes it, dots stand for what it would name.</summary>
    public string Message => Found is { } found ? Words.Message(found) : Place().Replace(Template.Message, "…");

    /// <summary>What to do, likewise.</summary>
    public string Fix => Found is { } found ? Words.Fix(found) : Place().Replace(Template.Fix, "…");

    [GeneratedRegex(@"\{\w+\}", RegexOptions.None, 1000)]
    private static partial Regex Place();

    /// <summary>The exhibits of all findings, by id, in the order of the rules.</summary>
    /// <param name="id">Only those of one id; null for all.</param>
    /// <param name="tables">The tables that answer.</param>
    /// <param name="payers">The payer profiles.</param>
    public static IReadOnlyList<Exhibit> All(string? id, ReferenceTables tables, PayerList payers) =>
        [.. RuleBook.All().SelectMany(words => words.Findings).Where(finding => id is null || finding.Id == id).Select(finding => Of(finding, tables, payers))];

    static Exhibit Of(FindingTemplate template, ReferenceTables tables, PayerList payers)
    {
        if (template.Example is not { } example) return new(template, null, []);
        var found = FindingsIn(example, tables, payers);
        var own = found.FirstOrDefault(finding => finding.Template == template);
        return new(template, own, [.. found.Where(finding => finding.Id != template.Id && finding.Template.Rule != TableDates.Rule).Select(finding => finding.Id).Distinct()]);
    }

    /// <summary>What is found in visits, with the notes on tables of another quarter behind.</summary>
    static List<Finding> FindingsIn(string visits, ReferenceTables tables, PayerList payers)
    {
        if (visits.StartsWith("claim,", StringComparison.Ordinal)) return FindingsOnClaims(visits, tables, payers);
        var run = new BillingRun(tables, payers);
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(visits + "\n"));
        List<Finding> found = [];
        foreach (var day in VisitSource.Open(input, "the example").Days(sorted: false))
            foreach (var bill in run.Bills(day)) found.AddRange(bill.Findings);
        found.AddRange(TableDates.Notes(run.StandIns));
        return found;
    }

    /// <summary>The day on which claims of the gallery are sent.</summary>
    static readonly DateOnly Sent = new(2026, 11, 30);

    /// <summary>The same in claim lines.</summary>
    static List<Finding> FindingsOnClaims(string lines, ReferenceTables tables, PayerList payers)
    {
        var check = new ClaimCheck(tables, payers) { Today = Sent };
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(lines + "\n"));
        List<Finding> found = [];
        ClaimLine[] room = [];
        foreach (var days in ClaimDays.In(ClaimFile.Open(input, "the example", "medicare"), sorted: false))
        {
            days.Gather();
            for (int group = 0; group < days.Count; group++)
                foreach (var bill in check.Judge(days.Group(group, ref room))) found.AddRange(bill.Findings);
        }
        found.AddRange(TableDates.Notes(check.StandIns));
        return found;
    }
}
