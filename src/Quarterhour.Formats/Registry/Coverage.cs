using System.Globalization;
using System.Text.Json;
using Quarterhour.Billing;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Formats.Documents;

namespace Quarterhour.Formats.Registry;

/// <summary>What the program covers, told from the rules, profiles and tables themselves: covered, partly or not, and how sure.</summary>
public static class Coverage
{
    /// <summary>The findings of the contract; those that no rule gives are not covered.</summary>
    public static readonly IReadOnlyList<string> FindingIds = ("code-pair unlikely-units discipline-modifier assistant-not-allowed kx-needed kx-early medical-review add-on-alone not-in-force not-covered "
        + "group-coded-individually supervision student-or-aide overlapping-minutes minutes-disagree minutes-missing unit-choice below-one-unit plan-of-care certification recertification "
        + "progress-report note-minutes diagnosis telehealth abn duplicate timely-filing authorization referring-provider payer-order no-price unknown-code unknown-payer table-missing impairment skilled-need future-date").Split(' ');

    /// <summary>Findings of the contract that no rule gives yet.</summary>
    public static IReadOnlyList<string> NotBuilt => [.. FindingIds.Except(RuleBook.All().SelectMany(words => words.Findings).Select(finding => finding.Id))];

    /// <summary>What the rules that are built do not judge.</summary>
    public static readonly IReadOnlyList<string> NotJudged =
    [
        "progress-report: whether a clinician furnished treatment in each reporting period; only that the report was written, when and by whom",
        "certification: whether a change of the patient's condition asked for a recertification before the period's end",
        "telehealth: whether occupational therapy evaluations (97165 to 97168) and other codes that the rule does not name are on CMS's list; the list of the year of service is needed",
        "prices: codes that other schedules than the physician fee schedule pay (supplies, laboratory, drugs, the outpatient hospital's own)",
        "diagnosis notes: Excludes1 only, and only where a note names its codes; Excludes2, code-first and seventh-character notes are not judged",
        "unit limits by claim line (adjudication 1): no therapy code of the built-in tables has one; imported tables do",
    ];

    public static IReadOnlyList<Section> Sections(ReferenceTables tables, PayerList payers, DateOnly date) =>
    [
        new("rules", "Rules", Rules()),
        new("doubts", "Values that are not confirmed at their source", Doubts()),
        new("not-built", "Not covered", [new Bullets([.. NotBuilt.Select(id => $"{id}: not among the findings of bill; claim holds such a claim"), .. NotJudged])]),
        new("payers", "Payers", Payers(payers, date)),
        new("codes", "Codes", Codes(tables, date)),
    ];

