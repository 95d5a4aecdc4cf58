namespace Quarterhour.Practice.Rows;

/// <summary>Where a visit stands.</summary>
public enum VisitState
{
    /// <summary>Being written.</summary>
    Open,

    /// <summary>Signed: only addenda from here on.</summary>
    Signed,

    /// <summary>Not furnished, or entered by mistake; kept, and never billed.</summary>
    Ended,
}
