namespace Quarterhour.Billing.Denials;

/// <summary>What an adjustment reason does to the money. Only a denial is a task to win back; none of them is a write-off by itself.</summary>
public enum AdjustmentEffect : byte
{
    /// <summary>It explains, and moves nothing by itself: most remark codes.</summary>
    Information,

    /// <summary>Refused: to be mended, appealed, or sent elsewhere.</summary>
    Denial,

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

    /// <summary>Taken over by another payer.</summary>
    OtherPayer,

    Interest,

    /// <summary>Kept back or taken back.</summary>
    Takeback,
}
