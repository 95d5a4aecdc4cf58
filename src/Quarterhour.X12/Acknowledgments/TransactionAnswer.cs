namespace Quarterhour.X12;

/// <summary>An answer to one transaction, AK2 to IK5.</summary>
/// <param name="Set">AK201.</param>
/// <param name="Control">AK202: its ST02.</param>
public sealed record TransactionAnswer(string Set, string Control)
{
    /// <summary>AK203: its ST03.</summary>
    public string Guide { get; init; } = "";

    /// <summary>IK3 and what stands under it.</summary>
    public Items<SegmentError> Errors { get => errors.List; init => errors = new(value); }
    Held<SegmentError> errors;

    /// <summary>IK501: A accepted, E accepted with errors noted, R rejected.</summary>
    public string Code { get; set; } = "";

    /// <summary>IK502 to IK506: 5 segments in error, 4 SE01 is wrong, 3 SE02 is wrong, 2 SE is missing.</summary>
    public Items<string> Reasons { get => reasons.List; init => reasons = new(value); }
    Held<string> reasons;

    internal void Write(X12Writer writer)
    {
        writer.Start("AK2").Text(Set).Text(Control).Text(Guide).End();
        foreach (var error in Errors) error.Write(writer);
        writer.Start("IK5").Text(Code);
        foreach (string reason in Reasons) writer.Text(reason);
        writer.End();
    }
}
