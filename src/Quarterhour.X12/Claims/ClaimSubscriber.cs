namespace Quarterhour.X12;

/// <summary>The subscriber and the payer of claims, loop 2000B.</summary>
public sealed record ClaimSubscriber
{
    /// <summary>HL04: some claims of this subscriber stand under patients.</summary>
    public bool HasPatients { get; set; }

    /// <summary>SBR.</summary>
    public Coverage Coverage { get; set; } = new();

    /// <summary>Loop 2010BA.</summary>
    public Party Subscriber { get; set; } = new("IL");

    /// <summary>Loop 2010BB: the payer that the claim goes to.</summary>
    public Party Payer { get; set; } = new("PR");

    /// <summary>PAT of the subscriber, and what has no place above.</summary>
    public Items<OtherSegment> Others { get => others.List; init => others = new(value); }
    Held<OtherSegment> others;
}
