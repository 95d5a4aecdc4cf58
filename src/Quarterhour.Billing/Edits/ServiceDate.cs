namespace Quarterhour.Billing.Edits;

public static partial class ServiceDate
{
    /// <summary>Refuses a line that is dated after the day on which it is sent.</summary>
    /// <param name="code">The line's code.</param>
    /// <param name="date">The date of service.</param>
    /// <param name="today">The day on which the claim is sent; null where nobody tells: then every date passes.</param>
    public static Finding? Check(ProcedureCode code, DateOnly date, DateOnly? today) => today is { } day && date > day ? Finds.FutureDate(code, date, day) : null;
}
