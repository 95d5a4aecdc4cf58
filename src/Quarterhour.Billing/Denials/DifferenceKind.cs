namespace Quarterhour.Billing.Denials;

/// <summary>Why what was paid is not what was charged. Of a code: what it does to the money. Only a denial is a task to win back; none of them is a write-off by itself.</summary>
public enum DifferenceKind : byte
{
    /// <summary>Of a code that explains, and moves nothing by itself: most remark codes. No difference is of this kind.</summary>
    Information,

    /// <summary>Above what the contract or the fee schedule allows.</summary>
    Contract,

    /// <summary>The multiple-procedure reduction.</summary>
    Mppr,

    /// <summary>Paid less because an assistant furnished it.</summary>
    Assistant,

    /// <summary>The federal cut of Medicare's payment.</summary>
    Sequestration,

    /// <summary>Of a quality program; may raise the payment.</summary>
    Incentive,

    Deductible,

    Coinsurance,

    Copayment,

    /// <summary>Another payer's part.</summary>
    OtherPayer,

    /// <summary>Interest told as an adjustment.</summary>
    Interest,

    /// <summary>Refused: to be mended, appealed, or sent elsewhere. A task, never a write-off.</summary>
    Denial,

    /// <summary>The payer took more off than was expected. No code says so; it is found by comparison.</summary>
    Underpayment,

    /// <summary>The payer took less off than was expected; negative. Found by comparison.</summary>
    Overpayment,

    /// <summary>Kept back or taken back.</summary>
    Takeback,

    /// <summary>A code that is not explained here, or a sum that no code explains.</summary>
    Unknown,
}
