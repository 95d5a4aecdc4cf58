namespace Quarterhour.Simulation;

/// <summary>What must be in the records after everything was posted: seeded, known beforehand, and made by other code than what is tested. Cents.</summary>
sealed record SimulatedOutcome(string Claim, PayersWhim Whim)
{
    /// <summary>What the payer paid in the end.</summary>
    public long Paid { get; set; }

    public long Deductible { get; set; }

    public long Coinsurance { get; set; }

    public long Underpaid { get; set; }

    public long Overpaid { get; set; }

    /// <summary>Refusals that stand: line, group, code, cents.</summary>
    public List<(string Line, string Group, string Code, long Cents)> Denials { get; } = [];
}
