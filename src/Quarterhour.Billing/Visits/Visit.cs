using System.Collections.Immutable;
using Quarterhour.Billing.Tables;

namespace Quarterhour.Billing.Visits;

/// <summary>Whose plan of care a visit belongs to.</summary>
public enum Discipline : byte { PT, OT, SLP }

/// <summary>Who furnished an intervention.</summary>
public enum TreatedBy : byte { Therapist, Assistant, Together, Student, Aide }

/// <summary>One patient's visit on one day under one discipline and one payer, as it was recorded. Null means that the input does not say.</summary>
public sealed record Visit
{
    public required string Id { get; init; }

    /// <summary>Date of service.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Id of a payer profile.</summary>
    public required string Payer { get; init; }

    public required Discipline Discipline { get; init; }

    public required ImmutableArray<Intervention> Interventions { get; init; }

    public string? Patient { get; init; }

    /// <summary>The billing provider. Visits that name none are taken to be of one facility.</summary>
    public string? Facility { get; init; }

    /// <summary>The treating clinician's NPI or id.</summary>
    public string? Clinician { get; init; }

    /// <summary>Five or nine digits of the place of service.</summary>
    public string? Zip { get; init; }

    public LocalityId? Locality { get; init; }

    /// <summary>ICD-10-CM codes as given, the first is primary.</summary>
    public IReadOnlyList<string> Diagnoses { get; init; } = [];

    public Setting Setting { get; init; }

    /// <summary>Two digits.</summary>
    public string? PlaceOfService { get; init; }

    public bool Participating { get; init; } = true;

    /// <summary>Qualified Medicare Beneficiary: may not be billed the cost sharing.</summary>
    public bool Qmb { get; init; }

    /// <summary>Dollars allowed so far this calendar year in the threshold group, before this visit.</summary>
    public decimal? YearToDate { get; init; }

    /// <summary>The record supports the exception to the threshold.</summary>
    public bool KxAttested { get; init; }

    /// <summary>Dollars of the deductible still to be met before this visit.</summary>
    public decimal? DeductibleLeft { get; init; }

    /// <summary>Earlier allowed amounts; used where <see cref="YearToDate"/> is not given.</summary>
    public IReadOnlyList<LedgerEntry> Ledger { get; init; } = [];

    public PlanOfCare? PlanOfCare { get; init; }

    public Progress? Progress { get; init; }

    public TreatmentNote? Note { get; init; }

    public bool? ExpectedDenial { get; init; }

    public Abn? Abn { get; init; }

    /// <summary>What furnished services: a therapist's own practice, a physician's, or an institution. Null where not told; a hospital setting is an institution.</summary>
    public Practice? Practice { get; init; }

    /// <summary>How assistants, students and those who work incident to a physician were supervised.</summary>
    public Supervision? Supervision { get; init; }

    /// <summary>What the person who furnished the visit is, where it is not the therapist of the discipline.</summary>
    public Qualification? Qualification { get; init; }

    /// <summary>Billed under a physician or practitioner, incident to whose services it was furnished.</summary>
    public bool? IncidentTo { get; init; }

    /// <summary>True: to gain a skill never had (habilitative); false: to regain or keep one (rehabilitative).</summary>
    public bool? Habilitative { get; init; }

    /// <summary>By telephone or sound alone.</summary>
    public bool? AudioOnly { get; init; }

    /// <summary>For codes whose minutes add up over the calendar month: accepted minutes of the month's earlier days, by the clock's first code.</summary>
    public IReadOnlyDictionary<ProcedureCode, int>? EarlierThisMonth { get; init; }

    /// <summary>The line of the input on which it began, for messages; 0 where there is none.</summary>
    public int SourceLine { get; init; }
}

/// <summary>One thing done in a visit.</summary>
/// <param name="Code">The procedure code.</param>
/// <param name="Minutes">Whole minutes; null where none were recorded.</param>
/// <param name="By">Who furnished it.</param>
/// <param name="Start">First minute of the span in which it was done.</param>
/// <param name="End">End of the span; minutes may be fewer (one-on-one time may be intermittent), never more.</param>
/// <param name="Group">How many patients at once; null where not told.</param>
/// <param name="Charge">The facility's charge for one unit, in dollars.</param>
/// <param name="Evidence">What the record shows that would support a modifier; null where nothing is told.</param>
/// <param name="Support">The need behind it; null where nothing is told.</param>
/// <param name="Supervision">How whoever furnished it was supervised, where it differs from the visit's.</param>
public sealed record Intervention(ProcedureCode Code, int? Minutes, TreatedBy By = TreatedBy.Therapist, TimeOnly? Start = null, TimeOnly? End = null,
    int? Group = null, decimal? Charge = null, Evidence? Evidence = null, Support? Support = null, Supervision? Supervision = null);

/// <summary>An earlier allowed amount that counts toward the threshold.</summary>
public sealed record LedgerEntry(DateOnly Date, Discipline Discipline, decimal Allowed);
