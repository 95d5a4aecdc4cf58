namespace Quarterhour.Claims;

/// <summary>What a payer should pay on a line that others decided before. Dollars.</summary>
public sealed record AfterOthers
{
    /// <summary>What the last of them left to the patient: no payer after it owes more; null where its decision is not told line by line.</summary>
    public decimal? Left { get; init; }

    /// <summary>What this payer should pay; null where that is undecided.</summary>
    public decimal? Pays { get; init; }

    /// <summary>What is needed to decide; null where it is.</summary>
    public string? Needs { get; init; }

    /// <summary>A deductible or coinsurance of its own that it tells is taken off what it should pay.</summary>
    public bool LessOwnShare { get; init; }
}
