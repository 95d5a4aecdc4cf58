namespace Quarterhour.X12;

/// <summary>What a check says about one place of a file. Findings are values: nothing throws for bad data.</summary>
/// <param name="Id">Stable id; begins with its kind: envelope-, structure-, element-, balance-, situation-, code-, partner-.</param>
/// <param name="Severity">How much it matters; a profile may change it.</param>
/// <param name="Message">What is wrong, where, and what to do.</param>
public sealed record Finding(string Id, Severity Severity, string Message)
{
    /// <summary>The interchange, counted from 1; 0 outside of any.</summary>
    public int Interchange { get; init; }

    /// <summary>The transaction in the file, counted from 1; 0 outside of any.</summary>
    public int Transaction { get; init; }

    /// <summary>ST02 of that transaction.</summary>
    public string? Control { get; init; }

    /// <summary>The segment in the file, ISA of the first interchange is 1; 0 where no segment is meant.</summary>
    public long Segment { get; init; }

    /// <summary>The segment in its transaction, ST is 1; 0 outside of any.</summary>
    public int Position { get; init; }

    /// <summary>First byte of the segment in the file, counted from 0.</summary>
    public long Offset { get; init; }

    /// <summary>The segment's tag, for example NM1.</summary>
    public string? Tag { get; init; }

    /// <summary>The loop in which it stands, for example 2010AA.</summary>
    public string? Loop { get; init; }

    /// <summary>The element, counted from 1; 0 for the segment as a whole.</summary>
    public int Element { get; init; }

    /// <summary>The component of a composite element, counted from 1; 0 for the element as a whole.</summary>
    public int Component { get; init; }

    /// <summary>What stood there; null where nothing did or it does not apply.</summary>
    public string? Found { get; init; }

    /// <summary>What is allowed there, in words or as a list of codes.</summary>
    public string? Allowed { get; init; }

    /// <summary>The claim or payment concerned (CLM01 or CLP01), where there is one.</summary>
    public string? Claim { get; init; }

    /// <summary>The place in the field's spelling, for example NM109 or SV101-2; null without element.</summary>
    public string? ElementName => Element == 0 || Tag is null ? null : Component == 0 ? $"{Tag}{Element:00}" : $"{Tag}{Element:00}-{Component}";
}
