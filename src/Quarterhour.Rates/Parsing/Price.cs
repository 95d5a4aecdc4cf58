namespace Quarterhour.Rates.Parsing;

/// <summary>One negotiated price. Words are numbers of <see cref="RateBatch.Known"/>; 0 where the file has no value that means something.</summary>
struct Price
{
    public int Type, Expires, Class, Setting, Places, Modifiers, Information;

    /// <summary>The rate as it stands in the file where it is no number that 38 digits hold; -1 where it is one, and 0, as for the others, where there is none.</summary>
    public int RateText;

    Int128 rate;

    /// <summary>Scaled by 10^18, where <see cref="HasRate"/>.</summary>
    public Int128 Rate
    {
        readonly get => rate;
        set => (rate, RateText) = (value, -1);
    }

    public readonly bool HasRate => RateText < 0;
}
