using System.Collections.Immutable;

namespace Quarterhour.Formats.Visits;

/// <summary>The fields of the visit contract that CSV and JSON share.</summary>
enum VisitColumn : byte
{
    Visit, Date, Payer, Discipline, Code, Minutes, By, Start, End, Group, Zip, Locality, Patient, Facility, Clinician, Charge, Dx,
    FacilitySetting, Pos, Participating, Qmb, YearToDate, KxAttested, DeductibleLeft,
}

/// <summary>Names of the fields, as they stand in a header or an object.</summary>
static class VisitColumns
{
    public static readonly IReadOnlyList<string> Names =
    [
        "visit", "date", "payer", "discipline", "code", "minutes", "by", "start", "end", "group", "zip", "locality", "patient", "facility", "clinician",
        "charge", "dx", "facility_setting", "pos", "participating", "qmb", "year_to_date", "kx_attested", "deductible_left",
    ];

    /// <summary>What a file can't do without.</summary>
    public static readonly ImmutableArray<VisitColumn> Needed = [VisitColumn.Visit, VisitColumn.Date, VisitColumn.Payer, VisitColumn.Discipline, VisitColumn.Code];

    public static string Name(VisitColumn column) => Names[(int)column];

    public static VisitColumn? Find(string name)
    {
        for (int i = 0; i < Names.Count; i++) if (Names[i] == name) return (VisitColumn)i;
        return null;
    }

    /// <summary>True for the fields of an intervention; the others belong to the visit and may not differ between its rows.</summary>
    public static bool OfIntervention(VisitColumn column) => column is VisitColumn.Code or VisitColumn.Minutes or VisitColumn.By or VisitColumn.Start
        or VisitColumn.End or VisitColumn.Group or VisitColumn.Charge;
}
