using Quarterhour.Rates.Parquet;

namespace Quarterhour.Rates.Parsing;

/// <summary>One negotiated price. A token is null where the file has no value that means something.</summary>
struct Price
{
    public Known? Type, Expires, Class, Setting, Places, Modifiers, Information;

    /// <summary>Scaled by 10^18, where <see cref="HasRate"/>.</summary>
    public Int128 Rate;

    public bool HasRate;

    /// <summary>The rate as it stands in the file where it is no number that 38 digits hold.</summary>
    public Token? RateText;
}
