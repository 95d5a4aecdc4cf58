using Quarterhour.Billing.Tables;

namespace Quarterhour.Billing.Documentation;

public static partial class Need
{
    /// <summary>Judges the need behind each intervention; says for which it is not told. An evaluation finds impairments and sets goals, and needs none before it.</summary>
    public static void Judge(Bill bill, CodeCatalogue codes)
    {
        var interventions = bill.Visit.Interventions;
        bool told = false, treated = false;
        foreach (var one in interventions) (told, treated) = (told || one.Support is not null, treated || codes.Find(one.Code) is not { Evaluation: true });
        if (treated && !told)
        {
            bill.NotChecked.Add(NotTold);
            return;
        }
        foreach (var one in interventions)
        {
            if (codes.Find(one.Code) is { Evaluation: true })
            {
                bill.Holds.Add(Because.Evaluates(one.Code));
                continue;
            }
            var support = one.Support;
            if (support?.Impairment is "") bill.Findings.Add(Finds.Impairment("impairment", one.Code) with { Code = one.Code });
            if (support?.Goal is "") bill.Findings.Add(Finds.Impairment("goal", one.Code) with { Code = one.Code });
            if (support?.Skilled is "") bill.Findings.Add(Finds.SkilledNeed(one.Code) with { Code = one.Code });
            if (support is not { Impairment: not null, Goal: not null, Skilled: not null })
                bill.NotChecked.Add(new($"skilled-need of {one.Code}", string.Join(", ", ((string?[])[support?.Impairment is null ? "impairment" : null, support?.Goal is null ? "goal" : null, support?.Skilled is null ? "skilled" : null]).OfType<string>())));
            else if (support is not ({ Impairment: "" } or { Goal: "" } or { Skilled: "" })) bill.Holds.Add(Because.Tied(one.Code));
        }
    }

    static readonly NotChecked NotTold = new("skilled-need", "impairment, goal, skilled");
}
