namespace Quarterhour.Billing.Visits;

/// <summary>How somebody was supervised, from the least to the closest.</summary>
public enum Supervision : byte
{
    None,
    /// <summary>Under overall direction; presence is not required.</summary>
    General,
    /// <summary>The supervisor was in the suite and could step in at once.</summary>
    Direct,
    /// <summary>The supervisor saw it, but did other things.</summary>
    LineOfSight,
    /// <summary>The supervisor was in the room for the whole service, directed it and did nothing else.</summary>
    Personal,
}
