namespace Quarterhour.Tests.Web;

/// <summary>A clock that stands until it is moved.</summary>
sealed class MovedClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 5, 8, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;
}
