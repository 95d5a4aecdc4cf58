using System.Text.Json;

namespace Quarterhour.Formats.Visits;

/// <summary>What of an input was left out, as JSON: the same for bills and claims.</summary>
public static class FaultJson
{
    /// <summary>Writes the list.</summary>
    public static void Write(Utf8JsonWriter json, IEnumerable<ReadFault> faults)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(faults);
        json.WriteStartArray("rejected");
        foreach (var fault in faults)
        {
            json.WriteStartObject();
            json.WriteString("file", fault.File);
            if (fault.Line > 0) json.WriteNumber("line", fault.Line);
            else json.WriteNull("line");
            json.WriteString("column", fault.Column);
            json.WriteString("visit", fault.Visit);
            json.WriteString("message", fault.Message);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
