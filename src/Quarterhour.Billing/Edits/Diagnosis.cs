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
        for (int i = 0; i < visit.Diagnoses.Count; i++)
        {
            string dx = visit.Diagnoses[i];
            var answer = known.Find(dx, visit.Date);
            if (answer.State == DiagnosisState.Valid)
            {
                for (int j = 0; j < i; j++)
                    if (known.NeverTogether(visit.Diagnoses[j], dx) is { } note) bill.Findings.Add(Finds.DiagnosisExcludes(visit.Diagnoses[j], dx, note));
                continue;
            }
            var finding = answer switch
            {
                { State: DiagnosisState.NotSpecific, Since: { } split } => Finds.DiagnosisSplit(dx, split, Shown(answer.Instead)),
                { State: DiagnosisState.NotSpecific } => Finds.DiagnosisNotSpecific(dx, answer.Release, Shown(answer.Instead)),
                { State: DiagnosisState.NotInForce, Instead.Count: > 0, Since: { } first } when first > visit.Date => Finds.DiagnosisBegins(dx, first, Shown(answer.Instead)),
                { State: DiagnosisState.NotInForce, Instead.Count: > 0, Since: { } ended } => Finds.DiagnosisReplaced(dx, ended, Shown(answer.Instead)),
                { State: DiagnosisState.NotInForce } => Finds.DiagnosisNotYet(dx, answer.Release),
                { State: DiagnosisState.Unknown } => Finds.DiagnosisUnknown(dx),
                _ => null,
            };
            if (finding is not null) bill.Findings.Add(finding);
            if (answer.State == DiagnosisState.YearNotLoaded) bill.NotChecked.Add(new($"diagnosis {dx}", $"{answer.Release}: import its order file"));
        }
    }

    static readonly NotChecked NotTold = new("diagnosis", "dx");

    static string Shown(IReadOnlyList<string> codes)
    {
        var dotted = codes.Take(6).Select(code => code.Length > 3 ? $"{code[..3]}.{code[3..]}" : code);
        return string.Join(", ", dotted) + (codes.Count > 6 ? $" and {codes.Count - 6} more" : "");
    }
}
