namespace Quarterhour.X12;

/// <summary>A level of a transaction that is made of levels (HL): 270, 271, 276, 277 and 277CA.</summary>
/// <typeparam name="T">The level itself.</typeparam>
public abstract record Level<T>
    where T : Level<T>
{
    /// <summary>The transaction.</summary>
    public required LevelHeader Header { get; init; }

    /// <summary>HL01.</summary>
    public string Number { get; set; } = "";

    /// <summary>HL03: 20 source, 21 receiver, 19 provider, 22 subscriber, 23 dependent, PT patient.</summary>
    public string Code { get; set; } = "";

    /// <summary>HL04: 1 when levels follow under it, 0 when none does; blank where it is not told.</summary>
    public string HasChildren { get; set; } = "";

    /// <summary>The level above; null for the topmost.</summary>
    public T? Parent { get; init; }
}
