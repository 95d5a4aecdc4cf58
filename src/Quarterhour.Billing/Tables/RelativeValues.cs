namespace Quarterhour.Billing.Tables;

/// <summary>The units from which the cap on imaging is reckoned: what the outpatient hospital is paid, as relative values (section 5102(b) of the Deficit Reduction Act of 2005).</summary>
/// <param name="PracticeExpense">Non-facility practice expense units.</param>
/// <param name="FacilityPracticeExpense">Facility practice expense units.</param>
/// <param name="Malpractice">Malpractice units.</param>
public readonly record struct ImagingCap(decimal PracticeExpense, decimal FacilityPracticeExpense, decimal Malpractice);

/// <summary>A code's relative value units and payment indicators in one release.</summary>
/// <param name="Status">CMS's status indicator: A active, B bundled, C contractor-priced, I not valid for Medicare, N not covered, R restricted, …</param>
/// <param name="Work">Work units.</param>
/// <param name="PracticeExpense">Non-facility practice expense units; therapy is paid with these in every setting.</param>
/// <param name="FacilityPracticeExpense">Facility practice expense units.</param>
/// <param name="Malpractice">Malpractice units.</param>
/// <param name="MultipleProcedure">CMS's multiple-procedure indicator; 5 marks the therapy reduction.</param>
public sealed record RelativeValues(char Status, decimal Work, decimal PracticeExpense, decimal FacilityPracticeExpense, decimal Malpractice, char MultipleProcedure)
{
    /// <summary>CMS's NA beside the non-facility practice expense: rarely or never performed outside a facility.</summary>
    public bool RareOutsideFacility { get; init; }

    /// <summary>CMS's NA beside the facility practice expense: rarely or never performed in a facility.</summary>
    public bool RareInFacility { get; init; }

    /// <summary>CMS's PC/TC indicator, 0 to 9; a blank where the table does not tell it.</summary>
    public char Components { get; init; } = ' ';

    /// <summary>Days of the global package: <c>000</c>, <c>010</c>, <c>090</c>, <c>XXX</c>, …; empty where the table does not tell it.</summary>
    public string GlobalDays { get; init; } = "";

    /// <summary>The cap on imaging; null where there is none.</summary>
    public ImagingCap? Cap { get; init; }
}
