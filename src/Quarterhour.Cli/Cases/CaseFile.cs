using System.Globalization;
using System.Text.Json;

namespace Quarterhour.Cli.Cases;

/// <summary>Reads a file of worked examples: an object with a list <c>vectors</c>.</summary>
static class CaseFile
{
    public static IReadOnlyList<WorkedCase> Read(string file, Stream input)
    {
        var document = Parse(file, input).RootElement;
        if (document.ValueKind != JsonValueKind.Object || !document.TryGetProperty("vectors", out var vectors) || vectors.ValueKind != JsonValueKind.Array)
            throw new UnusableException($"{file}: no list \"vectors\"; a file of cases is an object with \"vectors\": [{{\"id\", \"date\", \"input\", \"expected\"}}]");
        List<WorkedCase> cases = [];
        foreach (var vector in vectors.EnumerateArray())
        {
            string where = $"{file}: vectors[{cases.Count}]";
            if (vector.ValueKind != JsonValueKind.Object) throw new UnusableException($"{where} is not an object");
            if (!vector.TryGetProperty("id", out var id) || id.ValueKind is not (JsonValueKind.String or JsonValueKind.Number)) throw new UnusableException($"{where}: \"id\" is missing");
            where = $"{file}: {id}";
            if (!vector.TryGetProperty("date", out var day) || !DateOnly.TryParseExact(day.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                throw new UnusableException($"{where}: \"date\" is missing or not a date; write it as 2025-06-02");
            cases.Add(new(file, id.ToString(), date, Object(vector, "input", where), Object(vector, "expected", where)));
        }
        return cases.Count > 0 ? cases : throw new UnusableException($"{file}: \"vectors\" is empty; there is nothing to run");
    }

    static JsonElement Object(JsonElement vector, string name, string where) =>
        vector.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : throw new UnusableException($"{where}: \"{name}\" is missing or not an object");

    static JsonDocument Parse(string file, Stream input)
    {
        using var all = new MemoryStream();
        input.CopyTo(all);
        var bytes = all.GetBuffer().AsMemory(0, (int)all.Length);
        if (bytes.Span.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        try
        {
            return JsonDocument.Parse(bytes.ToArray());
        }
        catch (JsonException wrong)
        {
            throw new UnusableException($"{file}:{(wrong.LineNumber ?? 0) + 1}: not JSON at byte {(wrong.BytePositionInLine ?? 0) + 1} of the line; look for a comma, quote or bracket that is missing or too many");
        }
    }
}
