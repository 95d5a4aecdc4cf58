using System.Text.Json;

namespace Quarterhour.Cli.Cases;

/// <summary>One worked example of a file.</summary>
sealed record WorkedCase(string File, string Id, DateOnly Date, JsonElement Input, JsonElement Expected)
{
    /// <summary>The id of the finding that is expected in place of an answer; null for an answer.</summary>
    public string? ExpectedError => Expected.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.String ? error.GetString() : null;

    public CaseFields Fields => new(this, Input, "input");
}
