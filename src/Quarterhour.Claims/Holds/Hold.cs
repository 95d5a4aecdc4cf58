namespace Quarterhour.Claims;

/// <summary>Why a claim is not sent: what is wrong, where it comes from, what to do.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="Where">The file and line of the practice file, or the visit.</param>
/// <param name="Field">The entry's field, or the visit's column; null where the whole is meant.</param>
/// <param name="Message">What is wrong.</param>
public sealed record Hold(HoldKind Kind, string Where, string? Field, string Message)
{
    /// <summary>What to do.</summary>
    public string Fix { get; init; } = Kind.Fix;
}
