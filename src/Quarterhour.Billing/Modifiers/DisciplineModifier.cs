using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Modifiers;

/// <summary>A discipline's modifier.</summary>
public sealed record DisciplineWord(string Discipline, string Modifier);

public static partial class DisciplineModifier
{
    /// <summary>GP, GO or GN, with the reason for it.</summary>
    public static (Modifier Modifier, Reason Because) For(Discipline discipline, DateOnly date) => Made.GetOrAdd((discipline, date), static key =>
    {
        string name = key.Item1.ToString();
        string modifier = Array.Find(Modifiers.At(key.Item2), word => word.Discipline == name)!.Modifier;
        return (Modifier.Parse(modifier), Because.Stands(modifier, name));
    });

    /// <summary>Refuses a code that the discipline may not bill.</summary>
    public static Finding? Check(TherapyCode code, Discipline discipline)
    {
        var flag = discipline switch { Discipline.PT => Disciplines.PT, Discipline.OT => Disciplines.OT, _ => Disciplines.SLP };
        if (code.List == TherapyList.Never || code.Disciplines.HasFlag(flag)) return null;
        return Finds.DisciplineModifier(code.Code, discipline.ToString(), code.Disciplines.ToString()) with { Code = code.Code };
    }

    static readonly System.Collections.Concurrent.ConcurrentDictionary<(Discipline, DateOnly), (Modifier, Reason)> Made = new();
}
