namespace Quarterhour.Practice;

/// <summary>What a look through the trail found.</summary>
/// <param name="Entries">How many fit, one after the other.</param>
/// <param name="Last">The hash of the last of them.</param>
/// <param name="Fault">The first that does not fit; null where all do.</param>
public sealed record TrailCheck(long Entries, string Last, TrailFault? Fault);
