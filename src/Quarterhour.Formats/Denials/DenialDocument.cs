using System.Text.Json;
using Quarterhour.Billing;
using Quarterhour.Billing.Denials;
using Quarterhour.Formats.Documents;

namespace Quarterhour.Formats.Denials;

/// <summary>The explanation of an adjustment code, for terminal, page and JSON.</summary>
public static class DenialDocument
{
    /// <summary>What a payer's deadline is where no source here tells.</summary>
    public const string OwnDeadline = "Not known here: the payer's contract or manual says. Undecided until somebody looks.";

    public static Document Of(Denial denial)
    {
        List<(string, string)> facts =
        [
            ("cause", denial.Cause), ("fix", denial.Fix), ("what it does", Words(denial.Effect)), ("next", Words(denial.Next)),
            ("deadline", Deadline(denial) + (denial.Deadline is null ? "" : " Another payer: its contract.")),
            ("prevented by", denial is { PreventedBy.IsEmpty: true, HeldBy.IsEmpty: true } ? "no edit here tells of it before the claim is sent"
                : string.Join(", ", Findings(denial).Select(static id => $"{id} (quarterhour finding {id})").Concat(denial.HeldBy.Select(static id => $"{id} (holds the claim, docs/claims.md)")))),
        ];
        if (denial.With.Length > 0) facts.Add(("often with", string.Join(", ", denial.With)));
        facts.Add(("how sure", $"{denial.Confidence.ToString().ToLowerInvariant()}: {denial.Source}"));
        List<Section> sections = denial.IsRemark ? []
            : [new("owes", "Who owes, by group", [new Named([.. DenialBook.GroupCodes.Select(group => (group, DenialBook.Owes(group, denial)!))])])];
        return new($"{denial.Code}: {denial.About}", [new Named(facts)], sections);
    }

    /// <summary>The list of all, with the reasons first.</summary>
    public static Document All()
    {
        TextColumn[] columns = [new("Code"), new("About"), new("Next"), new("Cause")];
        Grid Rows(bool remarks) => new(columns, [.. DenialBook.All.Where(one => one.IsRemark == remarks).Select(static one => (string[])[one.Code, one.About, Words(one.Next), one.Cause])]);
        return new("Denials and other adjustments",
            [new Paragraph("What the codes of a remittance mean for a therapy claim, in the project's own words. The lists that define them belong to X12. quarterhour denial CODE tells fix, deadline, who owes and which edit would have told.")],
            [new("reasons", "Adjustment reasons", [Rows(false)]), new("remarks", "Remarks", [Rows(true)])]);
    }

