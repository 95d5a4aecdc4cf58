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
        var words = Modifiers.At(date);
        var known = read[(int)discipline];
        if (known?.Words != words) read[(int)discipline] = known = Read(words, Names[(int)discipline]);
        return (known.Modifier, known.Because);
    }

    static Entry Read(DisciplineWord[] words, string discipline)
    {
        foreach (var word in words)
            if (word.Discipline == discipline) return new(words, Modifier.Parse(word.Modifier), Because.Stands(word.Modifier, discipline));
        throw new InvalidOperationException($"the values name no modifier for {discipline}");
    }

    /// <summary>By discipline, the entry that was asked for last.</summary>
    static readonly Entry?[] read = new Entry?[Enum.GetValues<Discipline>().Length];

    sealed record Entry(DisciplineWord[] Words, Modifier Modifier, Reason Because);

    /// <summary>Refuses a code that the discipline may not bill.</summary>
    public static Finding? Check(TherapyCode code, Discipline discipline)
    {
        var flag = discipline switch { Discipline.PT => Disciplines.PT, Discipline.OT => Disciplines.OT, _ => Disciplines.SLP };
        if (code.List == TherapyList.Never || (code.Disciplines & flag) == flag) return null;
        return Finds.DisciplineModifier(code.Code, discipline.ToString(), code.Disciplines.ToString()) with { Code = code.Code };
    }

    static readonly string[] Names = Enum.GetNames<Discipline>();
}
