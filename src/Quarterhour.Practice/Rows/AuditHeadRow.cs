namespace Quarterhour.Practice.Rows;

/// <summary>How far the trail goes. One row.</summary>
public sealed class AuditHeadRow
{
    public int One { get; set; }

    public long Number { get; set; }

    public required string Hash { get; set; }
}
