namespace Quarterhour.X12;

/// <summary>A level of a 276, 277 or 277CA: payer, receiver, provider, subscriber, dependent or patient, with what is asked or answered there.</summary>
public sealed record StatusLevel : Level<StatusLevel>
{
    /// <summary>NM1. A birth date of a 276 stands in the first.</summary>
    public Items<Party> Parties { get => parties.List; init => parties = new(value); }
    Held<Party> parties;

    /// <summary>DMG stands before the name, as in 276.</summary>
    public Party? Born { get; set; }

    /// <summary>What is asked or answered.</summary>
    public Items<StatusTrace> Traces { get => traces.List; init => traces = new(value); }
    Held<StatusTrace> traces;

    /// <summary>What has no place above.</summary>
    public Items<OtherSegment> Others { get => others.List; init => others = new(value); }
    Held<OtherSegment> others;

    /// <summary>The nearest level above, or this one, with this code; null when there is none.</summary>
    public StatusLevel? Above(string code) => Code == code ? this : Parent?.Above(code);
}
