using System.Collections.Immutable;

namespace Quarterhour.Billing;

/// <summary>A value with its reasons, or undecided with what is needed. Undecided is a result: never false, never zero, never an exception.</summary>
public readonly struct Answer<T>
{
    readonly T value;
    readonly string? needs;

    Answer(T value, string? needs, ImmutableArray<Reason> because) => (this.value, this.needs, Because) = (value, needs, because);

    public bool IsDecided => needs is null;

    /// <exception cref="InvalidOperationException">The answer is undecided; ask <see cref="IsDecided"/> first.</exception>
    public T Value => needs is null ? value : throw new InvalidOperationException($"undecided: needs {needs}");

    /// <summary>What is missing, in words that complete "needs …". Null when decided.</summary>
    public string? Needs => needs;

    public ImmutableArray<Reason> Because { get; }

    public static Answer<T> Decided(T value, params ImmutableArray<Reason> because) => new(value, null, because);

    public static Answer<T> Undecided(string needs, params ImmutableArray<Reason> because) => new(default!, needs, because);
}
