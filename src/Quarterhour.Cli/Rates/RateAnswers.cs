using Quarterhour.Rates.Files;

namespace Quarterhour.Cli.Rates;

/// <summary>Words of the answers.</summary>
static class RateAnswers
{
    public static string Kind(FileKind kind) => kind switch
    {
        FileKind.InNetwork => "in-network-rates",
        FileKind.AllowedAmounts => "allowed-amounts",
        FileKind.TableOfContents => "table-of-contents",
        FileKind.ProviderReference => "provider-reference",
        _ => "unknown",
    };
}
