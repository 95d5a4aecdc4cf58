namespace Quarterhour.Practice.Rows;

/// <summary>A file beside a record: a referral, a card, a letter. Never changed; ended where it no longer counts.</summary>
public sealed class RecordFileRow
{
    /// <summary>Opaque, for addresses.</summary>
    public required string Id { get; set; }

    /// <summary>The id of the record.</summary>
    public required string Record { get; set; }

    /// <summary>The kind of the record.</summary>
    public required string Kind { get; set; }

    /// <summary>The facility of the record; blank: of all.</summary>
    public required string Facility { get; set; }

    /// <summary>As whoever sent it calls it.</summary>
    public required string Name { get; set; }

    /// <summary>What its content is: application/pdf, image/png and others.</summary>
    public required string Type { get; set; }

    /// <summary>Bytes, before it was sealed.</summary>
    public required long Size { get; set; }

    /// <summary>SHA-256 before it was sealed.</summary>
    public required string Hash { get; set; }

    public required string MadeAt { get; set; }

    /// <summary>Who put it there, by name.</summary>
    public required string MadeBy { get; set; }

    public string? EndedAt { get; set; }

#pragma warning disable CA1819 // a column
    /// <summary>Sealed.</summary>
    public required byte[] Content { get; set; }
#pragma warning restore CA1819
}
