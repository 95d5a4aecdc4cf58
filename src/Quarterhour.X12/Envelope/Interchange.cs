namespace Quarterhour.X12;

/// <summary>The outermost envelope, ISA to IEA. Values without the blanks that pad them.</summary>
public sealed record Interchange
{
    /// <summary>ISA01: 00 when ISA02 holds nothing.</summary>
    public string AuthorizationQualifier { get; init; } = "00";

    /// <summary>ISA02.</summary>
    public string Authorization { get; init; } = "";

    /// <summary>ISA03: 00 when ISA04 holds nothing.</summary>
    public string SecurityQualifier { get; init; } = "00";

    /// <summary>ISA04.</summary>
    public string Security { get; init; } = "";

    /// <summary>ISA05: whose list the sender's id is from; ZZ is agreed between the two.</summary>
    public string SenderQualifier { get; init; } = "ZZ";

    /// <summary>ISA06, up to 15 characters.</summary>
    public required string Sender { get; init; }

    /// <summary>ISA07.</summary>
    public string ReceiverQualifier { get; init; } = "ZZ";

    /// <summary>ISA08, up to 15 characters.</summary>
    public required string Receiver { get; init; }

    /// <summary>ISA09, YYMMDD.</summary>
    public required string Date { get; init; }

    /// <summary>ISA10, HHMM.</summary>
    public required string Time { get; init; }

    /// <summary>ISA12: 00501 for 5010.</summary>
    public string Version { get; init; } = "00501";

    /// <summary>ISA13, nine digits; the same in IEA02.</summary>
    public required string Control { get; init; }

    /// <summary>ISA14: whether a TA1 is asked for.</summary>
    public bool AcknowledgmentRequested { get; init; }

    /// <summary>ISA15: P production, T test.</summary>
    public string Usage { get; init; } = "P";

    /// <summary>The characters that separate.</summary>
    public Delimiters Delimiters { get; init; } = Delimiters.Usual;

    internal static Interchange Of(in Segment isa) => new()
    {
        AuthorizationQualifier = Trimmed(isa, 1), Authorization = Trimmed(isa, 2), SecurityQualifier = Trimmed(isa, 3), Security = Trimmed(isa, 4),
        SenderQualifier = Trimmed(isa, 5), Sender = Trimmed(isa, 6), ReceiverQualifier = Trimmed(isa, 7), Receiver = Trimmed(isa, 8),
        Date = Trimmed(isa, 9), Time = Trimmed(isa, 10), Version = Trimmed(isa, 12), Control = Trimmed(isa, 13), AcknowledgmentRequested = isa.Is(14, "1"u8), Usage = Trimmed(isa, 15),
        Delimiters = isa.Delimiters,
    };

    static string Trimmed(in Segment isa, int element) => isa.Text(element).TrimEnd();
}
