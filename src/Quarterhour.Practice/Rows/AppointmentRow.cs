namespace Quarterhour.Practice.Rows;

/// <summary>A time that a patient has with a clinician.</summary>
public sealed class AppointmentRow
{
    public required string Id { get; set; }

    public required string Facility { get; set; }

    public required string Patient { get; set; }

    public required string Clinician { get; set; }

    /// <summary>Blank for none.</summary>
    public required string Room { get; set; }

    public required DateOnly Day { get; set; }

    /// <summary>As 08:30, local time.</summary>
    public required string Starts { get; set; }

    public required string Ends { get; set; }

    public required AppointmentState State { get; set; }

    /// <summary>What those that recur together share; blank for one alone.</summary>
    public required string Series { get; set; }

    /// <summary>The id of the visit that came of it.</summary>
    public string? Visit { get; set; }

    public required int Version { get; set; }

    public required string MadeAt { get; set; }

    public required string Note { get; set; }
}
