using System.Text.Json;
using System.Text.Json.Nodes;

namespace Quarterhour.Cli.Cases;

/// <summary>Whether an answer is the expected one. Order in lists does not matter; of several accepted answers one is enough.</summary>
static class Agreement
{
    public static bool Between(JsonElement expected, JsonNode? actual) => expected.ValueKind switch
    {
        JsonValueKind.Object => actual is JsonObject answer && Objects(expected, answer),
        JsonValueKind.Array => actual is JsonArray list && Lists(expected, list),
        JsonValueKind.Null => actual is null,
        JsonValueKind.String => actual?.GetValueKind() == JsonValueKind.String && actual.GetValue<string>() == expected.GetString(),
        _ => actual is not null && actual.ToJsonString() == expected.GetRawText(),
    };

    /// <summary>Every expected field agrees, and the answer has no other.</summary>
    static bool Objects(JsonElement expected, JsonObject answer)
    {
        int fields = 0;
        foreach (var field in expected.EnumerateObject())
        {
            if (!answer.TryGetPropertyValue(field.Name, out var value)) return false;
            bool agrees = field.Name == "accepted" && field.Value.ValueKind == JsonValueKind.Array
                ? value is JsonArray { Count: 1 } given && field.Value.EnumerateArray().Any(accepted => Between(accepted, given[0]))
                : Between(field.Value, value);
            if (!agrees) return false;
            fields++;
        }
        return fields == answer.Count;
    }

    static bool Lists(JsonElement expected, JsonArray actual)
    {
        if (expected.GetArrayLength() != actual.Count) return false;
        var open = actual.ToList();
        foreach (var one in expected.EnumerateArray())
        {
            int at = open.FindIndex(other => Between(one, other));
            if (at < 0) return false;
            open.RemoveAt(at);
        }
        return true;
    }
}
