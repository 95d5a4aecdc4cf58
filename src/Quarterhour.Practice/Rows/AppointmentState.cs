namespace Quarterhour.Practice.Rows;

/// <summary>What became of an appointment.</summary>
public enum AppointmentState
{
    Booked,

    /// <summary>The patient is here, or was: a visit stands for it.</summary>
    Arrived,

    NoShow,

    Canceled,
}
