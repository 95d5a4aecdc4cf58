using Quarterhour.Billing.Tables;

namespace Quarterhour.Billing.Edits;

public static partial class Diagnosis
{
    /// <summary>Judges the diagnoses of a visit; says what could not be checked.</summary>
    public static void Judge(Bill bill, DiagnosisMemory known)
    {
        var visit = bill.Visit;
        if (visit.Diagnoses.Count == 0)
        {
            bill.NotChecked.Add(NotTold);
            return;
        }
        foreach (string dx in visit.Diagnoses)
        {
            var answer = known.Find(dx, visit.Date);
            if (answer.State == DiagnosisState.Valid) continue;
            var finding = answer switch
            {
                { State: DiagnosisState.NotSpecific } => Finds.DiagnosisNotSpecific(dx, answer.Release, Shown(answer.Instead)),
                { State: DiagnosisState.NotInForce, Instead.Count: > 0, Since: { } since } => Finds.DiagnosisReplaced(dx, since, Shown(answer.Instead)),
                { State: DiagnosisState.NotInForce } => Finds.DiagnosisNotYet(dx, answer.Release),
                { State: DiagnosisState.Unknown } => Finds.DiagnosisUnknown(dx),
                _ => null,
            };
            if (finding is not null) bill.Findings.Add(finding);
            if (answer.State == DiagnosisState.YearNotLoaded) bill.NotChecked.Add(new($"diagnosis {dx}", $"ICD-10-CM of fiscal year {FiscalYear(visit.Date)}: import its order file"));
        }
    }

    static readonly NotChecked NotTold = new("diagnosis", "dx");

    /// <summary>ICD-10-CM's year begins on 1 October of the year before.</summary>
    static int FiscalYear(DateOnly date) => date.Month >= 10 ? date.Year + 1 : date.Year;

    static string Shown(IReadOnlyList<string> codes)
    {
        var dotted = codes.Take(6).Select(code => code.Length > 3 ? $"{code[..3]}.{code[3..]}" : code);
        return string.Join(", ", dotted) + (codes.Count > 6 ? $" and {codes.Count - 6} more" : "");
    }
}
