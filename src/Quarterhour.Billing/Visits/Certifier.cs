namespace Quarterhour.Billing.Visits;

/// <summary>Who signed a certification.</summary>
public enum Certifier : byte { Physician, NursePractitioner, ClinicalNurseSpecialist, PhysicianAssistant, Podiatrist, Optometrist, Chiropractor, Dentist, Therapist }
