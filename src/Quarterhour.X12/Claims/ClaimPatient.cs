namespace Quarterhour.X12;

/// <summary>A patient who is not the subscriber, loop 2000C.</summary>
public sealed record ClaimPatient
{
    /// <summary>PAT01: 01 spouse, 19 child, 20 employee, 21 unknown, G8 other.</summary>
    public string Relationship { get; set; } = "";

    /// <summary>PAT05 to PAT09: day of death, weight, pregnancy; blank mostly.</summary>
    public Items<string> Further { get => further.List; init => further = new(value); }
    Held<string> further;

    /// <summary>Loop 2010CA.</summary>
    public Party Patient { get; set; } = new("QC");

    /// <summary>What has no place above.</summary>
    public Items<OtherSegment> Others { get => others.List; init => others = new(value); }
    Held<OtherSegment> others;
}
