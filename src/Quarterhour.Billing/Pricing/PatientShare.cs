namespace Quarterhour.Billing.Pricing;

public static partial class PatientShare
{
    /// <summary>Splits an allowed amount between deductible, coinsurance and Medicare. Dollars.</summary>
    /// <param name="allowed">The line's allowed amount.</param>
    /// <param name="deductibleLeft">What is left of the deductible before the line.</param>
    /// <param name="date">Date of service.</param>
    /// <param name="because">Receives the reasons.</param>
    /// <returns>Deductible and coinsurance of the line.</returns>
    public static (decimal Deductible, decimal Coinsurance) Split(decimal allowed, decimal deductibleLeft, DateOnly date, List<Reason> because)
    {
        decimal deductible = Math.Min(allowed, deductibleLeft), rest = allowed - deductible, share = Coinsurance.At(date), coinsurance = Money.Round(rest * share);
        if (deductible > 0) because.Add(Because.Deductible(Arg.Dollars(deductible), Arg.Dollars(deductibleLeft)));
        if (rest > 0) because.Add(Because.Coinsurance(share, Arg.Dollars(rest), Arg.Dollars(coinsurance)));
        return (deductible, coinsurance);
    }

    /// <summary>Medicare's coinsurance on what the deductible leaves of an allowed amount. Dollars.</summary>
    public static decimal Of(decimal amount, DateOnly date) => Money.Round(amount * Coinsurance.At(date));

    /// <summary>Why a price outside a bill has no deductible.</summary>
    internal static Reason TakenAsMet => Because.Met;

    /// <summary>Why a Qualified Medicare Beneficiary owes nothing.</summary>
    internal static Reason Qmb => Because.Qmb;
}
