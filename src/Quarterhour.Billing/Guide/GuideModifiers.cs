using Quarterhour.Billing.Modifiers;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Units;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Guide;

/// <summary>The modifiers that a code may carry, as the rules have them; what the page says of one comes first.</summary>
static class GuideModifiers
{
    public static IReadOnlyList<ModifierUse> Of(CodeGuide guide, Terms terms, bool separable)
    {
        var (code, date) = (guide.Code, guide.Date);
        List<ModifierUse> uses = [];
        if (code.List != TherapyList.Never)
            foreach (var discipline in Enum.GetValues<Discipline>())
            {
                if (!code.Disciplines.HasFlag((Disciplines)(1 << (int)discipline))) continue;
                string always = code.List == TherapyList.Always ? "on every line" : "on the line when it is furnished as therapy";
                Add(DisciplineModifier.For(discipline, date).Modifier, $"{always} under {Words(discipline)} plan of care", DisciplineModifier.Rule);
            }
        if (code.AssistantAllowed && terms.AssistantModifier)
            foreach (var discipline in Enum.GetValues<Discipline>())
                if (code.Disciplines.HasFlag((Disciplines)(1 << (int)discipline)) && AssistantShare.ModifierFor(discipline, date) is { } assistant)
                    Add(assistant, $"where {Words(discipline)} assistant furnished it, in whole or in more than the share that the rule lets pass", AssistantShare.Rule);
        if (code.List != TherapyList.Never && terms.KxThreshold) Add(Modifier.Parse("KX"), "once the year's allowed amounts pass the threshold, and only where the record supports the exception", Kx.Rule);
        if (separable) Add(terms.DistinctModifier, "on the column 2 code of an edited pair, only where the record shows separate time", DistinctService.Rule);
        foreach (var about in guide.Page.Modifiers)
            if (uses.TrueForAll(use => use.Modifier != about.Modifier)) uses.Add(new(about.Modifier, about.Text, ""));
        return uses;

        void Add(Modifier modifier, string text, Rule rule) =>
            uses.Add(new(modifier, guide.Page.Modifiers.FirstOrDefault(about => about.Modifier == modifier)?.Text ?? text, rule.Cite));
    }

    static string Words(Discipline discipline) => discipline switch { Discipline.PT => "a PT", Discipline.OT => "an OT", _ => "an SLP" };
}
