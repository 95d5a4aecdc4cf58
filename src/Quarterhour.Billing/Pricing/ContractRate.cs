using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;

namespace Quarterhour.Billing.Pricing;

public static partial class ContractRate
{
    /// <summary>A percentage of the Medicare amount. Dollars.</summary>
    public static Answer<decimal> OfMedicare(Terms terms, decimal fee)
    {
        if (terms.Percent is not { } percent) return Answer<decimal>.Undecided($"\"percent\" in the profile of {terms.Payer.Id}");
        decimal amount = Money.Round(fee * percent / 100m);
        return Answer<decimal>.Decided(amount, Because.Percent(percent, Arg.Dollars(fee), Arg.Dollars(amount)));
    }

    /// <summary>A rate by unit. Dollars.</summary>
    public static Answer<decimal> OfUnits(Terms terms, ProcedureCode code, int units)
    {
        if (!terms.UnitRates.TryGetValue(code, out decimal rate)) return Answer<decimal>.Undecided($"a rate for {code} under \"unit_rates\" in the profile of {terms.Payer.Id}");
        decimal amount = Money.Round(rate * units);
        return Answer<decimal>.Decided(amount, Because.Units(units, Money.Round(rate) == rate ? Arg.Dollars(rate) : rate, Arg.Dollars(amount)));
    }

    /// <summary>The amount that a fee schedule of the user's own has for the payer. Dollars.</summary>
    public static Answer<decimal> OfOwnFees(OwnFees fees, string payer, ProcedureCode code, IReadOnlyList<Modifier> modifiers, int units, DateOnly date)
    {
        if (fees.Find(payer, code, modifiers, date) is not { } fee) return Answer<decimal>.Undecided($"an amount for {code} on {date:yyyy-MM-dd} in your fee schedule of {payer}");
        decimal amount = Money.Round(fee.Amount * units);
        return Answer<decimal>.Decided(amount, Because.OwnFees(units, Arg.Dollars(fee.Amount), fee.List, Arg.Dollars(amount)));
    }

    /// <summary>A rate for the visit, or its charges where they are lower: on its first line, nothing on the others. Dollars.</summary>
    /// <param name="terms">The payer's terms.</param>
    /// <param name="isFirstLine">The line that bears the rate.</param>
    /// <param name="charges">The charges of all lines; null where one has none.</param>
    public static Answer<decimal> OfVisit(Terms terms, bool isFirstLine, decimal? charges = null)
    {
        if (terms.VisitRate is not { } rate) return Answer<decimal>.Undecided($"\"visit_rate\" in the profile of {terms.Payer.Id}");
        decimal amount = Money.Round(rate);
        return !isFirstLine ? Answer<decimal>.Decided(0m, Because.InVisit)
            : charges < amount ? Answer<decimal>.Decided(charges.Value, Because.VisitCharges(Arg.Dollars(charges.Value), Arg.Dollars(amount)))
            : Answer<decimal>.Decided(amount, Because.Visit(Arg.Dollars(amount)));
    }
}
