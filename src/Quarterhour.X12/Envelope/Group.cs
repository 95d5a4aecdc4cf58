namespace Quarterhour.X12;

/// <summary>A functional group, GS to GE: transactions of one kind.</summary>
public sealed record Group
{
    /// <summary>GS01: HC claims, HP payments, FA acknowledgments, HN and HR claim status, HS and HB eligibility.</summary>
    public required string Code { get; init; }

    /// <summary>GS02.</summary>
    public required string Sender { get; init; }

    /// <summary>GS03.</summary>
    public required string Receiver { get; init; }

    /// <summary>GS04, CCYYMMDD.</summary>
    public required string Date { get; init; }

    /// <summary>GS05, HHMM and finer.</summary>
    public required string Time { get; init; }

    /// <summary>GS06, one to nine digits; the same in GE02.</summary>
    public required string Control { get; init; }

    /// <summary>GS07: X.</summary>
    public string Agency { get; init; } = "X";

    /// <summary>GS08: the version, and for healthcare the guide, for example 005010X222A1.</summary>
    public required string Version { get; init; }

    internal static Group Of(in Segment gs) => new()
    {
        Code = gs.Text(1), Sender = gs.Text(2), Receiver = gs.Text(3), Date = gs.Text(4), Time = gs.Text(5), Control = gs.Text(6), Agency = gs.Text(7), Version = gs.Text(8),
    };
}
