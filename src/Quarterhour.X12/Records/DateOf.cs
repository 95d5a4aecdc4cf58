namespace Quarterhour.X12;

/// <summary>A date or a period, DTP or DTM.</summary>
/// <param name="Code">What happened: 472 service, 431 onset, 454 initial treatment, 573 paid.</param>
/// <param name="Value">As it stands: CCYYMMDD, or two days with - between.</param>
public sealed record DateOf(string Code, string Value)
{
    /// <summary>D8 a day, RD8 a period, DT a day and a time.</summary>
    public string Format { get; init; } = "D8";

    /// <summary>The day, or the first of the period; null when it can't be read.</summary>
    public DateOnly? From => Day(Value.AsSpan(0, Math.Min(8, Value.Length)));

    /// <summary>The day, or the last of the period; null when it can't be read.</summary>
    public DateOnly? To => Value.Length == 17 ? Day(Value.AsSpan(9)) : From;

    /// <summary>A day.</summary>
    public static DateOf On(string code, DateOnly day) => new(code, day.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture));

    static DateOnly? Day(ReadOnlySpan<char> text) => DateOnly.TryParseExact(text, "yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? day : null;

    internal static DateOf ReadDtp(TransactionReader reader, in Segment segment) => new(reader.Text(segment, 1), reader.Text(segment, 3)) { Format = reader.Text(segment, 2) };

    internal void WriteDtp(X12Writer writer) => writer.Start("DTP").Text(Code).Text(Format).Text(Value).End();

    /// <summary>DTM: element 2 is the day; a period stands in 5 and 6.</summary>
    internal static DateOf ReadDtm(TransactionReader reader, in Segment segment) =>
        segment[2].IsEmpty && !segment[6].IsEmpty ? new(reader.Text(segment, 1), reader.Text(segment, 6)) { Format = reader.Text(segment, 5) } : new(reader.Text(segment, 1), reader.Text(segment, 2));

    internal void WriteDtm(X12Writer writer)
    {
        writer.Start("DTM").Text(Code);
        if (Format == "D8") writer.Text(Value).End();
        else writer.Text("").Text("").Text("").Text(Format).Text(Value).End();
    }
}
