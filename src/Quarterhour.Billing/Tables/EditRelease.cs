namespace Quarterhour.Billing.Tables;

/// <summary>Which NCCI and MUE tables judge a visit: the practitioner's or the outpatient hospital's.</summary>
public enum Setting : byte { Office, Hospital }

/// <summary>A quarterly release of an edit table.</summary>
/// <param name="Name">For people: <c>NCCI practitioner 2024 Q3 (v30.2)</c>.</param>
/// <param name="Setting">Whose table it is.</param>
/// <param name="From">First day of its quarter.</param>
/// <param name="To">Last day of its quarter.</param>
/// <param name="File">The file it was read from.</param>
public sealed record EditRelease(string Name, Setting Setting, DateOnly From, DateOnly To, string File)
{
    /// <summary>Days between the date and the release's quarter; 0 within it.</summary>
    public int DaysFrom(DateOnly date) => date < From ? From.DayNumber - date.DayNumber : Math.Max(0, date.DayNumber - To.DayNumber);
}
