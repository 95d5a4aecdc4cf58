using Quarterhour.Billing.Tables;

namespace Quarterhour.Billing.Guide;

/// <summary>The pages that are written by hand: one for each of the most used codes, one for each family of the others.</summary>
/// <param name="pages">By code.</param>
/// <param name="families">By family; <c>{code}</c> and <c>{label}</c> stand for the code at hand.</param>
public sealed class GuideBook(IReadOnlyDictionary<ProcedureCode, GuidePage> pages, IReadOnlyDictionary<string, GuidePage> families)
{
    /// <summary>The year for which the pages were written; rules and tables answer for any date that they hold.</summary>
    public const int Year = 2026;

    /// <summary>Neighbors of its own family that a family's page names.</summary>
    const int Nearest = 3;

    static readonly GuidePage Blank = new();

    /// <summary>The codes that have a page of their own.</summary>
    public IEnumerable<ProcedureCode> Codes => pages.Keys;

    public bool HasOwn(ProcedureCode code) => pages.ContainsKey(code);

    /// <summary>The page of a code, else of its family, else a blank one.</summary>
    /// <param name="code">The code.</param>
    /// <param name="codes">The codes that a family's page may speak of.</param>
    public GuidePage For(TherapyCode code, CodeCatalogue codes) =>
        pages.TryGetValue(code.Code, out var own) ? own : families.TryGetValue(code.Family, out var family) ? Of(family, code, codes) : Blank;

    static GuidePage Of(GuidePage family, TherapyCode code, CodeCatalogue codes)
    {
        // an example of the code itself is better than one of its kin, and one of another discipline is none
        string[] examples = [.. family.Examples.Where(example => Named(example).Contains(code.Code))];
        return family with
        {
            Summary = Put(family.Summary), OneOnOne = Put(family.OneOnOne), Who = Put(family.Who),
            Examples = examples.Length > 0 ? examples : [.. family.Examples.Where(example => Named(example).All(Kin))],
            Instead = [.. Neighbors(), .. family.Instead.Where(about => about.Code != code.Code && (codes.Find(about.Code) is not { } other || Shares(other)))],
            Fits = [.. family.Fits.Select(Put)!],
            Note = [.. family.Note.Select(part => part with { Text = Put(part.Text)! })],
            Denials = [.. family.Denials.Select(denial => denial with { Cause = Put(denial.Cause)!, Prevent = Put(denial.Prevent)! })],
            Questions = [.. family.Questions.Select(question => question with { Ask = Put(question.Ask)!, Answer = Put(question.Answer)! })],
        };

        // the nearest of the family by number, where one is in force as long as the code
        IEnumerable<AboutCode> Neighbors() => codes.All.Where(other => other.Family == code.Family && other.Code != code.Code && Shares(other) && (other.To is null || other.To == code.To))
            .OrderBy(other => Math.Abs((long)other.Code.Packed - (long)code.Code.Packed)).Take(Nearest).OrderBy(other => other.Code).Select(other => new AboutCode(other.Code, $"it is {other.Label}"));
        string? Put(string? text) => text?.Replace("{code}", code.Code.ToString()).Replace("{label}", code.Label);
        IEnumerable<ProcedureCode> Named(string text) => text.Split(' ', '.', ',', ';').Select(word => ProcedureCode.TryParse(word, out var named) ? named : default).Where(named => codes.Find(named) is not null);
        bool Kin(ProcedureCode named) => codes.Find(named) is { } other && Shares(other) && (other.Units == UnitKind.Untimed) == (code.Units == UnitKind.Untimed);
        bool Shares(TherapyCode other) => code.Disciplines == Disciplines.None || (other.Disciplines & code.Disciplines) != Disciplines.None;
    }
}
