namespace Quarterhour.X12;

/// <summary>What a transaction of levels says of itself: BHT. For 270, 271, 276, 277 and 277CA.</summary>
public sealed record LevelHeader
{
    /// <summary>ST and the guide.</summary>
    public required Transaction Transaction { get; init; }

    /// <summary>BHT01.</summary>
    public string Structure { get; set; } = "";

    /// <summary>BHT02.</summary>
    public string Purpose { get; set; } = "";

    /// <summary>BHT03.</summary>
    public string Number { get; set; } = "";

    /// <summary>BHT04, CCYYMMDD.</summary>
    public string Date { get; set; } = "";

    /// <summary>BHT05, HHMM.</summary>
    public string Time { get; set; } = "";

    /// <summary>BHT06.</summary>
    public string Type { get; set; } = "";

    /// <summary>What has no place above.</summary>
    public Items<OtherSegment> Others { get => others.List; init => others = new(value); }
    Held<OtherSegment> others;

    internal void Take(TransactionReader reader, in Segment segment)
    {
        if (segment.Code == Tag.BHT)
            (Structure, Purpose, Number, Date, Time, Type) = (reader.Text(segment, 1), reader.Text(segment, 2), reader.Text(segment, 3), reader.Text(segment, 4), reader.Text(segment, 5), reader.Text(segment, 6));
        else Others.Add(OtherSegment.Read(reader, segment));
    }

    internal void Write(X12Writer writer)
    {
        writer.Begin(Transaction);
        writer.Start("BHT").Text(Structure).Text(Purpose).Text(Number).Text(Date).Text(Time).Text(Type).End();
        OtherSegment.WriteRest(writer, Others);
    }
}
