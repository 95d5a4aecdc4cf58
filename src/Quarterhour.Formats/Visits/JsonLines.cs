using System.Text.Json;

namespace Quarterhour.Formats.Visits;

/// <summary>On which line each visit of a JSON document begins, for messages.</summary>
static class JsonLines
{
    /// <param name="text">A document that parses.</param>
    /// <returns>Lines from 1: of the members of the first list that is not deeper than one object, or of the document itself.</returns>
    public static IReadOnlyList<long> OfVisits(byte[] text)
    {
        var lines = new List<long>();
        var reader = new Utf8JsonReader(text);
        long line = 1;
        int counted = 0, inList = -1;
        bool isVisits = false;
        while (reader.Read())
        {
            if (inList < 0)
            {
                if (reader.TokenType == JsonTokenType.StartArray && (reader.CurrentDepth == 0 || reader.CurrentDepth == 1 && isVisits)) inList = reader.CurrentDepth;
                isVisits = reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("visits"u8);
                continue;
            }
            if (reader.CurrentDepth == inList) break;
            if (reader.CurrentDepth != inList + 1 || reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray) continue;
            int start = (int)reader.TokenStartIndex;
            line += text.AsSpan(counted, start - counted).Count((byte)'\n');
            counted = start;
            lines.Add(line);
        }
        return inList < 0 ? [1] : lines;
    }
}
