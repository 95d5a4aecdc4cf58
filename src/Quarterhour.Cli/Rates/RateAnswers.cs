using System.Text.Json;
using Quarterhour.Rates.Files;

namespace Quarterhour.Cli.Rates;

/// <summary>Words of the answers.</summary>
static class RateAnswers
{
    public static readonly JsonWriterOptions Form = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Kind(FileKind kind) => kind switch
    {
        FileKind.InNetwork => "in-network-rates",
        FileKind.AllowedAmounts => "allowed-amounts",
        FileKind.TableOfContents => "table-of-contents",
        FileKind.ProviderReference => "provider-reference",
        _ => "unknown",
    };

    public static void Counts(Utf8JsonWriter json, string name, SortedDictionary<string, long> counts)
    {
        json.WriteStartObject(name);
        foreach (var (what, times) in counts) json.WriteNumber(what, times);
        json.WriteEndObject();
    }
}
