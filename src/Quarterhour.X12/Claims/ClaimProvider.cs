namespace Quarterhour.X12;

/// <summary>The billing provider of claims, loop 2000A.</summary>
public sealed record ClaimProvider
{
    /// <summary>PRV03 of loop 2000A: the taxonomy code.</summary>
    public string Taxonomy { get; set; } = "";

    /// <summary>PRV02: PXC; ZZ in version 4010.</summary>
    public string TaxonomyCode { get; set; } = "PXC";

    /// <summary>Loop 2010AA.</summary>
    public Party Billing { get; set; } = new("85");

    /// <summary>Loop 2010AB: where payments go when not to the billing address.</summary>
    public Party? PayTo { get; set; }

    /// <summary>Loop 2010AC: a plan that is paid.</summary>
    public Party? PayToPlan { get; set; }

    /// <summary>CUR, and what has no place above.</summary>
    public Items<OtherSegment> Others { get => others.List; init => others = new(value); }
    Held<OtherSegment> others;
}
