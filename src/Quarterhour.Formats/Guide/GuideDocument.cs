using System.Globalization;
using Quarterhour.Billing;
using Quarterhour.Billing.Guide;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Formats.Documents;

namespace Quarterhour.Formats.Guide;

/// <summary>The guide to a code as a document: one place that decides what stands on the page and in which order.</summary>
public static class GuideDocument
{
    /// <summary>Says once what it is not.</summary>
    public const string Disclaimer = "Information, not legal or coding advice; the payer's own terms decide. CPT is a registered trademark of the American Medical Association; labels and words here are our own.";

    public static Document Of(CodeGuide guide)
    {
        var page = guide.Page;
        List<Section> sections = [];
        Add("what", "What it is", Words(page.Summary));
        Add("examples", "Examples", List(page.Examples));
        Add("fits", "When it fits", List(page.Fits));
        Add("instead", "Rather another code", page.Instead.Count == 0 ? null : new Named([.. page.Instead.Select(about => (about.Code.ToString(), $"where {about.Text}"))]));
        Add("one-on-one", "One person or a group", Words(page.OneOnOne));
        Add("who", "Who may give it", Words(page.Who));
        Add("units", "Units", [.. GuideUnits.Of(guide)]);
        Add("modifiers", "Modifiers", guide.Modifiers is not { Count: > 0 } modifiers ? null
            : new Named([.. modifiers.Select(use => (use.Modifier.ToString(), use.Cite.Length == 0 ? use.Text : $"{use.Text} ({use.Cite})"))]));
        Add("note", "What the note must hold", Note(guide));
        Add("record", "What the record behind it must hold", Record());
        Add("pairs", "With other codes on one day", [.. Pairs(guide)]);
        Add("limit", "Most units in a day (MUE)", Words(Limit(guide)));
        Add("denials", "Usual denials, and what prevents them", page.Denials.Count == 0 ? null
            : new Named([.. page.Denials.Select(denial => (denial.Rarc is { } remark ? $"{denial.Carc} {remark}" : denial.Carc, $"{denial.Cause} Before sending: {denial.Prevent}"))]));
        Add("price", "Price", [.. GuidePrices.Of(guide)]);
        Add("changes", $"What changed in {guide.Date.Year}", guide.Fees is null ? new Paragraph($"What the fee schedule of {guide.Date.Year} changed is open: it is not loaded; quarterhour data says which file to import.") : null, guide.Changes is not { Count: > 0 } changes ? guide.Fees is null ? null : new Paragraph($"Nothing that the loaded tables show, against {guide.Date.Year - 1}.")
            : new Named([.. changes.Select(change => (change.From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? $"{guide.Date.Year}", $"{change.Text} ({change.Source})"))]));
        Add("questions", "Questions and answers", [.. page.Questions.Select(question => new Asked(question.Ask, question.Answer, Cited(question), question.Show))]);
        return new($"{guide.Code.Code}  {guide.Code.Label}", Lead(guide), sections);

        void Add(string id, string title, params Block?[] blocks)
        {
            Block[] there = [.. blocks.OfType<Block>()];
            if (there.Length > 0) sections.Add(new(id, title, there));
        }
    }

    static Block[] Lead(CodeGuide guide)
    {
        var code = guide.Code;
        List<Block> lead = [new Paragraph($"{Counted(guide)}; {(code.Group ? "a group" : code.OneOnOne ? "one patient at a time" : "no one-on-one time needed")}; {Billed(code)}. As of {Day(guide.Date)}.")];
        string instead = string.Join(" or ", guide.ReplacedBy.Select(other => $"{other.Code} ({other.Label})"));
        if (!guide.InForce)
            lead.Add(new Paragraph($"Not in force on {Day(guide.Date)}: {(code.To is { } last && last < guide.Date ? $"its last day was {Day(last)}" : $"its first day is {Day(code.From!.Value)}")}.{(instead.Length > 0 ? $" Use {instead}." : "")}"));
        else if (guide.Refused is { } refused) lead.Add(new Paragraph($"{Formats.Words.Message(refused)} {Formats.Words.Fix(refused)}"));
        if (!guide.HasOwnPage) lead.Add(new Paragraph("This code has no page of its own; what follows is told of its kind and from the tables."));
        if (guide.Date.Year != GuideBook.Year)
            lead.Add(new Paragraph($"The sentences of this page were written for {GuideBook.Year}. Units, modifiers, pairs, limit and price answer for {Day(guide.Date)}."));
        return [.. lead, new Paragraph(Disclaimer)];
    }

    static string Counted(CodeGuide guide) => guide.Code.Units switch
    {
        UnitKind.Pool => "Timed, in units of a quarter hour",
        UnitKind.OwnClock => "Timed, on a clock of its own",
        _ => "Untimed, one unit whatever the minutes",
    };

