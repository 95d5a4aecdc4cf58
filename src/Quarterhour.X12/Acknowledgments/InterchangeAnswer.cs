namespace Quarterhour.X12;

/// <summary>An answer to a whole interchange, TA1. Stands between ISA and IEA, in no group.</summary>
/// <param name="Control">TA101: ISA13 of the interchange that is answered.</param>
/// <param name="Date">TA102: its ISA09, YYMMDD.</param>
/// <param name="Time">TA103: its ISA10.</param>
/// <param name="Code">TA104: A accepted, E accepted with errors, R rejected.</param>
/// <param name="Note">TA105: 000 nothing wrong, 001 control numbers differ, 021 count of groups, 022 control structure, 023 cut off, 024 content, 026 separator.</param>
public sealed record InterchangeAnswer(string Control, string Date, string Time, string Code, string Note)
{
    /// <summary>Reads the reader's current segment; null when that is no TA1.</summary>
    public static InterchangeAnswer? Read(X12Reader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var segment = reader.Segment;
        return segment.Code == Tag.TA1 ? new(segment.Text(1), segment.Text(2), segment.Text(3), segment.Text(4), segment.Text(5)) : null;
    }

    /// <summary>The answer to an interchange with these findings.</summary>
    public static InterchangeAnswer Of(Interchange interchange, IEnumerable<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(interchange);
        string note = findings.Where(static one => one.Severity == Severity.Error).Select(static one => one.Id switch
        {
            "envelope-iea-control" => "001",
            "envelope-terminator" => "004",
            "envelope-iea-count" => "021",
            "envelope-isa-length" or "envelope-isa-malformed" or "envelope-ge-missing" or "envelope-ge-alone" => "022",
            "envelope-no-end" or "envelope-iea-missing" => "023",
            "envelope-outside" or "envelope-gs-missing" or "envelope-before-isa" => "024",
            "envelope-delimiters" => "026",
            _ => "",
        }).FirstOrDefault(static code => code.Length > 0) ?? "000";
        return new(interchange.Control.PadLeft(9, '0'), interchange.Date, interchange.Time, note == "000" ? "A" : "R", note);
    }

    /// <summary>Writes it into the open interchange.</summary>
    public void Write(X12Writer writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Start("TA1").Text(Control).Text(Date).Text(Time).Text(Code).Text(Note).End();
    }
}
