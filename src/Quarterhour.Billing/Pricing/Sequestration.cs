namespace Quarterhour.Billing.Pricing;

public static partial class Sequestration
{
    /// <summary>What sequestration takes from a payment. Dollars.</summary>
    public static decimal Of(decimal payment, DateOnly date, List<Reason> because)
    {
        if (!Reduction.TryOn(date, out decimal reduction)) return 0m;
        decimal amount = Money.Round(payment * reduction);
        if (amount > 0) because.Add(Because.Reduced(reduction, Arg.Dollars(payment), Arg.Dollars(amount)));
        return amount;
    }
}
