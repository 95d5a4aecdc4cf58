namespace Quarterhour.Billing.Tables;

/// <summary>How a code's units are counted.</summary>
public enum UnitKind : byte
{
    /// <summary>One unit, whatever the minutes.</summary>
    Untimed,
    /// <summary>Each 15 minutes, in the day's pool.</summary>
    Pool,
    /// <summary>By a clock of its own (an hour, 30 minutes, a calendar month), outside the pool.</summary>
    OwnClock,
}

/// <summary>Whether Medicare's list makes a code always, sometimes or never a therapy service.</summary>
public enum TherapyList : byte { Never, Sometimes, Always }

/// <summary>Who of the three disciplines may bill a code.</summary>
[Flags]
public enum Disciplines : byte { None = 0, PT = 1, OT = 2, SLP = 4, All = 7 }

/// <summary>One code of the therapy catalogue, with our own label (never a CPT descriptor) and its dated attributes.</summary>
/// <param name="Code">The code.</param>
/// <param name="Label">Plain words of our own.</param>
/// <param name="Family">A word that groups codes: <c>exercise</c>, <c>modality</c>, <c>evaluation</c>, …</param>
/// <param name="Units">How units are counted.</param>
/// <param name="List">Always or sometimes therapy.</param>
/// <param name="Disciplines">Who may bill it.</param>
/// <param name="OneOnOne">One clinician with one patient for the minutes counted.</param>
/// <param name="Group">Two or more patients at once.</param>
/// <param name="Evaluation">An evaluation or re-evaluation: no assistant may furnish it.</param>
/// <param name="AssistantAllowed">An assistant may furnish it.</param>
/// <param name="From">First day in force; null where no first day is on record.</param>
/// <param name="To">Last day in force; null while in force.</param>
/// <param name="ReplacedBy">The codes to use instead, after the last day or for Medicare.</param>
/// <param name="Source">Where the attributes come from.</param>
public sealed record TherapyCode(ProcedureCode Code, string Label, string Family, UnitKind Units, TherapyList List, Disciplines Disciplines,
    bool OneOnOne, bool Group, bool Evaluation, bool AssistantAllowed, DateOnly? From, DateOnly? To,
    IReadOnlyList<ProcedureCode> ReplacedBy, string Source)
{
    public bool InForceOn(DateOnly date) => (From is not { } first || date >= first) && (To is not { } last || date <= last);
}
