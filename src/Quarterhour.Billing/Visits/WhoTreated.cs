using Quarterhour.Billing.Payers;

namespace Quarterhour.Billing.Visits;

public static partial class WhoTreated
{
    /// <summary>Refuses minutes of those whom the payer's terms do not bill.</summary>
    public static (Finding Finding, Reason Because)? Check(Intervention intervention, Visit visit, Terms terms)
    {
        if (terms.FurnisherRules && (visit.Qualification is not null || visit.IncidentTo is not null) && Unfit(intervention, visit, terms) is { } unfit) return unfit;
        string by = Word(intervention.By);
        if (terms.BillableBy.Contains(by) || StudentInRoom(intervention, visit, terms)) return null;
        return (Finds.StudentOrAide(intervention.Code, Someone(intervention.By), terms.Payer.Name) with { Code = intervention.Code },
            Because.NotBillable(Someone(intervention.By), string.Join(", ", terms.BillableBy)));
    }

    /// <summary>A student's part, while the therapist did nothing else: the therapist's minutes.</summary>
    public static bool StudentInRoom(Intervention intervention, Visit visit, Terms terms) =>
        intervention.By == TreatedBy.Student && terms.FurnisherRules && (intervention.Supervision ?? visit.Supervision) == Supervision.Personal;

    /// <summary>Why a student's minutes stand.</summary>
    internal static Reason InRoom => Because.StudentInRoom;

    static (Finding Finding, Reason Because)? Unfit(Intervention intervention, Visit visit, Terms terms)
    {
        if (visit.Qualification is { } qualification && Spaced(qualification) is var word && !Qualified.At(visit.Date).Contains(word))
        {
            string who = word[0] is 'a' or 'e' ? $"an {word}" : $"a {word}";
            return (Finds.NotQualified(intervention.Code, who, terms.Payer.Name) with { Code = intervention.Code }, Because.NotQualified(who));
        }
        return visit.IncidentTo == true && intervention.By == TreatedBy.Assistant
            ? (Finds.AssistantIncidentTo(intervention.Code) with { Code = intervention.Code }, Because.AssistantIncident) : null;
    }

    /// <summary>The word of the visit contract.</summary>
    public static string Word(TreatedBy by) => by switch
    {
        TreatedBy.Therapist => "therapist",
        TreatedBy.Assistant => "assistant",
        TreatedBy.Together => "together",
        TreatedBy.Student => "student",
        _ => "aide",
    };

    /// <summary><c>NursePractitioner</c> as "nurse practitioner".</summary>
    static string Spaced(Qualification qualification) =>
        string.Concat(qualification.ToString().Select((c, i) => char.IsUpper(c) ? (i > 0 ? " " : "") + char.ToLowerInvariant(c) : $"{c}"));

    internal static string Someone(TreatedBy by) => by switch
    {
        TreatedBy.Together => "therapist and assistant together",
        TreatedBy.Assistant or TreatedBy.Aide => "an " + Word(by),
        _ => "a " + Word(by),
    };
}
