namespace Quarterhour.Billing.Tables;

/// <summary>What ICD-10-CM says of a diagnosis code on a date.</summary>
public enum DiagnosisState : byte
{
    /// <summary>Valid and specific enough to bill.</summary>
    Valid,
    /// <summary>A heading: a longer code must be used.</summary>
    NotSpecific,
    /// <summary>It was valid in another year, not on this date.</summary>
    NotInForce,
    /// <summary>No loaded year lists it.</summary>
    Unknown,
    /// <summary>The fiscal year of the date is not loaded.</summary>
    YearNotLoaded,
}

/// <summary>The answer for one diagnosis code.</summary>
/// <param name="State">What the table says.</param>
/// <param name="Instead">Codes to use instead: the longer codes of a heading, or what replaced a deleted code.</param>
/// <param name="Since">The day from which it is not in force, or on which it begins.</param>
/// <param name="Release">The fiscal year that answers, for example <c>ICD-10-CM FY 2026</c>.</param>
public readonly record struct DiagnosisAnswer(DiagnosisState State, IReadOnlyList<string> Instead, DateOnly? Since, string Release);

/// <summary>ICD-10-CM by fiscal year (1 October to 30 September). Codes are upper case without the dot.</summary>
public abstract class DiagnosisTable
{
    /// <param name="code">Upper case, without the dot: <c>M5450</c>.</param>
    /// <param name="date">The date of service.</param>
    public abstract DiagnosisAnswer Find(string code, DateOnly date);

    /// <summary>The note by which two codes never stand together (excludes1); null where there is none, or where the tabular list of the year is not loaded.</summary>
    /// <param name="a">Upper case, without the dot.</param>
    /// <param name="b">Upper case, without the dot.</param>
    /// <param name="date">The date of service.</param>
    public virtual string? NeverTogether(string a, string b, DateOnly date) => null;
}
