namespace Quarterhour.Billing.Tables;

/// <summary>The days on which a code is in force.</summary>
/// <param name="From">First day; null where the list does not tell it.</param>
/// <param name="To">Last day; null while in force.</param>
public readonly record struct DaysInForce(DateOnly? From, DateOnly? To);

/// <summary>The list of HCPCS Level II: supplies, devices, drugs, and services that CMS gave codes of its own. It comes by import.</summary>
/// <param name="release">The list's name.</param>
/// <param name="last">The last day that it is made for: of a later day nobody can say from it that a code is not there.</param>
/// <param name="find">A code's days; null where the list lacks it.</param>
public sealed class HcpcsTable(string release, DateOnly last, Func<ProcedureCode, DaysInForce?> find)
{
    /// <summary>No list is loaded.</summary>
    public static readonly HcpcsTable None = new("", DateOnly.MinValue, _ => null);

    public string Release => release;

    public DateOnly Last => last;

    /// <summary>The days of a code; null where the list lacks it.</summary>
    public DaysInForce? Find(ProcedureCode code) => find(code);

    /// <summary>True for codes that begin with a letter, as all of the list do.</summary>
    public static bool IsOf(ProcedureCode code) => code.Packed >> 32 is >= 'A' and <= 'Z';
}
