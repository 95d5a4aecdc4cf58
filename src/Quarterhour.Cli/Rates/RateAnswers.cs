using Quarterhour.Rates.Files;

namespace Quarterhour.Cli.Rates;

/// <summary>Words of the answers.</summary>
static class RateAnswers
{
    public static readonly System.Text.Json.JsonWriterOptions Form = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Kind(FileKind kind) => kind switch
    {
        FileKind.InNetwork => "in-network-rates",
        FileKind.AllowedAmounts => "allowed-amounts",
        FileKind.TableOfContents => "table-of-contents",
        FileKind.ProviderReference => "provider-reference",
        _ => "unknown",
    };
}
