using Quarterhour.Billing;

namespace Quarterhour.Web.Desk;

/// <summary>A bill in words, with or without what it pays.</summary>
static class BillWords
{
    /// <summary>Rules that set prices.</summary>
    static readonly HashSet<string> Prices = [.. RuleBook.All().Where(static rule => rule.Room == "Pricing").Select(static rule => rule.Rule.Id)];

    /// <summary>Before the minutes are signed nobody sees what they pay.</summary>
    public static IReadOnlyList<Reason> WithoutPrices(IReadOnlyList<Reason> reasons) => [.. reasons.Where(static reason => !Prices.Contains(reason.Template.Rule.Id))];

    public static string Status(BillStatus status) => status switch { BillStatus.Clean => "clean", BillStatus.NeedsAttention => "look at this", _ => "cannot be billed" };
}
