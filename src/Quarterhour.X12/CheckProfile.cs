namespace Quarterhour.X12;

/// <summary>What a receiver wants otherwise than the guide: severities by finding, and rules of its own as data.</summary>
public sealed class CheckProfile
{
    /// <summary>Severity by finding id; null leaves the finding out.</summary>
    public IReadOnlyDictionary<string, Severity?> Severities { get; init; } = new Dictionary<string, Severity?>(StringComparer.Ordinal);

    /// <summary>The receiver's own rules.</summary>
    public IReadOnlyList<PartnerRule> Rules { get; init; } = [];
}
