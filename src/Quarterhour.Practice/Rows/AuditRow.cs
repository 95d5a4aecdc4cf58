namespace Quarterhour.Practice.Rows;

/// <summary>An entry of the trail: who read or changed what, and what it became.</summary>
public sealed class AuditRow
{
    /// <summary>From 1, without a gap.</summary>
    public required long Number { get; set; }

    public required string At { get; set; }

    /// <summary>The account's id; blank for the program itself.</summary>
    public required string Account { get; set; }

    public required string Name { get; set; }

    public required string Facility { get; set; }

    /// <summary>read, made, changed, ended, signed, added, and others.</summary>
    public required string Action { get; set; }

    /// <summary>The kind of record.</summary>
    public required string Kind { get; set; }

    /// <summary>The record's id; blank where it is of several.</summary>
    public required string Record { get; set; }

    public int? Version { get; set; }

    /// <summary>Of a change, what the record became; of a list that was read, the ids on it.</summary>
    public string? Content { get; set; }

    /// <summary>The hash of the entry before; blank of the first.</summary>
    public required string Previous { get; set; }

    public required string Hash { get; set; }
}
