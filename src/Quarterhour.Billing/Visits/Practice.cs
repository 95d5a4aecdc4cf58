namespace Quarterhour.Billing.Visits;

/// <summary>Whose services they are, which decides how assistants and others must be supervised.</summary>
public enum Practice : byte
{
    /// <summary>Of a physical or occupational therapist or speech-language pathologist in private practice.</summary>
    PrivatePractice,
    /// <summary>Of a physician or other practitioner.</summary>
    PhysicianPractice,
    /// <summary>Of a hospital, rehabilitation agency, comprehensive outpatient rehabilitation facility, skilled nursing facility or home health agency.</summary>
    Institution,
}
