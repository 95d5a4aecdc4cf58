using Quarterhour.Billing.Tables;

namespace Quarterhour.Billing.Edits;

/// <summary>Answers of the diagnosis table for one date: a day's visits ask for the same codes again and again.</summary>
public sealed class DiagnosisMemory(Func<DiagnosisTable> diagnoses)
{
    readonly Dictionary<string, DiagnosisAnswer> known = new(StringComparer.Ordinal);
    readonly Dictionary<(string, string), string?> together = [];
    DateOnly day;

    /// <param name="dx">As the visit gives it, with or without the dot.</param>
    /// <param name="date">The date of service.</param>
    public DiagnosisAnswer Find(string dx, DateOnly date)
    {
        if (date != day)
        {
            known.Clear();
            together.Clear();
            day = date;
        }
        if (known.TryGetValue(dx, out var answer)) return answer;
        return known[dx] = diagnoses().Find(Plain(dx), date);
    }

    /// <summary>The note by which two codes of the day that was asked for last never stand together; null for none.</summary>
    public string? NeverTogether(string a, string b)
    {
        if (together.TryGetValue((a, b), out string? note)) return note;
        return together[(a, b)] = diagnoses().NeverTogether(Plain(a), Plain(b), day);
    }

    static string Plain(string dx) => dx.Replace(".", "").ToUpperInvariant();
}
