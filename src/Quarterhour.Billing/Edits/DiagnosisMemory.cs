using Quarterhour.Billing.Tables;

namespace Quarterhour.Billing.Edits;

/// <summary>Answers of the diagnosis table for one date: a day's visits ask for the same codes again and again.</summary>
public sealed class DiagnosisMemory(Func<DiagnosisTable> diagnoses)
{
    readonly Dictionary<string, DiagnosisAnswer> known = new(StringComparer.Ordinal);
    DateOnly day;

    /// <param name="dx">As the visit gives it, with or without the dot.</param>
    /// <param name="date">The date of service.</param>
    public DiagnosisAnswer Find(string dx, DateOnly date)
    {
        if (date != day)
        {
            known.Clear();
            day = date;
        }
        if (known.TryGetValue(dx, out var answer)) return answer;
        return known[dx] = diagnoses().Find(dx.Replace(".", "").ToUpperInvariant(), date);
    }
}
