namespace Quarterhour.Billing.Pricing;

public static partial class NonParticipating
{
    /// <summary>The line's fee for a non-participating provider who takes assignment. Dollars.</summary>
    public static (decimal Amount, Reason Because) Of(decimal fee, DateOnly date)
    {
        decimal share = Share.At(date), amount = Money.Round(fee * share);
        return (amount, Because.Share(share, Arg.Dollars(fee), Arg.Dollars(amount)));
    }
}
