namespace Quarterhour.Practice.Rows;

/// <summary>A visit: what was done, as the visit contract says it, and where it stands.</summary>
public sealed class VisitRow
{
    /// <summary>Opaque, for addresses.</summary>
    public required string Id { get; set; }

    /// <summary>The practice's own word for it, which claims bear.</summary>
    public required string Number { get; set; }

    public required string Facility { get; set; }

    /// <summary>The patient's word.</summary>
    public required string Patient { get; set; }

    /// <summary>The clinician's word.</summary>
    public required string Clinician { get; set; }

    public required string Payer { get; set; }

    public required DateOnly Day { get; set; }

    /// <summary>PT, OT or SLP.</summary>
    public string Discipline { get; set; } = "PT";

    /// <summary>The number of the claim that stands for it, the latest; null where none does yet.</summary>
    public string? Claim { get; set; }

    public required VisitState State { get; set; }

    /// <summary>From 1; one more with each change.</summary>
    public required int Version { get; set; }

    /// <summary>What its bill was when it was last saved: clean, needs-attention, cannot-bill.</summary>
    public required string Outcome { get; set; }

    /// <summary>Ids of the findings that stop the bill or want a person, when it was last saved.</summary>
    public required string Blocks { get; set; }

    public required int Units { get; set; }

    /// <summary>Null where it is undecided.</summary>
    public long? AllowedCents { get; set; }

    public required string MadeAt { get; set; }

    public string? SignedAt { get; set; }

    /// <summary>Who signed, by name.</summary>
    public string? SignedBy { get; set; }

    /// <summary>Some of it is told by the clock, so that the same clinician's other visits of the day may overlap with it. Follows from <see cref="Json"/>.</summary>
    public bool Timed { get; private set; }

    /// <summary>The visit as the contract has it.</summary>
    public required string Json
    {
        get;
        set
        {
            field = value;
            Timed = value?.Contains("\"start\"", StringComparison.Ordinal) == true;
        }
    }
}