    public static void WriteJson(Utf8JsonWriter json, ReferenceTables tables, PayerList payers, DateOnly date)
    {
        json.WriteStartArray("rules");
        foreach (var words in RuleBook.All())
        {
            json.WriteStartObject();
            json.WriteString("rule", words.Rule.Id);
            json.WriteString("room", words.Room.ToLowerInvariant());
            json.WriteString("says", words.Rule.Says);
            json.WriteString("cite", words.Rule.Cite);
            json.WriteString("confidence", Word(words.Rule.Confidence));
            json.WriteStartArray("values");
            foreach (var value in words.Values)
                foreach (var entry in value.Entries)
                {
                    json.WriteStartObject();
                    json.WriteString("name", value.Name);
                    json.Day("from", entry.From);
                    json.Day("to", entry.To);
                    json.WriteString("confidence", Word(entry.Confidence));
                    json.WriteString("source", entry.Source);
                    json.WriteEndObject();
                }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("not_built");
        foreach (string id in NotBuilt) json.WriteStringValue(id);
        json.WriteEndArray();
        json.WriteStartArray("not_judged");
        foreach (string words in NotJudged) json.WriteStringValue(words);
        json.WriteEndArray();
        json.WriteStartArray("payers");
        foreach (var payer in payers.All)
        {
            json.WriteStartObject();
            json.WriteString("payer", payer.Id);
            json.WriteString("name", payer.Name);
            json.WriteString("unit_rule", payer.Find("unit_rule", date)?.Value);
            json.WriteString("pricing", payer.Find("pricing", date)?.Value);
            json.WriteString("confidence", Least(payer));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("codes");
        foreach (var (code, price) in tables.Codes.All.Select(code => (code, Price(code, tables, date))))
        {
            json.WriteStartObject();
            json.Code("code", code.Code);
            json.WriteBoolean("in_force", code.InForceOn(date));
            json.WriteBoolean("own_page", tables.Guide.HasOwn(code.Code));
            json.WriteString("price", price);
            json.WriteString("source", code.Source);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static List<Block> Rules()
    {
        List<Block> blocks = [new Paragraph("How sure: confirmed was read at the source that is named, secondary on a page that quotes it, unconfirmed is general knowledge whose wording was not checked. The second column is the least sure of the rule's values.")];
        blocks.Add(new Grid([new("Room"), new("Rule"), new("Rule is"), new("Values are"), new("Written in")],
            [.. RuleBook.All().Select(words => new[] { words.Room, words.Rule.Id, Word(words.Rule.Confidence), Sure(words), words.Rule.Cite })]));
        return blocks;
    }

    static Block[] Doubts()
    {
        string[][] rows = [.. from words in RuleBook.All() from value in words.Values from entry in value.Entries where entry.Confidence != Confidence.Confirmed
            select new[] { words.Rule.Id, value.Name.Replace('_', ' '), Day(entry.From), Word(entry.Confidence), entry.Source }];
        return [new Grid([new("Rule"), new("Value"), new("From"), new("Sure"), new("Source")], rows)];
    }

    static Block[] Payers(PayerList payers, DateOnly date) =>
    [
        new Paragraph("A payer is partly covered where its pricing is none: units, modifiers and edits are answered, amounts stay open until a profile of your own states them."),
        new Grid([new("Payer"), new("Units"), new("Pricing"), new("Settings", true), new("Least sure"), new("Says")],
            [.. payers.All.Select(payer => new[] { payer.Id, payer.Find("unit_rule", date)?.Value ?? "", payer.Find("pricing", date)?.Value ?? "none", $"{payer.Settings.Count}", Least(payer), payer.Says })]),
    ];

    static Block[] Codes(ReferenceTables tables, DateOnly date)
    {
        var codes = tables.Codes.All;
        var families = codes.GroupBy(code => code.Family).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new[]
        {
            group.Key, $"{group.Count()}", $"{group.Count(code => code.InForceOn(date))}", $"{group.Count(code => Price(code, tables, date) == "yes")}",
            string.Join(' ', group.Where(code => tables.Guide.HasOwn(code.Code)).Select(code => code.Code)),
        });
        string[] open = [.. codes.Where(code => code.InForceOn(date) && Price(code, tables, date) == "no").Select(code => code.Code.ToString())];
        return
        [
            new Paragraph($"{codes.Count} codes, {codes.Count(code => code.InForceOn(date))} in force on {Day(date)}; {tables.Guide.Codes.Count()} have a guide page of their own, the others one of their family."),
            new Grid([new("Family"), new("Codes", true), new("In force", true), new("Priced", true), new("Own page")], [.. families]),
            new Paragraph($"In force, without a national amount on {Day(date)} (no relative values in the loaded release, priced by the contractor, or not paid): {string.Join(' ', open)}."),
        ];
    }

    static string Price(TherapyCode code, ReferenceTables tables, DateOnly date) =>
        code.InForceOn(date) && Billing.Pricing.FeeSchedule.National(code.Code, date, tables.Fees).IsDecided ? "yes" : "no";

    static string Sure(RuleWords words) => words.Values.Count == 0 ? "" : Word(words.Values.SelectMany(value => value.Entries).Max(entry => entry.Confidence));

    static string Least(Payer payer)
    {
        var settings = payer.Settings.Concat(payer.Base?.Settings ?? []).ToList();
        return settings.Count == 0 ? "no settings" : Word(settings.Max(setting => setting.Confidence));
    }

    static string Word(Confidence confidence) => confidence.ToString().ToLowerInvariant();

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
