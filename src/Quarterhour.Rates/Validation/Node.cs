namespace Quarterhour.Rates.Validation;

/// <summary>What a value may be.</summary>
enum Shape { Object, List, Text, Number, Any }

/// <summary>The rules of one value of the schema.</summary>
sealed class Node(Shape shape)
{
    public Shape Shape => shape;

    /// <summary>Of an object.</summary>
    public Member[] Members { get; init; } = [];

    /// <summary>Which member stood at each place in the object before; payers keep an order.</summary>
    public int[] Guess { get; } = new int[16];

    /// <summary>Of a list.</summary>
    public Node? Element { get; init; }

    public int Least { get; init; }

    public bool Unique { get; init; }

    /// <summary>The same list comes again and again: once found right, it is known by its text.</summary>
    public bool Recurs { get; init; }

    /// <summary>Of a text: what it may be.</summary>
    public string[] OneOf { get; init; } = [];

    /// <summary>Of a text: says what is wrong with it, or nothing.</summary>
    public Func<string, string?>? Wrong { get; init; }

    /// <summary>The rule that <see cref="Wrong"/> holds.</summary>
    public string Rule { get; init; } = "pattern";

    public bool NotEmpty { get; init; }

    /// <summary>Of a number.</summary>
    public bool Whole { get; init; }

    public Int128? Above { get; init; }

    public Int128? From { get; init; }

    public Int128? To { get; init; }

    /// <summary>Of an object: looked at when it is complete.</summary>
    public Condition[] Conditions { get; init; } = [];

    ulong? needed;
    (int If, int Is, ulong Then)[]? quick;

    /// <summary>Bits of the members that are required.</summary>
    public ulong Needed => needed ??= Members.Select((member, i) => member.Required ? 1ul << i : 0).Aggregate(0ul, (all, one) => all | one);

    /// <summary>Every condition of one member holds for an object with these members and values; what spans several is for the slow look.</summary>
    public bool Holds(ulong there, ReadOnlySpan<int> values)
    {
        quick ??= [.. Conditions.Select(condition => (Index(condition.If), condition.Is is null ? -1 : Array.IndexOf(Members[Index(condition.If)].Node.OneOf, condition.Is), condition.Then.Aggregate(0ul, (all, name) => all | 1ul << Index(name))))];
        foreach (var (member, value, then) in quick)
        {
            if (member < 0) return false;
            if ((there & 1ul << member) != 0 && (value < 0 || values[member] == value) && (there & then) != then) return false;
        }
        return true;
    }

    int Index(string name) => Array.FindIndex(Members, member => member.Name == name);

    /// <summary>What is done besides: references are looked up, lists of NPIs and places have rules of their own.</summary>
    public Special Special { get; init; }
}

/// <summary>Values with rules that span more than themselves.</summary>
enum Special { None, Reference, Id, Npis, Tin, Places }

/// <summary>A member of an object.</summary>
sealed record Member(string Name, Node Node, bool Required)
{
    public byte[] Bytes { get; } = System.Text.Encoding.UTF8.GetBytes(Name);
}

/// <summary>When a member is there, or has a value, others must be there too.</summary>
/// <param name="If">A member.</param>
/// <param name="Is">Its value; null for any.</param>
/// <param name="Then">Members that must be there.</param>
/// <param name="Rule">How the rule is called.</param>
sealed record Condition(string If, string? Is, string[] Then, string Rule);
