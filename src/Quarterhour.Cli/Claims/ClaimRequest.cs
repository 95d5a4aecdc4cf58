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

    public bool Accrue { get; init; }
}
