using Quarterhour.Claims;

namespace Quarterhour.Cli.Claims;

/// <summary>What a run of <c>claim</c> was asked for.</summary>
sealed record ClaimRequest
{
    public required string Visits { get; init; }

    public required string Practice { get; init; }

    public required string Out { get; init; }

    public required string Format { get; init; }

    public CoverageOrder? Order { get; init; }

    public DateOnly Date { get; init; }

    public int? FirstControl { get; init; }

    public bool Again { get; init; }

    /// <summary>How paper is printed.</summary>
    public PaperFile Paper { get; init; } = new();

    /// <summary>Requests for authorization, not claims.</summary>
    public bool Preauthorization { get; init; }

    /// <summary>An 835 whose decisions on these claims are written too; null for none.</summary>
    public string? Remittance { get; init; }

    public bool Accrue { get; init; }
}
