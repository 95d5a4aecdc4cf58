namespace Quarterhour.Billing.Denials;

/// <summary>What a person does next about an adjustment.</summary>
public enum NextStep : byte
{
    /// <summary>Nothing: it is posted.</summary>
    None,

    /// <summary>Correct the claim and send it again, as new or as a replacement.</summary>
    Correct,

    /// <summary>Appeal, or ask for a reopening.</summary>
    Appeal,

    /// <summary>Send what the record holds.</summary>
    Records,

    /// <summary>Bill the payer that comes first or next.</summary>
    OtherPayer,

    /// <summary>Clear it with the patient, or bill them.</summary>
    Patient,

    /// <summary>Ask the payer.</summary>
    Payer,
}
