using Quarterhour.Billing.Tables;

namespace Quarterhour.Billing.Day;

/// <summary>What the lines of a claim share.</summary>
/// <param name="Id">The claim's id.</param>
/// <param name="Patient">The patient's id; null where not told: then the claim stands for a patient of its own.</param>
/// <param name="Provider">The billing provider's NPI or id; claims that name none are taken to be of one provider.</param>
/// <param name="Payer">Id of a payer profile.</param>
/// <param name="Diagnoses">ICD-10-CM codes, the first is primary.</param>
public sealed record Claim(string Id, string? Patient, string? Provider, string Payer, IReadOnlyList<string> Diagnoses);

/// <summary>A line of a claim as it is about to be sent.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Number">From 1, in the claim.</param>
/// <param name="Date">Date of service.</param>
/// <param name="Setting">Whose edit tables judge it.</param>
/// <param name="Code">The procedure code.</param>
/// <param name="Modifiers">Up to four, in their order.</param>
/// <param name="Units">From 1.</param>
/// <param name="Charge">Dollars for the line; null where not told.</param>
/// <param name="SourceLine">The line of the input, for messages; 0 where there is none.</param>
public readonly record struct ClaimLine(Claim Claim, int Number, DateOnly Date, Setting Setting, ProcedureCode Code, ModifierList Modifiers, int Units, decimal? Charge, int SourceLine);

/// <summary>Up to four modifiers.</summary>
public readonly record struct ModifierList(Modifier First, Modifier Second, Modifier Third, Modifier Fourth)
{
    public const int Most = 4;

    public int Count => First == default ? 0 : Second == default ? 1 : Third == default ? 2 : Fourth == default ? 3 : 4;

    public Modifier this[int index] => index switch { 0 => First, 1 => Second, 2 => Third, 3 => Fourth, _ => default };

    /// <summary>The list with one more behind.</summary>
    /// <exception cref="InvalidOperationException">There are four.</exception>
    public ModifierList With(Modifier modifier) => Count switch
    {
        0 => this with { First = modifier },
        1 => this with { Second = modifier },
        2 => this with { Third = modifier },
        3 => this with { Fourth = modifier },
        _ => throw new InvalidOperationException("a claim line has room for four modifiers"),
    };

    public bool Contains(Modifier modifier) => modifier != default && (First == modifier || Second == modifier || Third == modifier || Fourth == modifier);
}
