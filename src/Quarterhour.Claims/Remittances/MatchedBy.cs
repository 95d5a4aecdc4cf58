namespace Quarterhour.Claims.Remittances;

/// <summary>By what a payer's line was found to be ours.</summary>
public enum MatchedBy : byte
{
    /// <summary>Our line control number came back.</summary>
    ControlNumber,

    /// <summary>Claim number, code, modifiers and date.</summary>
    Code,

    /// <summary>The same without modifiers: payers drop them.</summary>
    CodeAlone,

    /// <summary>Several lines of ours had that code, and one of them that charge and those units.</summary>
    Charge,
}
