using Quarterhour.Billing;

namespace Quarterhour.Reference.Changes;

/// <summary>What kind of thing changed.</summary>
public enum ChangeKind : byte { CodeAdded, CodeEnded, Price, Status, PairAdded, PairEnded, PairChanged, UnitLimit, Value, DiagnosisAdded, DiagnosisEnded }

/// <summary>One thing that is otherwise on the later day than on the earlier.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Day">The day of the change, where it is known; else null.</param>
/// <param name="Subject">What changed: a code, two codes with a blank between them, a diagnosis, a rule's value.</param>
/// <param name="Before">What it was: dollars, an indicator, units; null where it was not there or not told.</param>
/// <param name="After">What it is.</param>
/// <param name="Codes">The procedure codes that it concerns.</param>
/// <param name="Source">The tables that say so.</param>
public sealed record TableChange(ChangeKind Kind, DateOnly? Day, string Subject, string? Before, string? After, IReadOnlyList<ProcedureCode> Codes, string Source)
{
    /// <summary>Change in hundredths, for amounts; null where there is no amount before.</summary>
    public decimal? Share { get; init; }
}

/// <summary>What changed between two days, as far as the loaded tables tell.</summary>
/// <param name="From">The earlier day.</param>
/// <param name="To">The later day.</param>
/// <param name="All">The changes, by kind and subject.</param>
/// <param name="Notes">What could not be compared, and why.</param>
public sealed record ChangeList(DateOnly From, DateOnly To, IReadOnlyList<TableChange> All, IReadOnlyList<string> Notes);
