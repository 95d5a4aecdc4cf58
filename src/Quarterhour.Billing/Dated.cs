namespace Quarterhour.Billing;

/// <summary>How sure a value is: read in a primary source, in a secondary one, or neither yet.</summary>
public enum Confidence : byte { Confirmed, Secondary, Unconfirmed }

/// <summary>A value that a law or a payer set, from its first day to its last (null: no last day is known).</summary>
public sealed record DatedValue<T>(DateOnly From, DateOnly? To, T Value, Confidence Confidence, string Source)
{
    public bool Covers(DateOnly date) => From <= date && (To is not { } last || date <= last);
}

/// <summary>A named value over time. The date of service decides which entry answers; where none does, nobody may guess.</summary>
public sealed class Dated<T>(string name, params DatedValue<T>[] entries)
{
    public string Name => name;

    public IReadOnlyList<DatedValue<T>> Entries => entries;

    /// <summary>The entry in force on the date: the one that began last. Null when none covers the date.</summary>
    public DatedValue<T>? On(DateOnly date)
    {
        DatedValue<T>? found = null;
        foreach (var entry in entries)
            if (entry.Covers(date) && (found is null || entry.From > found.From)) found = entry;
        return found;
    }

    /// <summary>The value in force on the date.</summary>
    /// <returns>False when no entry covers the date.</returns>
    public bool TryOn(DateOnly date, out T value)
    {
        var entry = On(date);
        value = entry is null ? default! : entry.Value;
        return entry is not null;
    }

    /// <summary>The value in force on the date, for values that stand in every year that the program knows.</summary>
    /// <exception cref="InvalidOperationException">No entry covers the date: a fault in the values file, not in the user's data.</exception>
    public T At(DateOnly date) => TryOn(date, out var value) ? value
        : throw new InvalidOperationException($"{name} has no value for {date:yyyy-MM-dd}");
}
