namespace Quarterhour.Claims;

/// <summary>The billing provider, loop 2010AA and boxes 25 and 33.</summary>
public sealed record Facility
{
    /// <summary>The visits' word for it.</summary>
    public required string Id { get; init; }

    /// <summary>As enrolled with payers.</summary>
    public required string Name { get; init; }

    /// <summary>Ten digits with their check digit.</summary>
    public required string Npi { get; init; }

    /// <summary>Nine digits.</summary>
    public required string TaxId { get; init; }

    /// <summary>True where the tax id is a person's social security number (SY), not an employer's (EI).</summary>
    public bool TaxIdIsSocialSecurity { get; init; }

    /// <summary>PRV03, ten characters.</summary>
    public required string Taxonomy { get; init; }

    /// <summary>A street, no post box; nine digits of ZIP.</summary>
    public required Address Address { get; init; }

    /// <summary>Where payments go, 2010AB, if elsewhere.</summary>
    public Address? PayTo { get; init; }

    /// <summary>Ten digits.</summary>
    public string? Phone { get; init; }

    /// <summary>The usual place of service, two digits.</summary>
    public string PlaceOfService { get; init; } = "11";

    /// <summary>Null for an organization; else the person that bills in their own name.</summary>
    public PersonName? Person { get; init; }
}

/// <summary>Where a service was given, 2310C and box 32.</summary>
public sealed record ServicePlace(string Name, Address Address, string? Npi = null);
