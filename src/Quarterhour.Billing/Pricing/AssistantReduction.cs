namespace Quarterhour.Billing.Pricing;

public static partial class AssistantReduction
{
    /// <summary>What a line with CQ or CO is cut by. Dollars.</summary>
    /// <param name="medicare">Medicare's share: allowed less deductible and coinsurance.</param>
    /// <param name="modifiers">The line's modifiers.</param>
    /// <param name="date">Date of service; nothing before 2022.</param>
    /// <param name="because">Receives the reason.</param>
    public static decimal Of(decimal medicare, IReadOnlyList<Modifier> modifiers, DateOnly date, List<Reason> because)
    {
        for (int i = 0; i < modifiers.Count; i++)
        {
            var modifier = modifiers[i];
            if (!modifier.IsAssistant || !PaidShare.TryOn(date, out decimal share)) continue;
            decimal paid = Money.Round(medicare * share), amount = medicare - paid;
            because.Add(Because.Reduced(modifier.ToString(), share, Arg.Dollars(medicare), Arg.Dollars(paid), Arg.Dollars(amount)));
            return amount;
        }
        return 0m;
    }
}