    /// <summary>The page of docs: every code with all that is known of it.</summary>
    public static string Page()
    {
        var text = new System.Text.StringBuilder("""
            # Denials and other adjustments

            What the reason and remark codes of a remittance mean for a therapy claim: cause, fix, who owes, how long there is, and which finding tells of it before the claim is sent. `./quarterhour denial CODE` shows one,
            `./quarterhour remit FILE --denials` the worklist of a remittance. The words are the project's own; the lists that define the codes belong to X12. Made from `src/Quarterhour.Billing/Denials/*.yaml`: change those, not this page.

            A denial is a task, never a write-off. Who owes follows the group code:


            """);
        foreach (string group in DenialBook.GroupCodes) text.Append($"- **{group}** {DenialBook.Owes(group, null)}\n");
        text.Append("\nDeadlines, where a source tells; any other stands in the payer's contract or manual:\n\n");
        foreach (var deadline in DenialBook.All.Select(static one => one.Deadline).OfType<DenialDeadline>().Distinct()) text.Append($"- **{deadline.Name}** {deadline.Says} ({deadline.Source}; {deadline.Confidence.ToString().ToLowerInvariant()})\n");
        Rows("Adjustment reasons", false);
        Rows("Remarks", true);
        return text.ToString();

        void Rows(string heading, bool remarks)
        {
            text.Append($"\n## {heading}\n\n| code | about | cause | fix | next | deadline | prevented by | how sure |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n");
            foreach (var one in DenialBook.All.Where(one => one.IsRemark == remarks))
                text.Append($"| {one.Code} | {one.About} | {one.Cause} | {one.Fix} | {Words(one.Next)} | {one.Deadline?.Name ?? "contract"} | {string.Join(", ", Findings(one).Select(static id => $"[{id}](edits/{id}.md)").Concat(one.HeldBy.Select(static id => $"[{id}](claims.md#what-holds-a-claim)")))} | {one.Confidence.ToString().ToLowerInvariant()} |\n");
        }
    }

    public static void WriteJson(Utf8JsonWriter json, Denial denial)
    {
        json.WriteString("code", denial.Code);
        json.WriteString("list", denial.IsRemark ? "remark" : "reason");
        json.WriteString("effect", Word(denial.Effect));
        json.WriteString("about", denial.About);
        json.WriteString("cause", denial.Cause);
        json.WriteString("fix", denial.Fix);
        json.WriteString("next", Word(denial.Next));
        json.WriteStartObject("owes");
        if (!denial.IsRemark)
            foreach (string group in DenialBook.GroupCodes) json.WriteString(group, DenialBook.Owes(group, denial));
        json.WriteEndObject();
        json.WriteStartObject("deadline");
        json.WriteString("says", Deadline(denial));
        // where it is counted in calendar years, the days are those of a year without a leap day
        json.Count("days", denial.Deadline?.Days);
        json.Count("years", denial.Deadline?.Years);
        json.WriteString("from", denial.Deadline is { } known ? known.FromService ? "service" : "notice" : null);
        json.WriteString("source", denial.Deadline?.Source);
        json.WriteEndObject();
        Texts("with", denial.With);
        Texts("prevented_by", Findings(denial));
        Texts("held_by", denial.HeldBy);
        json.WriteString("confidence", denial.Confidence.ToString().ToLowerInvariant());
        json.WriteString("source", denial.Source);

        void Texts(string name, IEnumerable<string> words)
        {
            json.WriteStartArray(name);
            foreach (string word in words) json.WriteStringValue(word);
            json.WriteEndArray();
        }
    }

    /// <summary>The ids of the findings that tell of it beforehand.</summary>
    public static IEnumerable<string> Findings(Denial denial) => denial.PreventedBy.Select(static name => Names.Value[name]).Distinct();

    static readonly Lazy<Dictionary<string, string>> Names = new(static () => RuleBook.All().SelectMany(static words => words.Findings).DistinctBy(static one => one.Name).ToDictionary(static one => one.Name, static one => one.Id, StringComparer.Ordinal));

    public static string Deadline(Denial denial) => denial.Deadline is { } known ? $"{known.Says} ({known.Source})." : OwnDeadline;

    /// <summary>The word of JSON.</summary>
    public static string Word(NextStep next) => next switch { NextStep.OtherPayer => "other-payer", _ => next.ToString().ToLowerInvariant() };

    /// <summary>The word of JSON.</summary>
    public static string Word(DifferenceKind effect) => effect switch { DifferenceKind.OtherPayer => "other-payer", _ => effect.ToString().ToLowerInvariant() };

    public static string Words(NextStep next) => next switch
    {
        NextStep.Correct => "correct and send again",
        NextStep.Appeal => "appeal or reopening",
        NextStep.Records => "send records",
        NextStep.OtherPayer => "another payer",
        NextStep.Patient => "the patient",
        NextStep.Payer => "ask the payer",
        _ => "nothing to do",
    };

    static string Words(DifferenceKind effect) => effect switch
    {
        DifferenceKind.Information => "explains, moves no money by itself",
        DifferenceKind.Denial => "refuses: a task, not a write-off",
        DifferenceKind.Contract => "cuts to what is allowed",
        DifferenceKind.Mppr => "the multiple procedure reduction",
        DifferenceKind.Assistant => "the assistant's reduction",
        DifferenceKind.Sequestration => "sequestration",
        DifferenceKind.Incentive => "adjusts for a quality program",
        DifferenceKind.Deductible => "moves to the patient: deductible",
        DifferenceKind.Coinsurance => "moves to the patient: coinsurance",
        DifferenceKind.Copayment => "moves to the patient: copayment",
        DifferenceKind.OtherPayer => "belongs to another payer's part",
        DifferenceKind.Interest => "interest, no payment for a service",
        _ => "kept back or taken back",
    };
}
