namespace Quarterhour.Practice.Rows;

/// <summary>An entry of the practice file, kept: a facility, a person, a payer, a patient, or what hangs on one of them.</summary>
public sealed class RecordRow
{
    /// <summary>Opaque, for addresses.</summary>
    public required string Id { get; set; }

    /// <summary>The section of the practice file.</summary>
    public required string Kind { get; set; }

    /// <summary>The practice's own word, by which others name it; blank where the section has none.</summary>
    public required string Word { get; set; }

    /// <summary>The word of the facility that it is of; blank: of all.</summary>
    public required string Facility { get; set; }

    /// <summary>The word of the patient that it is about; blank for none.</summary>
    public required string Patient { get; set; }

    /// <summary>What it is called in lists.</summary>
    public required string Title { get; set; }

    /// <summary>The title in lower case, by which it is sorted and found.</summary>
    public string Sort { get; set; } = "";

    /// <summary>The day by which it wants a person, where it has one.</summary>
    public DateOnly? Due { get; set; }

    /// <summary>From 1; one more with each change.</summary>
    public required int Version { get; set; }

    public required string MadeAt { get; set; }

    public string? EndedAt { get; set; }

    /// <summary>Its fields as JSON; identifiers in it are sealed.</summary>
    public required string Fields { get; set; }
}
