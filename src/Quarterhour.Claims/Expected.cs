namespace Quarterhour.Claims;

/// <summary>What a line should bring, as the bill priced it. Dollars for all units. Allowed = deductible + coinsurance + assistant reduction + sequestration + payer pays, where these are decided.</summary>
public sealed record Expected
{
    /// <summary>What the payer allows, after the multiple-procedure reduction.</summary>
    public required decimal Allowed { get; init; }

    /// <summary>What it would allow without that reduction; null where no fee schedule sets the price.</summary>
    public decimal? Unreduced { get; init; }

    /// <summary>Of the units, those priced in full: of a day's lines that the multiple-procedure reduction ranks one has one; null where no fee schedule sets the price.</summary>
    public int? FullUnits { get; init; }

    /// <summary>What a reduced unit is allowed less than a full one; null where the reduction is not the code's, or not by the fee schedule alone.</summary>
    public decimal? UnitReduction { get; init; }

    /// <summary>Null where the deductible left is not known: the split is undecided.</summary>
    public decimal? Deductible { get; init; }

    public decimal? Coinsurance { get; init; }

    public decimal? AssistantReduction { get; init; }

    public decimal? Sequestration { get; init; }

    public decimal? PayerPays { get; init; }

    /// <summary>Nothing where the patient may not be billed.</summary>
    public decimal? PatientOwes { get; init; }
}
