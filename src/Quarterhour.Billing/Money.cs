namespace Quarterhour.Billing;

/// <summary>Dollars and cents. Amounts are <see cref="decimal"/>; this is the one place that rounds them.</summary>
public static class Money
{
    /// <summary>To the cent, a half cent up (away from zero), as the fee schedule is published.</summary>
    /// <param name="dollars">Any amount in dollars.</param>
    /// <returns>The amount with two decimals.</returns>
#pragma warning disable RS0030 // the one place
    public static decimal Round(decimal dollars) => decimal.Round(dollars, 2, MidpointRounding.AwayFromZero);

    /// <summary>An amount that is already rounded to the cent, in cents.</summary>
    /// <exception cref="OverflowException">More than 92 quadrillion dollars.</exception>
    public static long Cents(decimal dollars)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(dollars, bits);
        // two decimals and a small mantissa: the mantissa is the cents
        bool plain = bits[1] == 0 && bits[2] == 0 && ((bits[3] >> 16) & 0xFF) == 2;
        if (!plain) return (long)(dollars * 100m);
        long cents = unchecked((uint)bits[0]);
        return bits[3] < 0 ? -cents : cents;
    }

    /// <summary>To the nearest whole number, a half up. For shares in percent, never for dollars.</summary>
    public static int RoundWhole(decimal number) => (int)decimal.Round(number, 0, MidpointRounding.AwayFromZero);
#pragma warning restore RS0030
}
