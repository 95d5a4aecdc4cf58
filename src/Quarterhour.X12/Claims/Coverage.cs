namespace Quarterhour.X12;

/// <summary>How a subscriber is covered, SBR.</summary>
public sealed record Coverage
{
    /// <summary>SBR01: P primary, S secondary, T tertiary.</summary>
    public string Order { get; set; } = "";

    /// <summary>SBR02: 18 self; in loop 2000B blank when the patient is somebody else.</summary>
    public string Relationship { get; set; } = "";

    /// <summary>SBR03: group or policy number.</summary>
    public string Group { get; set; } = "";

    /// <summary>SBR04: the group's name.</summary>
    public string GroupName { get; set; } = "";

    /// <summary>SBR05: why Medicare pays second.</summary>
    public string SecondaryReason { get; set; } = "";

    /// <summary>SBR09: MB Medicare Part B, MC Medicaid, CI commercial, BL Blue Cross, WC workers' compensation.</summary>
    public string FilingCode { get; set; } = "";

    /// <summary>SBR06 to SBR08, which the guide does not use.</summary>
    public Items<string> Unused { get => unused.List; init => unused = new(value); }
    Held<string> unused;

    internal static Coverage Read(TransactionReader reader, in Segment sbr)
    {
        var coverage = new Coverage { Order = reader.Text(sbr, 1), Relationship = reader.Text(sbr, 2), Group = reader.Text(sbr, 3), GroupName = reader.Text(sbr, 4), SecondaryReason = reader.Text(sbr, 5), FilingCode = reader.Text(sbr, 9) };
        if (!sbr[6].IsEmpty || !sbr[7].IsEmpty || !sbr[8].IsEmpty) coverage.Unused.AddRange([reader.Text(sbr, 6), reader.Text(sbr, 7), reader.Text(sbr, 8)]);
        return coverage;
    }

    internal void Write(X12Writer writer)
    {
        writer.Start("SBR").Text(Order).Text(Relationship).Text(Group).Text(GroupName).Text(SecondaryReason);
        for (int i = 0; i < 3; i++) writer.Text(i < Unused.Count ? Unused[i] : "");
        writer.Text(FilingCode).End();
    }
}
