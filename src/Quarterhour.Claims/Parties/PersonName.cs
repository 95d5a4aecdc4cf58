namespace Quarterhour.Claims;

/// <summary>A person's name as the payer has it.</summary>
public sealed record PersonName(string Last, string First)
{
    public string? Middle { get; init; }

    public string? Suffix { get; init; }
}
