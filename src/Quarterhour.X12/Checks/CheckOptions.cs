namespace Quarterhour.X12;

/// <summary>What is checked.</summary>
public sealed class CheckOptions
{
    /// <summary>SNIP types 1 and 2 beyond the envelope: structure, usage, types, lengths, codes of the guide.</summary>
    public bool Structure { get; init; } = true;

    /// <summary>SNIP type 3: sums.</summary>
    public bool Balance { get; init; } = true;

    /// <summary>SNIP type 4: what one segment demands of another.</summary>
    public bool Situations { get; init; } = true;

    /// <summary>SNIP type 5: code sets outside of the guides; null asks only what can be told by its form (see <see cref="CodeForms"/>).</summary>
    public CodeSetLookup? Codes { get; init; } = CodeForms.Lookup;

    /// <summary>SNIP type 7, and severities: what a receiver wants otherwise.</summary>
    public CheckProfile? Profile { get; init; }

    /// <summary>Findings kept; all are counted.</summary>
    public int MostFindings { get; init; } = 10_000;
}