    static string Billed(TherapyCode code) => code.List switch
    {
        TherapyList.Always => $"always therapy; under {Listed(code.Disciplines)}",
        TherapyList.Sometimes => $"therapy when furnished under a therapy plan of care; under {Listed(code.Disciplines)}",
        _ => "no therapy code",
    };

    internal static string Listed(Disciplines disciplines) => disciplines.ToString().Replace("All", "PT, OT, SLP", StringComparison.Ordinal);

    static Named? Note(CodeGuide guide) => guide.Page.Note.Count == 0 ? null : new([.. guide.Page.Note.Select(part => (NoteWord(part.What), part.Text))]);

    internal static string NoteWord(string what) => what switch
    {
        "impairment" => "Impairment",
        "done" => "What was done",
        "skilled" => "Skilled need",
        "response" => "Response",
        _ => "Minutes",
    };

    /// <summary>The rules about the record, which hold for every code.</summary>
    static Bullets? Record()
    {
        string[] rules = [.. RuleBook.All().Where(words => words.Room == "Documentation").Select(words => $"{words.Rule.Says} ({words.Rule.Cite})")];
        return rules.Length == 0 ? null : new(rules);
    }

    static IEnumerable<Block> Pairs(CodeGuide guide)
    {
        if (guide.AddOns is { AddOns: var addOns, Primaries: var primaries } && addOns.Count + primaries.Count > 0)
            yield return new Paragraph(primaries.Count > 0 ? $"An add-on code: billed only beside {string.Join(" or ", primaries)} of the same day." : $"Its add-on codes: {string.Join(", ", addOns)}.");
        if (guide.Pairs.Count > 0)
        {
            if (guide.Pairs[0].Text is not null) yield return new Grid([new("Other"), new("Column 2"), new("Together"), new("What it means")],
                [.. guide.Pairs.Where(pair => pair.Text is not null).Select(pair => new[] { $"{pair.Other}", $"{pair.Row.Column2}", Together(pair.Row), pair.Text! })]);
            if (Others('1') is { Length: > 0 } separable) yield return new Paragraph($"Paid together only with a modifier that the record supports: {separable}.");
            if (Others('0') is { Length: > 0 } never) yield return new Paragraph($"Never paid together: {never}.");
            yield return new Paragraph($"The column 2 code is the one that is denied. {string.Join(" ", guide.Pairs.GroupBy(pair => (pair.Release, pair.StandsIn)).Select(Table))}");
        }
        foreach (var (about, release) in guide.WithoutEdit)
            yield return new Paragraph($"{about.Code}: {(release is null ? "no loaded table covers the two codes" : $"no edit in {release.Name}")}. {about.Text}");

        // which of the two is denied differs from pair to pair
        string Others(char indicator)
        {
            var others = guide.Pairs.Where(pair => pair.Text is null && pair.Row.Indicator == indicator).ToLookup(pair => pair.Row.Column2 == pair.Other, pair => pair.Other);
            return string.Join("; ", ((string[])[string.Join(", ", others[true]), others[false].Any() ? $"{guide.Code.Code} the one denied beside {string.Join(", ", others[false])}" : ""]).Where(list => list.Length > 0));
        }

        // where several tables answer, each says for which codes
        string Table(IGrouping<(EditRelease Release, bool StandsIn), PairUse> pairs) =>
            $"{pairs.Key.Release.Name}{(pairs.Key.StandsIn ? $" stands in for {Day(guide.Date)}, whose table is not loaded" : "")}{(pairs.Count() == guide.Pairs.Count ? "" : $": {string.Join(", ", pairs.Select(pair => pair.Other))}")}.";
    }

    static string Together(PairRow row) => row.Indicator == '1' ? "with support" : "never";

    static string Limit(CodeGuide guide)
    {
        if (guide.Limit is not { Limit: { } limit, Release: { } release } found) return "No published limit is in the loaded tables, which does not mean that there is none.";
        string how = limit.Adjudication switch { '1' => "by claim line", '2' => "by day, absolute", _ => "by day, open to review with the record" };
        return $"{UnitBar.UnitsWord(limit.Limit)} {how} (adjudication {limit.Adjudication}; {release.Name}{(found.StandsIn ? ", which stands in" : "")}). Minutes that were given are billed by the rule; a limit never cuts true units.";
    }

    static string Cited(Question question) => question.Confidence switch
    {
        Confidence.Confirmed => question.Cite,
        Confidence.Secondary => $"{question.Cite}; from a secondary source",
        _ => $"{question.Cite}; not checked at the source",
    };

    static Paragraph? Words(string? text) => text is null ? null : new(text);

    static Bullets? List(IReadOnlyList<string> items) => items.Count == 0 ? null : new(items);

    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
