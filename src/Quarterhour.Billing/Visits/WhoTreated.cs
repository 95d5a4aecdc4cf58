using Quarterhour.Billing.Payers;

namespace Quarterhour.Billing.Visits;

public static partial class WhoTreated
{
    /// <summary>Refuses minutes of those whom the payer's terms do not bill.</summary>
    public static (Finding Finding, Reason Because)? Check(Intervention intervention, Terms terms)
    {
        string by = Word(intervention.By);
        if (terms.BillableBy.Contains(by)) return null;
        return (Finds.StudentOrAide(intervention.Code, Someone(intervention.By), terms.Payer.Name) with { Code = intervention.Code },
            Because.NotBillable(Someone(intervention.By), string.Join(", ", terms.BillableBy)));
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

    internal static string Someone(TreatedBy by) => by switch
    {
        TreatedBy.Together => "therapist and assistant together",
        TreatedBy.Assistant or TreatedBy.Aide => "an " + Word(by),
        _ => "a " + Word(by),
    };
}
