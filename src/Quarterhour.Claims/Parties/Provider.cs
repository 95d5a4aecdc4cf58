namespace Quarterhour.Claims;

/// <summary>A person who treats, refers or supervises.</summary>
public sealed record Provider
{
    /// <summary>The visits' word for them; the NPI where there is none.</summary>
    public required string Id { get; init; }

    public required PersonName Name { get; init; }

    /// <summary>Ten digits with their check digit.</summary>
    public required string Npi { get; init; }

    /// <summary>PRV03; null where it is not sent (a referring physician).</summary>
    public string? Taxonomy { get; init; }
}
