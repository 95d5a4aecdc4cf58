namespace Quarterhour.Claims;

/// <summary>Who was treated.</summary>
public sealed record Patient
{
    /// <summary>The visits' word for them.</summary>
    public required string Id { get; init; }

    public required PersonName Name { get; init; }

    public required DateOnly Birth { get; init; }

    /// <summary>F, M or U.</summary>
    public required string Sex { get; init; }

    public required Address Address { get; init; }

    /// <summary>Ten digits.</summary>
    public string? Phone { get; init; }

    /// <summary>CLM10 is P: the provider signed for the patient, who was not there in person to sign.</summary>
    public bool SignedByProvider { get; init; }

    /// <summary>CLM09 is I: the law lets the provider release records without the patient's signature; else Y, signed.</summary>
    public bool ReleaseByLaw { get; init; }
}
