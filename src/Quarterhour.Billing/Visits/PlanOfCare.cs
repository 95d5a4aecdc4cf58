namespace Quarterhour.Billing.Visits;

/// <summary>What the record says of the plan of care. Null means that the input does not say.</summary>
public sealed record PlanOfCare
{
    /// <summary>The day on which the plan was established (written, or dictated).</summary>
    public DateOnly? Established { get; init; }

    /// <summary>The day of the first treatment under it, the evaluation included; where not told, the day it was established.</summary>
    public DateOnly? FirstTreatment { get; init; }

    /// <summary>The day on which a physician or practitioner signed the certification.</summary>
    public DateOnly? Certified { get; init; }

    /// <summary>Who signed it.</summary>
    public Certifier? CertifiedBy { get; init; }

    /// <summary>The day of a verbal certification.</summary>
    public DateOnly? VerbalOrder { get; init; }

    /// <summary>The day on which the order or referral was signed.</summary>
    public DateOnly? OrderSigned { get; init; }

    /// <summary>Who signed the order or referral.</summary>
    public Certifier? OrderedBy { get; init; }

    /// <summary>The day on which the plan was sent to whoever ordered.</summary>
    public DateOnly? SentToOrderer { get; init; }

    /// <summary>The reason that a certification signed late carries; empty where the record has none.</summary>
    public string? DelayedCertification { get; init; }

    /// <summary>The day of the latest recertification.</summary>
    public DateOnly? Recertified { get; init; }

    /// <summary>The last day of the plan's duration.</summary>
    public DateOnly? Ends { get; init; }

    /// <summary>Whether the plan states its diagnoses.</summary>
    public bool? Diagnoses { get; init; }

    /// <summary>Whether the plan states long-term goals.</summary>
    public bool? Goals { get; init; }

    /// <summary>Whether the plan states the type of treatment.</summary>
    public bool? Type { get; init; }

    /// <summary>Whether the plan states the amount: how many times a day.</summary>
    public bool? Amount { get; init; }

    /// <summary>Whether the plan states the frequency: how many times a week.</summary>
    public bool? Frequency { get; init; }

    /// <summary>Whether the plan states the duration: how many weeks or visits.</summary>
    public bool? Duration { get; init; }
}
