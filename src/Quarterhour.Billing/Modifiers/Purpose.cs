namespace Quarterhour.Billing.Modifiers;

public static partial class Purpose
{
    static readonly Modifier Habilitative = Modifier.Parse("96"), Rehabilitative = Modifier.Parse("97");

    /// <summary>Adds 96 or 97 where the payer's terms want it; says so where the visit does not tell which.</summary>
    public static void Judge(Bill bill)
    {
        if (!bill.Terms!.HabilitativeModifiers)
        {
            if (bill.Visit.Habilitative is not null) bill.NotChecked.Add(bill.Terms.MedicareCoverage ? Medicares : PayersOwn);
            return;
        }
        if (bill.Visit.Habilitative is not { } builds)
        {
            bill.NotChecked.Add(NotTold);
            return;
        }
        var modifier = builds ? Habilitative : Rehabilitative;
        foreach (var line in bill.Lines)
        {
            line.Modifiers.Add(modifier);
            line.Because.Add(Because.Stands(modifier.ToString(), builds ? "habilitative" : "rehabilitative"));
        }
    }

    static readonly NotChecked NotTold = new("habilitative", "habilitative"),
        Medicares = new("habilitative", "the contractor's policy, where the service is habilitative: the built-in Medicare profile asks for neither 96 nor 97"),
        PayersOwn = new("habilitative", "whether the payer wants 96 or 97: \"habilitative_modifiers\" in a profile of your own");
}
