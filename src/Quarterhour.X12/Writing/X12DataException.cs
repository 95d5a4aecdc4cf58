namespace Quarterhour.X12;

/// <summary>Data that X12 can't carry: it holds a separator, or a character that the chosen set does not have. X12 has no escape, so nothing is replaced or dropped silently.</summary>
public sealed class X12DataException : Exception
{
    /// <summary>Says which field and why.</summary>
    public X12DataException(string message, string tag, int element) : base(message) => (Tag, Element) = (tag, element);

    /// <summary>The segment's tag.</summary>
    public string Tag { get; }

    /// <summary>The element, counted from 1.</summary>
    public int Element { get; }
}
