using System.Globalization;
using System.Text.Json.Nodes;
using Quarterhour.Billing;
using Quarterhour.Billing.Tables;

namespace Quarterhour.Web.Desk;

/// <summary>A visit as somebody writes it: its fields, a row for each thing done, and what of them can't be used. What the form does not show of a visit stays as it is.</summary>
public sealed class VisitForm
{
    /// <summary>Rows at least, and at most.</summary>
    const int Fewest = 4, Most = 24;

    /// <summary>One thing done.</summary>
    public sealed record Row(string Code, string Minutes, string Start, string End, string By, string Group, string Charge, bool Separate, string Impairment, string Goal, string Skilled)
    {
        public string? Error { get; init; }

        public bool IsBlank => (Code + Minutes + Start + End + Group).Length == 0;
    }

    VisitForm(JsonObject visit, IReadOnlyList<Row> rows, IReadOnlyDictionary<string, string> errors) => (Visit, Rows, Errors) = (visit, rows, errors);

    /// <summary>The visit as the contract has it, with the rows that can be used.</summary>
    public JsonObject Visit { get; }

    public IReadOnlyList<Row> Rows { get; }

    /// <summary>What is wrong with a field of the visit.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; }

    public int Wrong => Errors.Count + Rows.Count(static row => row.Error is not null);

    public string this[string field] => Visit[field] is JsonValue value ? value.ToString() : "";

    public bool Ticked(string field) => Visit[field] is JsonValue value && value.TryGetValue(out bool ticked) && ticked;

    /// <summary>The form of a visit that is stored.</summary>
    public static VisitForm Of(JsonObject stored)
    {
        var rows = (stored["interventions"] as JsonArray ?? []).OfType<JsonObject>().Select(static one => new Row(Text(one, "code"), Text(one, "minutes"), Text(one, "start"), Text(one, "end"), Text(one, "by"), Text(one, "group"), Text(one, "charge"),
            one["evidence"]?["separate_time"]?.GetValue<bool>() == true, Text(one, "impairment"), Text(one, "goal"), Text(one, "skilled"))).ToList();
        return new(stored, Padded(rows), new Dictionary<string, string>());
    }

    /// <summary>What was sent, over the visit that is stored.</summary>
    public static VisitForm Of(IFormCollection sent, JsonObject stored, CodeCatalogue codes)
    {
        var visit = (JsonObject)stored.DeepClone();
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!DateOnly.TryParseExact(sent["date"], "yyyy-MM-dd", out _)) errors["date"] = "A day is needed.";
        else visit["date"] = sent["date"].ToString();
        foreach (string field in (ReadOnlySpan<string>)["payer", "discipline", "clinician"])
            if (sent[field].ToString() is { Length: > 0 } word) visit[field] = word;
        Put(visit, "dx", string.Join(' ', sent["dx"].ToString().Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant());
        if (sent["kx"] == "on") visit["kx_attested"] = true;
        else visit.Remove("kx_attested");
        var rows = new List<Row>();
        var done = new JsonArray();
        var before = stored["interventions"] as JsonArray ?? [];
        for (int i = 0; i < Math.Min(sent["code"].Count, Most); i++)
        {
            string At(string field) => sent[field] is var all && i < all.Count ? (all[i] ?? "").Trim() : "";
            var row = new Row(At("code").ToUpperInvariant(), At("min"), At("start"), At("end"), At("by"), At("group"), At("charge"), sent["separate"].Contains($"{i}"), At("impairment"), At("goal"), At("skilled"));
            row = row with { Error = row.IsBlank ? null : ErrorOf(row, codes) };
            rows.Add(row);
            if (row.IsBlank || row.Error is not null) continue;
            // what the form does not show of this row, such as other evidence, stays with it
            var one = i < before.Count && before[i] is JsonObject there && Text(there, "code") == row.Code ? (JsonObject)there.DeepClone() : [];
            done.Add(Written(one, row));
        }
        visit["interventions"] = done;
        return new(visit, Padded(rows), errors);
    }

    static JsonObject Written(JsonObject one, Row row)
    {
        one["code"] = row.Code;
        string minutes = row.Minutes.Length > 0 ? row.Minutes : Span(row) is { } span ? $"{span}" : "";
        if (minutes.Length > 0) one["minutes"] = int.Parse(minutes, NumberStyles.None, CultureInfo.InvariantCulture);
        else one.Remove("minutes");
        Put(one, "start", row.Start);
        Put(one, "end", row.End);
        Put(one, "by", row.By == "therapist" ? "" : row.By);
        if (row.Group.Length > 0) one["group"] = int.Parse(row.Group, NumberStyles.None, CultureInfo.InvariantCulture);
        else one.Remove("group");
        Put(one, "charge", row.Charge);
        Put(one, "impairment", row.Impairment);
        Put(one, "goal", row.Goal);
        Put(one, "skilled", row.Skilled);
        var evidence = one["evidence"] as JsonObject ?? [];
        if (row.Separate) evidence["separate_time"] = true;
        else evidence.Remove("separate_time");
        if (evidence.Count == 0) one.Remove("evidence");
        else if (one["evidence"] is null) one["evidence"] = evidence;
        return one;
    }

    static string? ErrorOf(Row row, CodeCatalogue codes)
    {
        if (row.Code.Length == 0) return "Which code?";
        if (!ProcedureCode.TryParse(row.Code, out var code)) return $"{row.Code} is not a code of five letters or digits{(Spelling.Nearest(row.Code, codes.All.Select(static one => one.Code.ToString())) is { } nearest ? $"; the nearest is {nearest}" : "")}.";
        if (row.Minutes.Length > 0 && !IsWhole(row.Minutes, 24 * 60)) return "Whole minutes are needed; nothing is rounded for you.";
        if (row.Start.Length > 0 && !IsTime(row.Start) || row.End.Length > 0 && !IsTime(row.End)) return "A time of day is needed: 09:15.";
        if (row.Start.Length > 0 && row.End.Length > 0 && Span(row) is null) return "It ends before it starts.";
        if (row.Group.Length > 0 && (!IsWhole(row.Group, 1000) || row.Group == "0")) return "How many patients at once?";
        return null;
    }

    /// <summary>Minutes from start to end; null where one is not told, or the end comes first.</summary>
    static int? Span(Row row) => TimeOnly.TryParseExact(row.Start, "HH:mm", out var start) && TimeOnly.TryParseExact(row.End, "HH:mm", out var end) && end > start ? (int)(end - start).TotalMinutes : null;

    static bool IsTime(string text) => TimeOnly.TryParseExact(text, "HH:mm", out _);

    static bool IsWhole(string text, int most) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= most;

    static List<Row> Padded(List<Row> rows)
    {
        while (rows.Count < Fewest || rows.Count < Most && !rows[^1].IsBlank) rows.Add(new("", "", "", "", "", "", "", false, "", "", ""));
        return rows;
    }

    static void Put(JsonObject json, string field, string text)
    {
        if (text.Length > 0) json[field] = text;
        else json.Remove(field);
    }

    static string Text(JsonObject json, string field) => json[field]?.ToString() ?? "";
}
