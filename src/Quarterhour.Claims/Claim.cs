using System.Collections.Immutable;

namespace Quarterhour.Claims;

/// <summary>Why a claim is sent: CLM05-3 of an 837P, box 22 of a CMS-1500.</summary>
public enum ClaimFrequency : byte
{
    Original = 1,

    /// <summary>Takes the place of one that the payer has; names the payer's control number.</summary>
    Replacement = 7,

    /// <summary>Takes one back; names the payer's control number.</summary>
    Void = 8,
}

/// <summary>One visit's bill as a claim to one payer. Amounts are dollars. It holds all that is sent; what is missing is told before it is made.</summary>
public sealed record Claim
{
    /// <summary>CLM01, box 26: ours, at most 20 characters, never used twice. The payer returns it in CLP01.</summary>
    public required string Number { get; init; }

    /// <summary>The visit that it bills.</summary>
    public required string Visit { get; init; }

    /// <summary>Date of service.</summary>
    public required DateOnly Date { get; init; }

    public ClaimFrequency Frequency { get; init; } = ClaimFrequency.Original;

    /// <summary>REF*F8: the payer's number of the claim that this one replaces or voids; null for an original.</summary>
    public string? PayerControlNumber { get; init; }

    /// <summary>The billing provider.</summary>
    public required Facility Billing { get; init; }

    /// <summary>Who treated; null where that is the billing provider in person.</summary>
    public Provider? Rendering { get; init; }

    /// <summary>Who referred: DN, the physician who certifies the plan of care.</summary>
    public Provider? Referring { get; init; }

    /// <summary>Who supervised, DQ, where the payer wants it told.</summary>
    public Provider? Supervising { get; init; }

    /// <summary>Where it was, 2310C and box 32, if elsewhere than at the billing provider.</summary>
    public ServicePlace? Place { get; init; }

    public required Patient Patient { get; init; }

    /// <summary>The coverage that this claim is sent to.</summary>
    public required Coverage Coverage { get; init; }

    /// <summary>The patient's other coverages, with what those that decided before did.</summary>
    public ImmutableArray<OtherCoverage> OtherCoverages { get; init; } = [];

    /// <summary>CLM05-1, two digits.</summary>
    public required string PlaceOfService { get; init; }

    /// <summary>ICD-10-CM with its dot, the first is primary, at most 12; lines point into it.</summary>
    public ImmutableArray<string> Diagnoses { get; init; } = [];

    /// <summary>REF*G1, box 23.</summary>
    public string? Authorization { get; init; }

    /// <summary>REF*9F.</summary>
    public string? ReferralNumber { get; init; }

    /// <summary>REF*Y4, box 11b: the insurer's number of the injury, in workers' compensation and automobile claims.</summary>
    public string? InjuryNumber { get; init; }

    /// <summary>CLM07, box 27.</summary>
    public bool AcceptsAssignment { get; init; } = true;

    /// <summary>CLM08, box 13: the patient assigns benefits to the provider.</summary>
    public bool BenefitsAssigned { get; init; } = true;

    /// <summary>CLM11 and its dates; null where nobody but the illness is to blame.</summary>
    public Accident? Accident { get; init; }

    /// <summary>DTP*431: onset of the current illness or symptom.</summary>
    public DateOnly? Onset { get; init; }

    /// <summary>DTP*454: first treatment. Sent only to payers that ask for it.</summary>
    public DateOnly? InitialTreatment { get; init; }

    /// <summary>DTP*304: last seen by the supervising physician. Sent only to payers that ask for it.</summary>
    public DateOnly? LastSeen { get; init; }

    public ImmutableArray<Paperwork> Paperwork { get; init; } = [];

    public ImmutableArray<ClaimNote> Notes { get; init; } = [];

    /// <summary>AMT*F5, box 29: what the patient paid on it.</summary>
    public decimal? PatientPaid { get; init; }

    /// <summary>The lines, at most 50.</summary>
    public required ImmutableArray<ServiceLine> Lines { get; init; }

    /// <summary>CLM02, box 28: what the lines charge.</summary>
    public decimal Charge => Lines.Sum(static line => line.Charge);
}

/// <summary>An accident or employment behind the treatment: CLM11, box 10.</summary>
/// <param name="Cause">AA auto, EM employment, OA another.</param>
/// <param name="Date">DTP*439.</param>
/// <param name="State">Two letters, for an auto accident.</param>
public sealed record Accident(string Cause, DateOnly? Date, string? State = null);

/// <summary>A document that goes with the claim, PWK.</summary>
/// <param name="Type">PWK01.</param>
/// <param name="Sent">PWK02: AA on request, BM mail, EL electronically, FX fax.</param>
/// <param name="Number">PWK06: what the document bears.</param>
public sealed record Paperwork(string Type, string Sent, string? Number = null);

/// <summary>A note, NTE.</summary>
/// <param name="Kind">NTE01: ADD, CER, DCP, TPO.</param>
/// <param name="Text">At most 80 characters.</param>
public sealed record ClaimNote(string Kind, string Text);
