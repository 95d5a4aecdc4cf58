namespace Quarterhour.X12;

/// <summary>Claims of an 835 that stand together, LX.</summary>
/// <param name="Number">LX01.</param>
public sealed record ClaimGroup(string Number)
{
    /// <summary>TS3 and TS2: totals of institutions.</summary>
    public Items<OtherSegment> Totals { get => totals.List; init => totals = new(value); }
    Held<OtherSegment> totals;
}
