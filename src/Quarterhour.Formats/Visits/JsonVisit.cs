using System.Text.Json;
using Quarterhour.Billing;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Formats.Visits;

/// <summary>One visit object of JSON. Shared fields take the same forms as in CSV, as text, number or true and false.</summary>
sealed class JsonVisit(WordPool words, Func<string, string?>? nearestCode)
{
    static readonly string[] VisitFields = [.. VisitColumns.Names.Where(name => !VisitColumns.OfIntervention(VisitColumns.Find(name)!.Value)),
        "interventions", "plan_of_care", "progress", "note", "expected_denial", "abn", "ledger", "practice", "supervision", "qualification", "incident_to", "habilitative", "audio_only"];

    static readonly string[] InterventionFields = [.. VisitColumns.Names.Where(name => VisitColumns.OfIntervention(VisitColumns.Find(name)!.Value)),
        "evidence", "impairment", "goal", "skilled", "supervision"];

    /// <summary>Reads a visit.</summary>
    /// <param name="visit">The object.</param>
    /// <param name="line">The line on which it begins, for messages.</param>
    /// <exception cref="WrongFieldException">A field can't be used.</exception>
    public Visit Read(JsonElement visit, long line)
    {
        var draft = new VisitDraft(words, nearestCode) { Line = line };
        var record = new JsonRecord();
        foreach (var field in Fields(visit, "visit"))
            if (field.Name == "interventions")
            {
                foreach (var intervention in List(field)) Read(intervention, draft);
            }
            else if (!record.Take(field)) Set(draft, field, VisitFields);
        if (draft.Missing() is { } missing) throw new WrongFieldException(VisitColumns.Name(missing), "the field is missing; every visit needs it");
        if (draft.Interventions.Count == 0) throw new WrongFieldException("interventions", "the visit has none; record at least one code");
        return record.Of(draft.Build());
    }

    static void Read(JsonElement intervention, VisitDraft draft)
    {
        Evidence? evidence = null;
        Support? support = null;
        Supervision? supervision = null;
        foreach (var field in Fields(intervention, "interventions"))
            switch (field.Name)
            {
                case "evidence":
                    evidence = JsonRecord.Evidence(new(field));
                    break;
                case "supervision":
                    supervision = JsonFields.Word<Supervision>(field.Value, field.Name);
                    break;
                case "impairment" or "goal" or "skilled":
                    support ??= JsonRecord.Support(intervention);
                    break;
                default:
                    Set(draft, field, InterventionFields);
                    break;
            }
        if (draft.EndIntervention(evidence, support, supervision) is { } incomplete) throw new WrongFieldException("code", incomplete);
    }

    static void Set(VisitDraft draft, JsonProperty field, string[] known)
    {
        if (VisitColumns.Find(field.Name) is not { } column || !known.Contains(field.Name))
            throw new WrongFieldException(field.Name, $"the field is not known; {Spelling.DidYouMean(field.Name, known)}");
        string text = field.Value.ValueKind switch
        {
            JsonValueKind.String => field.Value.GetString()!.Trim(),
            JsonValueKind.Number => field.Value.GetRawText(),
            JsonValueKind.True => "yes",
            JsonValueKind.False => "no",
            JsonValueKind.Array when column == VisitColumn.Dx => string.Join(' ', field.Value.EnumerateArray().Select(dx => dx.GetString())),
            _ => throw new WrongFieldException(field.Name, "text or a number is needed"),
        };
        if (draft.Set(column, System.Text.Encoding.UTF8.GetBytes(text)) is { } wrong) throw new WrongFieldException(field.Name, wrong);
    }

    /// <summary>The fields that are told; null is the same as leaving one away.</summary>
    static IEnumerable<JsonProperty> Fields(JsonElement value, string what) => value.ValueKind == JsonValueKind.Object
        ? value.EnumerateObject().Where(field => field.Value.ValueKind != JsonValueKind.Null)
        : throw new WrongFieldException(what, "an object is needed: { ... }");

    internal static IEnumerable<JsonElement> List(JsonProperty field) => field.Value.ValueKind == JsonValueKind.Array ? field.Value.EnumerateArray()
        : throw new WrongFieldException(field.Name, "a list is needed: [ ... ]");
}
