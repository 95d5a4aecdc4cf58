using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Quarterhour.Billing;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Claims;

/// <summary>A line of a claim, with what is expected for it. Amounts are dollars.</summary>
public sealed record ServiceLine
{
    /// <summary>REF*6R: ours, unique in the claim, at most 30 characters; the payer returns it.</summary>
    public required string ControlNumber { get; init; }

    public required ProcedureCode Code { get; init; }

    /// <summary>In the order in which they are sent, at most 4.</summary>
    public ImmutableArray<Modifier> Modifiers { get; init; } = [];

    public required Discipline Discipline { get; init; }

    /// <summary>Date of service.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Whole units, 1 and more.</summary>
    public required int Units { get; init; }

    /// <summary>For all units.</summary>
    public required decimal Charge { get; init; }

    /// <summary>Positions, from 1, in the claim's diagnoses; at most 4.</summary>
    public ImmutableArray<int> DiagnosisPointers { get; init; } = [];

    /// <summary>NTE*ADD of the line.</summary>
    public string? Note { get; init; }

    /// <summary>What the payer should answer; null where no price could be made.</summary>
    public Expected? Expected { get; init; }

    /// <summary>What is expected after earlier payers; null where this payer is asked first.</summary>
    public AfterOthers? AfterOthers { get; init; }

    /// <summary>What this payer should pay; null where that is undecided.</summary>
    [JsonIgnore]
    public decimal? ExpectedPayment => AfterOthers is { } after ? after.Pays : Expected?.PayerPays;

    /// <summary>What earlier payers decided, loop 2430.</summary>
    public ImmutableArray<LineDecision> Decisions { get; init; } = [];
}
