namespace Quarterhour.X12;

/// <summary>What one transaction of claims says of itself: BHT, submitter, receiver.</summary>
public sealed record ClaimBatch
{
    /// <summary>ST and the guide.</summary>
    public required Transaction Transaction { get; init; }

    /// <summary>BHT01: 0019.</summary>
    public string Structure { get; set; } = "0019";

    /// <summary>BHT02: 00 original, 18 sent again.</summary>
    public string Purpose { get; set; } = "00";

    /// <summary>BHT03: the batch's number, which a 277CA returns.</summary>
    public string Number { get; set; } = "";

    /// <summary>BHT04, CCYYMMDD.</summary>
    public string Date { get; set; } = "";

    /// <summary>BHT05, HHMM.</summary>
    public string Time { get; set; } = "";

    /// <summary>BHT06: CH for claims to be paid, RP reporting, 31 subrogation.</summary>
    public string Type { get; set; } = "CH";

    /// <summary>Loop 1000A.</summary>
    public Party? Submitter { get; set; }

    /// <summary>Loop 1000B.</summary>
    public Party? Receiver { get; set; }

    /// <summary>Segments of the header that have no place above.</summary>
    public Items<OtherSegment> Others { get => others.List; init => others = new(value); }
    Held<OtherSegment> others;
}
