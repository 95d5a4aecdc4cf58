using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Modifiers;

/// <summary>A discipline's modifier.</summary>
public sealed record DisciplineWord(string Discipline, string Modifier);

public static partial class DisciplineModifier
{
    /// <summary>GP, GO or GN, with the reason for it.</summary>
    public static (Modifier Modifier, Reason Because) For(Discipline discipline, DateOnly date)
    {
        string name = Names[(int)discipline];
        foreach (var word in Modifiers.At(date))
            if (word.Discipline == name) return (Modifier.Parse(word.Modifier), Because.Stands(word.Modifier, name));
        throw new InvalidOperationException($"the values name no modifier for {name}");
    }

    /// <summary>Refuses a code that the discipline may not bill.</summary>
    public static Finding? Check(TherapyCode code, Discipline discipline)
    {
        var flag = discipline switch { Discipline.PT => Disciplines.PT, Discipline.OT => Disciplines.OT, _ => Disciplines.SLP };
        if (code.List == TherapyList.Never || code.Disciplines.HasFlag(flag)) return null;
        return Finds.DisciplineModifier(code.Code, discipline.ToString(), code.Disciplines.ToString()) with { Code = code.Code };
    }

    static readonly string[] Names = Enum.GetNames<Discipline>();
}
