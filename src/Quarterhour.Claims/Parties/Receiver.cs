namespace Quarterhour.Claims;

/// <summary>Where a file of claims goes: a clearinghouse, or a payer that takes files itself.</summary>
public sealed record Receiver
{
    /// <summary>The practice's word for it.</summary>
    public required string Id { get; init; }

    /// <summary>NM103 of loop 1000B.</summary>
    public required string Name { get; init; }

    /// <summary>ISA08, GS03 and NM109.</summary>
    public required string Number { get; init; }

    /// <summary>ISA06 and GS02: the sender's number here.</summary>
    public required string SenderNumber { get; init; }

    /// <summary>ISA05.</summary>
    public string SenderQualifier { get; init; } = "ZZ";

    /// <summary>ISA07.</summary>
    public string ReceiverQualifier { get; init; } = "ZZ";

    /// <summary>ISA15 is T.</summary>
    public bool IsTest { get; init; }
}
