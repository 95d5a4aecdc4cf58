namespace Quarterhour.X12;

/// <summary>A list of a record that is made when somebody first asks for it: most lists of most records stay empty. None and an empty one are equal.</summary>
struct Held<T>(Items<T> list) : IEquatable<Held<T>>
{
    Items<T>? list = list;

    public Items<T> List => list ??= [];

    public readonly bool Equals(Held<T> other) => list is null or { Count: 0 } ? other.list is null or { Count: 0 } : list.Equals(other.list);

    public override readonly bool Equals(object? obj) => obj is Held<T> other && Equals(other);

    public override readonly int GetHashCode() => list is null or { Count: 0 } ? 0 : list.GetHashCode();
}
