namespace Quarterhour.Claims;

/// <summary>In which order payers are asked: SBR01.</summary>
public enum CoverageOrder : byte { Primary = 1, Secondary = 2, Tertiary = 3 }

/// <summary>A patient's coverage by a payer.</summary>
public sealed record Coverage
{
    public required PayerIdentity Payer { get; init; }

    public required CoverageOrder Order { get; init; }

    /// <summary>NM109 of the subscriber, box 1a.</summary>
    public required string MemberId { get; init; }

    /// <summary>SBR03, box 11.</summary>
    public string? Group { get; init; }

    public string? GroupName { get; init; }

    /// <summary>SBR05: why Medicare pays second, two digits.</summary>
    public string? SecondaryReason { get; init; }

    /// <summary>A Medigap policy, which item 9 of a paper claim to Medicare names.</summary>
    public bool Medigap { get; init; }

    /// <summary>SBR02 or PAT01: 18 self, 01 spouse, 19 child, 20 employee, G8 other.</summary>
    public string Relationship { get; init; } = "18";

    /// <summary>Null where the patient is the subscriber.</summary>
    public Subscriber? Subscriber { get; init; }
}

/// <summary>Whose policy it is, where that is not the patient.</summary>
public sealed record Subscriber(PersonName Name, Address? Address, DateOnly? Birth = null, string? Sex = null)
{
    /// <summary>An employer, whose name is the last name: workers' compensation.</summary>
    public bool IsOrganization { get; init; }
}

/// <summary>A payer as claims name it.</summary>
public sealed record PayerIdentity
{
    /// <summary>Medicare's deadlines hold: it is Medicare by what is filed, or the practice says that its rules are Medicare's.</summary>
    public bool HasMedicareDeadlines() => this is { FilingCode: "MB" } or { Profile: "medicare" };

    /// <summary>The practice's word for it.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>NM109 with PI: the number under which the receiver knows it.</summary>
    public required string PayerNumber { get; init; }

    /// <summary>SBR09: MB, MC, CI, BL, HM, WC, AM, CH, 16 and so on.</summary>
    public required string FilingCode { get; init; }

    /// <summary>Which rules: id of a payer profile.</summary>
    public required string Profile { get; init; }

    /// <summary>How it pays after another payer: S all that the first leaves to the patient, C its own benefit less what the first paid; null where that is not known.</summary>
    public string? Coordination { get; init; }

    public Address? Address { get; init; }

    /// <summary>Where its claims go: a receiver's id in the practice file; null where paper alone is sent.</summary>
    public string? Receiver { get; init; }
}
