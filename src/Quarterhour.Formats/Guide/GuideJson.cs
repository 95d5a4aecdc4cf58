using System.Text.Json;
using Quarterhour.Billing;
using Quarterhour.Billing.Guide;
using Quarterhour.Billing.Tables;

namespace Quarterhour.Formats.Guide;

/// <summary>The guide to a code as JSON.</summary>
public static class GuideJson
{
    /// <summary>Writes the fields behind <c>contract</c>.</summary>
    public static void Write(Utf8JsonWriter json, CodeGuide guide)
    {
        var (code, page) = (guide.Code, guide.Page);
        json.Code("code", code.Code);
        json.WriteString("label", code.Label);
        json.WriteBoolean("timed", guide.Timed);
        json.WriteString("family", code.Family);
        json.Day("date", guide.Date);
        json.WriteString("setting", guide.Setting == Setting.Hospital ? "hospital" : "office");
        json.WriteBoolean("in_force", guide.InForce);
        Codes(json, "replaced_by", guide.ReplacedBy.Select(other => other.Code));
        json.WriteString("therapy", code.List.ToString().ToLowerInvariant());
        json.WriteStartArray("disciplines");
        foreach (string discipline in GuideDocument.Listed(code.Disciplines).Split(", ")) if (discipline != "None") json.WriteStringValue(discipline);
        json.WriteEndArray();
        json.WriteBoolean("own_page", guide.HasOwnPage);
        json.WriteNumber("written_for", GuideBook.Year);
        json.WriteString("refused", guide.Refused is { } refused ? Words.Message(refused) : null);
        json.WriteString("summary", page.Summary);
        Texts(json, "examples", page.Examples);
        Texts(json, "fits", page.Fits);
        About(json, "instead", page.Instead);
        json.WriteString("one_on_one", page.OneOnOne);
        json.WriteString("who", page.Who);
        Units(json, guide);
        json.WriteStartArray("modifiers");
        foreach (var use in guide.Modifiers)
        {
            json.WriteStartObject();
            json.WriteString("modifier", use.Modifier.ToString());
            json.WriteString("text", use.Text);
            json.WriteString("cite", use.Cite.Length > 0 ? use.Cite : null);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("documentation");
        foreach (var part in page.Note)
        {
            json.WriteStartObject();
            json.WriteString("what", part.What);
            json.WriteString("text", part.Text);
            json.WriteNull("cite");
            json.WriteEndObject();
        }
        foreach (var words in RuleBook.All().Where(words => words.Room == "Documentation"))
        {
            json.WriteStartObject();
            json.WriteString("what", words.Rule.Id);
            json.WriteString("text", words.Rule.Says);
            json.WriteString("cite", words.Rule.Cite);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Pairs(json, guide);
        json.WriteStartArray("denials");
        foreach (var denial in page.Denials)
        {
            json.WriteStartObject();
            json.WriteString("carc", denial.Carc);
            json.WriteString("rarc", denial.Rarc);
            json.WriteString("cause", denial.Cause);
            json.WriteString("prevent", denial.Prevent);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Prices(json, guide);
        json.WriteStartArray("changes");
        foreach (var change in guide.Changes)
        {
            json.WriteStartObject();
            json.Day("from", change.From);
            json.WriteString("text", change.Text);
            json.WriteString("source", change.Source);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("questions");
        foreach (var question in page.Questions)
        {
            json.WriteStartObject();
            json.WriteString("question", question.Ask);
            json.WriteString("answer", question.Answer);
            json.WriteString("cite", question.Cite);
            json.WriteString("confidence", question.Confidence.ToString().ToLowerInvariant());
            json.WriteString("show", question.Show);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("disclaimer", GuideDocument.Disclaimer);
    }

    static void Units(Utf8JsonWriter json, CodeGuide guide)
    {
        json.WriteStartObject("units");
        json.WriteString("counted", guide.Code.Units switch { UnitKind.Pool => "each 15 minutes, in the day's pool", UnitKind.OwnClock => "by time, on a clock of its own", _ => "one, whatever the minutes" });
        json.WriteStartArray("table");
        foreach (var step in guide.UnitTable)
        {
            json.WriteStartObject();
            json.WriteNumber("from", step.From);
            json.WriteNumber("to", step.To);
            json.WriteNumber("units", step.Units);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (guide.Clock is { } clock)
        {
            json.WriteStartObject("clock");
            json.Code("first", clock.First);
            json.WriteNumber("first_minutes", clock.FirstMinutes);
            json.WriteNumber("first_least", clock.FirstLeast);
            json.Code("more", clock.More);
            json.Count("more_minutes", clock.MoreMinutes);
            json.Count("more_least", clock.MoreLeast);
            json.WriteBoolean("monthly", clock.Monthly);
            json.WriteEndObject();
        }
        else json.WriteNull("clock");
        json.WriteEndObject();
    }

    static void Pairs(Utf8JsonWriter json, CodeGuide guide)
    {
        json.WriteStartArray("pairs");
        foreach (var pair in guide.Pairs)
        {
            json.WriteStartObject();
            json.Code("code", pair.Other);
            json.Code("column1", pair.Row.Column1);
            json.Code("column2", pair.Row.Column2);
            json.WriteString("indicator", $"{pair.Row.Indicator}");
            json.WriteBoolean("payable_with_modifier", pair.Row.Indicator == '1');
            json.WriteString("table", pair.Release.Name);
            json.WriteBoolean("stands_in", pair.StandsIn);
            json.WriteString("text", pair.Text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("without_edit");
        foreach (var (about, release) in guide.WithoutEdit)
        {
            json.WriteStartObject();
            json.Code("code", about.Code);
            json.WriteString("table", release?.Name);
            json.WriteString("text", about.Text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Codes(json, "add_ons", guide.AddOns.AddOns);
        Codes(json, "primaries", guide.AddOns.Primaries);
        var limit = guide.Limit;
        json.Count("mue", limit.Limit?.Limit);
        json.WriteString("mai", limit.Limit is { } found ? $"{found.Adjudication}" : null);
        json.WriteString("mue_table", limit.Limit is null ? null : limit.Release?.Name);
    }

    static void Prices(Utf8JsonWriter json, CodeGuide guide)
    {
        if (guide.Fees is { Values: { } values, Release: var release } fees)
        {
            json.WriteStartObject("rvu");
            json.WriteString("release", release.Name);
            json.WriteBoolean("stands_in", fees.StandsIn);
            json.WriteString("status", $"{values.Status}");
            json.WriteNumber("work", values.Work);
            json.WriteNumber("practice_expense", values.PracticeExpense);
            json.WriteNumber("facility_practice_expense", values.FacilityPracticeExpense);
            json.WriteNumber("malpractice", values.Malpractice);
            json.WriteString("multiple_procedure", $"{values.MultipleProcedure}");
            json.WriteNumber("conversion_factor", release.ConversionFactor);
            json.WriteEndObject();
        }
        else json.WriteNull("rvu");
        json.WriteString("locality", guide.Place?.ToString());
        bool priced = guide.Refused is null && guide.InForce;
        json.Money("price", priced && guide.Fee is { IsDecided: true, Value.Full: var full } ? full : null);
        json.Money("price_reduced", priced && guide.Fee is { IsDecided: true, Value.Reduced: var reduced } ? reduced : null);
        json.WriteString("price_needs", priced && !guide.Fee.IsDecided ? guide.Fee.Needs : null);
        json.WriteStartArray("prices");
        foreach (var price in guide.Prices)
        {
            json.WriteStartObject();
            json.Day("date", price.Date);
            json.WriteString("release", price.Release);
            json.Money("fee", guide.Refused is null ? price.Fee : null);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static void About(Utf8JsonWriter json, string name, IReadOnlyList<AboutCode> codes)
    {
        json.WriteStartArray(name);
        foreach (var about in codes)
        {
            json.WriteStartObject();
            json.Code("code", about.Code);
            json.WriteString("where", about.Text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static void Codes(Utf8JsonWriter json, string name, IEnumerable<ProcedureCode> codes) => Texts(json, name, codes.Select(code => code.ToString()));

    static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
