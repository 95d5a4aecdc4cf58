namespace Quarterhour.Claims.Remittances;

/// <summary>Why what was paid is not what was charged.</summary>
public enum DifferenceKind : byte
{
    /// <summary>Above what is allowed.</summary>
    Contract,

    /// <summary>The multiple-procedure reduction.</summary>
    Mppr,

    /// <summary>The assistant's reduction.</summary>
    Assistant,

    Sequestration,

    /// <summary>Of a quality program; may be negative.</summary>
    Incentive,

    Deductible,

    Coinsurance,

    Copayment,

    /// <summary>Another payer's part.</summary>
    OtherPayer,

    /// <summary>Interest told as an adjustment.</summary>
    Interest,

    /// <summary>Refused. A task, never a write-off.</summary>
    Denial,

    /// <summary>The payer took more off than was expected.</summary>
    Underpayment,

    /// <summary>The payer took less off than was expected; negative.</summary>
    Overpayment,

    /// <summary>Kept back or taken back.</summary>
    Takeback,

    /// <summary>A code that is not explained here, or a sum that no code explains.</summary>
    Unknown,
}
