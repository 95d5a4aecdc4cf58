using Quarterhour.Billing.Tables;

namespace Quarterhour.Billing.Guide;

/// <summary>The pages that are written by hand: one for each of the most used codes, one for each family of the others.</summary>
/// <param name="pages">By code.</param>
/// <param name="families">By family; <c>{code}</c> and <c>{label}</c> stand for the code at hand.</param>
public sealed class GuideBook(IReadOnlyDictionary<ProcedureCode, GuidePage> pages, IReadOnlyDictionary<string, GuidePage> families)
{
    static readonly GuidePage Blank = new();

    /// <summary>The codes that have a page of their own.</summary>
    public IEnumerable<ProcedureCode> Codes => pages.Keys;

    public bool HasOwn(ProcedureCode code) => pages.ContainsKey(code);

    /// <summary>The page of a code, else of its family, else a blank one.</summary>
    public GuidePage For(TherapyCode code) => pages.TryGetValue(code.Code, out var own) ? own : families.TryGetValue(code.Family, out var family) ? Of(family, code) : Blank;

    static GuidePage Of(GuidePage family, TherapyCode code)
    {
        return family with
        {
            Summary = Put(family.Summary), OneOnOne = Put(family.OneOnOne), Who = Put(family.Who),
            Fits = [.. family.Fits.Select(Put)!],
            Note = [.. family.Note.Select(part => part with { Text = Put(part.Text)! })],
            Denials = [.. family.Denials.Select(denial => denial with { Cause = Put(denial.Cause)!, Prevent = Put(denial.Prevent)! })],
            Questions = [.. family.Questions.Select(question => question with { Ask = Put(question.Ask)!, Answer = Put(question.Answer)! })],
        };

        string? Put(string? text) => text?.Replace("{code}", code.Code.ToString()).Replace("{label}", code.Label);
    }
}
