namespace Quarterhour.X12;

/// <summary>How much a finding matters.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing is rejected for it.</summary>
    Note,

    /// <summary>Somebody should look; some receivers reject it.</summary>
    Warning,

    /// <summary>The standard or the guide is broken; a receiver rejects it.</summary>
    Error,
}
