using Quarterhour.Billing.Day;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Units;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Modifiers;

public static partial class ClaimModifiers
{
    static readonly Modifier GA = Modifier.Parse("GA"), GX = Modifier.Parse("GX"), GY = Modifier.Parse("GY"), GZ = Modifier.Parse("GZ");

    /// <summary>The discipline that a line names; null where it names none.</summary>
    public static Discipline? DisciplineOf(ModifierList modifiers)
    {
        for (int i = 0; i < modifiers.Count; i++)
            if (Of(modifiers[i]) is { } named) return named;
        return null;
    }

    static Discipline? Of(Modifier modifier) =>
        modifier == Modifier.GP ? Discipline.PT : modifier == Modifier.GO ? Discipline.OT : modifier == Modifier.GN ? Discipline.SLP : null;

    /// <summary>The line is on the claim for a denial.</summary>
    public static bool AsksForDenial(ModifierList modifiers) => modifiers.Contains(GY) || modifiers.Contains(GX) || modifiers.Contains(GZ) || modifiers.Contains(GA);

    /// <summary>Judges the modifiers of a therapy code's line.</summary>
    public static void Check(TherapyCode code, ModifierList modifiers, Terms terms, List<Finding> found)
    {
        var discipline = DisciplineOf(modifiers);
        if (discipline is { } named)
        {
            if (Second(modifiers, named) is { } other) found.Add(Finds.DisciplineModifierTwice(code.Code, ModifierOf(named).ToString(), other.ToString()));
            else if (DisciplineModifier.Check(code, named) is { } wrong) found.Add(wrong);
        }
        else if (terms.TherapyModifier && code.List == TherapyList.Always) found.Add(Finds.DisciplineModifierMissing(code.Code));
        if (modifiers.Contains(Modifier.CQ)) Assistant(code, Modifier.CQ, Discipline.PT, discipline, found);
        if (modifiers.Contains(Modifier.CO)) Assistant(code, Modifier.CO, Discipline.OT, discipline, found);
    }

    /// <summary>Without any of the three the line is told already.</summary>
    static void Assistant(TherapyCode code, Modifier modifier, Discipline needs, Discipline? discipline, List<Finding> found)
    {
        if (discipline is not null && discipline != needs) found.Add(Finds.AssistantModifierAlone(code.Code, modifier.ToString(), ModifierOf(needs).ToString()));
        else if (AssistantShare.Check(code, needs, TreatedBy.Assistant) is { } notAllowed) found.Add(notAllowed);
    }

    static Modifier? Second(ModifierList modifiers, Discipline first)
    {
        for (int i = 0; i < modifiers.Count; i++)
            if (Of(modifiers[i]) is { } other && other != first) return modifiers[i];
        return null;
    }

    static Modifier ModifierOf(Discipline discipline) => discipline switch { Discipline.PT => Modifier.GP, Discipline.OT => Modifier.GO, _ => Modifier.GN };
}
