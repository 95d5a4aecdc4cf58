namespace Quarterhour.Claims;

/// <summary>How text stands in a box.</summary>
public enum PaperAlignment : byte
{
    Left,
    Middle,
    /// <summary>An X in the middle of a small square.</summary>
    Check,
    /// <summary>Dollars that end, and cents that begin, at a line.</summary>
    Dollars,
}

/// <summary>A box of the CMS-1500 (02/12) in points, 72 an inch, from the page's upper left corner.</summary>
/// <param name="Name">The form's number, and our word for the part: <c>24A from month</c>.</param>
/// <param name="Alignment">How text stands in it.</param>
/// <param name="X">Left edge.</param>
/// <param name="Y">Upper edge.</param>
/// <param name="Width">From the left to the right edge.</param>
/// <param name="Height">From the upper to the lower edge.</param>
public sealed record PaperBox(string Name, PaperAlignment Alignment, decimal X, decimal Y, decimal Width, decimal Height)
{
    /// <summary>A character of Courier 12: ten an inch.</summary>
    public const decimal Pitch = 7.2m;

    /// <summary>Height of Courier's capitals at 12 points.</summary>
    const decimal Capitals = 6.7m;

    /// <summary>Of a box for dollars, from the line before the cents to its right edge.</summary>
    public const decimal Cents = 16;

    /// <summary>Characters that fit: what is blank at both ends of a character may stand over the edge.</summary>
    public int Holds => Alignment == PaperAlignment.Dollars ? (int)((Width - Cents + 1) / Pitch) + 2 : (int)((Width + 2) / Pitch);

    /// <summary>Where a text begins.</summary>
    public decimal Begin(string text) => Alignment is PaperAlignment.Left ? X + 0.5m : X + (Width - (Pitch * text.Length)) / 2;

    /// <summary>Where its letters stand.</summary>
    public decimal Baseline => Y + (Height + Capitals) / 2;
}
