using System.Text.Json;
using Quarterhour.Reference.Changes;

namespace Quarterhour.Answers.Changes;

/// <summary>What changed, as JSON.</summary>
public static class ChangesJson
{
    /// <summary>Writes the fields behind <c>contract</c>.</summary>
    /// <param name="json">Receives them.</param>
    /// <param name="list">What changed.</param>
    /// <param name="where">Whose amounts, in words.</param>
    public static void Write(Utf8JsonWriter json, ChangeList list, string where)
    {
        json.WriteString("from", ChangesDocument.Day(list.From));
        json.WriteString("to", ChangesDocument.Day(list.To));
        json.WriteString("amounts", where);
        json.WriteStartArray("changes");
        foreach (var change in list.All)
        {
            json.WriteStartObject();
            json.WriteString("kind", ChangesDocument.Word(change.Kind));
            json.WriteString("day", change.Day is { } day ? ChangesDocument.Day(day) : null);
            json.WriteString("subject", change.Subject);
            json.WriteStartArray("codes");
            foreach (var code in change.Codes) json.WriteStringValue(code.ToString());
            json.WriteEndArray();
            json.WriteString("before", change.Before);
            json.WriteString("after", change.After);
            json.WriteString("text", ChangesDocument.Sentence(change));
            json.WriteString("source", change.Source);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("notes");
        foreach (string note in list.Notes) json.WriteStringValue(note);
        json.WriteEndArray();
    }
}
