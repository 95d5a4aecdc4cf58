namespace Quarterhour.X12;

/// <summary>How an element is typed.</summary>
enum ElementType : byte
{
    Text, Code, Whole, Decimal, Day, Time, ByFormat, Bytes, Composite,
}

/// <summary>Whether a place is to be filled.</summary>
enum Usage : byte
{
    NotUsed, Situational, Required,
}

/// <summary>What one element of one segment may hold in one place of a guide.</summary>
sealed record ElementRule(ElementType Type, int Least, int Most)
{
    public Usage Usage { get; init; } = Usage.NotUsed;

    /// <summary>How often it may repeat.</summary>
    public int Repeat { get; init; } = 1;

    public CodeList? Codes { get; init; }

    /// <summary>A code set outside of the guide, for example diagnosis; see <see cref="CodeSetLookup"/>.</summary>
    public string? Set { get; init; }

    public ElementRule[] Components
    {
        get;
        init
        {
            field = value;
            Tests = [.. value.Select(static rule => new ElementTest(rule))];
        }
    } = [];

    /// <summary>The short way to see that a component is right, for each of <see cref="Components"/>.</summary>
    public ElementTest[] Tests { get; private init; } = [];
}
