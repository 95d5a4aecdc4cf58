namespace Quarterhour.Billing.Visits;

/// <summary>Who signed a certification or an order.</summary>
public enum Certifier : byte { Physician, NursePractitioner, ClinicalNurseSpecialist, PhysicianAssistant, Podiatrist, Optometrist, Chiropractor, Dentist, Therapist }
