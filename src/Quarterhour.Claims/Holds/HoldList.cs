using Quarterhour.Billing;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Claims;

/// <summary>Gathers why a claim is held; the same is told once.</summary>
public sealed class HoldList(Visit visit)
{
    readonly List<Hold> all = [];

    public IReadOnlyList<Hold> All => all;

    public void Add(Hold hold)
    {
        if (!all.Contains(hold)) all.Add(hold);
    }

    /// <summary>Something of the visit.</summary>
    public void OfVisit(HoldKind kind, string? column, string message) => Add(new(kind, $"visit {visit.Id}{(visit.SourceLine > 0 ? $", line {visit.SourceLine} of the visits" : "")}", column, message));

    /// <summary>Something of an entry of the practice file.</summary>
    public void Of(PracticeEntry entry, HoldKind kind, string? field, string message) => Add(new(kind, $"{entry.File}:{(field is null ? entry.Line : entry.LineOf(field))}", field, $"{entry.Called}: {message}"));

    public void Missing(PracticeEntry entry, string field, string? because = null) =>
        Of(entry, HoldKind.Missing, field, $"{field} is missing{(because is null ? "" : $", {because}")}; it takes {entry.Section.Find(field)!.Form.Says}");

    public void Wrong(PracticeEntry entry, PracticeField field, string text) =>
        Of(entry, HoldKind.Form, field.Name, $"{field.Name}: \"{text}\" is not {(field.Form.Words.Count == 0 ? field.Form.Says : $"known; {Spelling.DidYouMean(text, field.Form.Words)}")}");
}
