namespace Quarterhour.X12;

/// <summary>A list that equals another when their members do, so that whole models can be compared.</summary>
public sealed class Items<T> : List<T>, IEquatable<Items<T>>
{
    /// <summary>Whether the other has equal members in the same order.</summary>
    public bool Equals(Items<T>? other)
    {
        if (other is null || other.Count != Count) return false;
        var comparer = EqualityComparer<T>.Default;
        for (int i = 0; i < Count; i++)
            if (!comparer.Equals(this[i], other[i])) return false;
        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Items<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var one in this) hash.Add(one);
        return hash.ToHashCode();
    }
}
