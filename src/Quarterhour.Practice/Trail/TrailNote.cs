namespace Quarterhour.Practice;

/// <summary>What somebody read, or did that changes no record.</summary>
/// <param name="Who">Who.</param>
/// <param name="At">When.</param>
/// <param name="Action">What was done: read, signed-in, exported.</param>
/// <param name="Kind">The kind of record.</param>
/// <param name="Record">Its id; blank for several.</param>
/// <param name="Facility">Its facility.</param>
/// <param name="Content">The ids of several.</param>
public sealed record TrailNote(Who Who, DateTimeOffset At, string Action, string Kind, string Record, string Facility, string? Content = null);
