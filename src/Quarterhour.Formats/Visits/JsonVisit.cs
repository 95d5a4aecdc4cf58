using System.Text.Json;
using Quarterhour.Billing;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Formats.Visits;

/// <summary>One visit object of JSON. Shared fields take the same forms as in CSV, as text, number or true and false.</summary>
sealed class JsonVisit(WordPool words, Func<string, string?>? nearestCode)
{
    static readonly string[] VisitFields = [.. VisitColumns.Names.Where(name => !VisitColumns.OfIntervention(VisitColumns.Find(name)!.Value)),
        "interventions", "plan_of_care", "progress", "note", "expected_denial", "abn", "ledger"];

    static readonly string[] InterventionFields = [.. VisitColumns.Names.Where(name => VisitColumns.OfIntervention(VisitColumns.Find(name)!.Value)), "evidence"];

    /// <summary>Reads a visit.</summary>
    /// <param name="visit">The object.</param>
    /// <param name="line">The line on which it begins, for messages.</param>
    /// <exception cref="WrongFieldException">A field can't be used.</exception>
    public Visit Read(JsonElement visit, long line)
    {
        var draft = new VisitDraft(words, nearestCode) { Line = line };
        PlanOfCare? plan = null;
        Progress? progress = null;
        TreatmentNote? note = null;
        bool? expectedDenial = null;
        string? abn = null;
        List<LedgerEntry> ledger = [];
        foreach (var field in Fields(visit, "visit"))
            switch (field.Name)
            {
                case "interventions":
                    foreach (var intervention in List(field)) Read(intervention, draft);
                    break;
                case "plan_of_care":
                    plan = new(Day(field.Value, "established"), Day(field.Value, "certified"), Day(field.Value, "order_signed"), Day(field.Value, "sent_to_orderer"), Day(field.Value, "ends"));
                    Only(field, "established", "certified", "order_signed", "sent_to_orderer", "ends");
                    break;
                case "progress":
                    progress = new(Day(field.Value, "last_report"), Whole(field.Value, "treatment_days_since"));
                    Only(field, "last_report", "treatment_days_since");
                    break;
                case "note":
                    note = new(Whole(field.Value, "timed_minutes"), Whole(field.Value, "total_minutes"), YesNo(field.Value, "signed"));
                    Only(field, "timed_minutes", "total_minutes", "signed");
                    break;
                case "expected_denial":
                    expectedDenial = YesNo(visit, field.Name);
                    break;
                case "abn":
                    abn = field.Value.GetString();
                    if (abn is not ("signed" or "voluntary")) throw new WrongFieldException(field.Name, $"\"{abn}\" is not known; known are signed, voluntary");
                    break;
                case "ledger":
                    foreach (var entry in List(field)) ledger.Add(Ledger(entry));
                    break;
                default:
                    Set(draft, field, VisitFields);
                    break;
            }
        if (draft.Missing() is { } missing) throw new WrongFieldException(VisitColumns.Name(missing), "the field is missing; every visit needs it");
        if (draft.Interventions.Count == 0) throw new WrongFieldException("interventions", "the visit has none; record at least one code");
        return draft.Build() with { PlanOfCare = plan, Progress = progress, Note = note, ExpectedDenial = expectedDenial, Abn = abn, Ledger = ledger };
    }

    static void Read(JsonElement intervention, VisitDraft draft)
    {
        foreach (var field in Fields(intervention, "interventions"))
            if (field.Name == "evidence")
            {
                draft.SetSeparateTime(YesNo(field.Value, "separate_time") ?? false);
                Only(field, "separate_time");
            }
            else Set(draft, field, InterventionFields);
        if (draft.EndIntervention() is { } incomplete) throw new WrongFieldException("code", incomplete);
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

    static LedgerEntry Ledger(JsonElement entry)
    {
        foreach (var field in Fields(entry, "ledger"))
            if (field.Name is not ("date" or "discipline" or "allowed")) throw new WrongFieldException("ledger", $"\"{field.Name}\" is not known here; known are date, discipline, allowed");
        if (Day(entry, "date") is not { } date) throw new WrongFieldException("ledger", "each entry needs its date");
        if (!entry.TryGetProperty("discipline", out var word) || !Enum.TryParse<Discipline>(word.GetString(), out var discipline)) throw new WrongFieldException("ledger", "each entry needs its discipline: PT, OT or SLP");
        if (!entry.TryGetProperty("allowed", out var amount) || FieldText.Dollars(System.Text.Encoding.UTF8.GetBytes(amount.ToString())) is not { } allowed)
            throw new WrongFieldException("ledger", "each entry needs its allowed amount in dollars and cents");
        return new(date, discipline, allowed);
    }

    /// <summary>The fields that are told; null is the same as leaving one away.</summary>
    static IEnumerable<JsonProperty> Fields(JsonElement value, string what) => value.ValueKind == JsonValueKind.Object
        ? value.EnumerateObject().Where(field => field.Value.ValueKind != JsonValueKind.Null)
        : throw new WrongFieldException(what, "an object is needed: { ... }");

    static IEnumerable<JsonElement> List(JsonProperty field) => field.Value.ValueKind == JsonValueKind.Array ? field.Value.EnumerateArray()
        : throw new WrongFieldException(field.Name, "a list is needed: [ ... ]");

    static void Only(JsonProperty field, params string[] known)
    {
        foreach (var inner in Fields(field.Value, field.Name))
            if (!known.Contains(inner.Name)) throw new WrongFieldException($"{field.Name}.{inner.Name}", $"the field is not known; known are {string.Join(", ", known)}");
    }

    static DateOnly? Day(JsonElement value, string name)
    {
        if (Told(value, name) is not { } told) return null;
        return told.ValueKind == JsonValueKind.String && FieldText.Date(System.Text.Encoding.UTF8.GetBytes(told.GetString()!)) is { } day ? day
            : throw new WrongFieldException(name, $"{told.GetRawText()} is not a day of the calendar; write it as \"YYYY-MM-DD\"");
    }

    static int? Whole(JsonElement value, string name)
    {
        if (Told(value, name) is not { } told) return null;
        return told.ValueKind == JsonValueKind.Number && told.TryGetInt32(out int number) && number >= 0 ? number
            : throw new WrongFieldException(name, $"{told.GetRawText()} is not a whole number");
    }

    static bool? YesNo(JsonElement value, string name) => Told(value, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.String } text when FieldText.YesNo(System.Text.Encoding.UTF8.GetBytes(text.GetString()!)) is { } answer => answer,
        { } other => throw new WrongFieldException(name, $"{other.GetRawText()} is not true or false"),
    };

    static JsonElement? Told(JsonElement value, string name) => value.ValueKind != JsonValueKind.Object
        ? throw new WrongFieldException(name, "an object is needed: { ... }")
        : value.TryGetProperty(name, out var told) && told.ValueKind != JsonValueKind.Null ? told : null;
}

/// <summary>A field of a JSON visit that can't be used.</summary>
sealed class WrongFieldException(string name, string message) : Exception(message)
{
    public string Field => name;
}
