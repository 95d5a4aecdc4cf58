namespace Quarterhour.Practice.Rows;

/// <summary>Where a claim stands.</summary>
public enum ClaimState : byte
{
    /// <summary>Recorded, not sent.</summary>
    Made,

    Sent,

    /// <summary>A receiver took it in: 999 or 277CA.</summary>
    Accepted,

    /// <summary>Turned down before it was decided: TA1, 999 or 277CA. To be corrected and sent again.</summary>
    Rejected,

    /// <summary>Decided, nothing refused.</summary>
    Paid,

    /// <summary>Decided, a part refused.</summary>
    PartlyDenied,

    /// <summary>Decided, all refused.</summary>
    Denied,

    /// <summary>A decision was taken back and no other has come.</summary>
    Reversed,

    /// <summary>Decided, and what the decision means a person has to say: a code that is not explained, a sum that nothing explains, a discount of the whole charge.</summary>
    Unclear,

    /// <summary>Recorded and never sent; another of the visit took its place.</summary>
    Withdrawn,
}
