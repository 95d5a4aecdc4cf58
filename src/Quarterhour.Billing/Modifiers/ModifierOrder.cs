using Quarterhour.Billing.Payers;

namespace Quarterhour.Billing.Modifiers;

public static partial class ModifierOrder
{
    /// <summary>Puts a line's modifiers in the payer's order; those it does not name stay behind, in the order they came.</summary>
    public static void Sort(List<Modifier> modifiers, Terms terms, DateOnly date)
    {
        var order = terms.ModifierOrder.Count > 0 ? terms.ModifierOrder : Standard(date);
        // insertion: there are four at most, and equal ranks keep their order
        for (int i = 1; i < modifiers.Count; i++)
            for (int j = i; j > 0 && Rank(order, modifiers[j]) < Rank(order, modifiers[j - 1]); j--)
                (modifiers[j], modifiers[j - 1]) = (modifiers[j - 1], modifiers[j]);
    }

    static int Rank(IReadOnlyList<Modifier> order, Modifier modifier)
    {
        for (int i = 0; i < order.Count; i++) if (order[i] == modifier) return i;
        return order.Count;
    }

    static IReadOnlyList<Modifier> Standard(DateOnly date)
    {
        string[] words = Order.At(date);
        var known = read;
        if (known?.Words != words) read = known = new(words, [.. words.Select(Modifier.Parse)]);
        return known.Order;
    }

    /// <summary>The entry that was asked for last.</summary>
    static Entry? read;

    sealed record Entry(string[] Words, IReadOnlyList<Modifier> Order);
}
