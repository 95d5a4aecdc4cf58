namespace Quarterhour.Billing.Visits;

/// <summary>What a person who furnished services is by training.</summary>
public enum Qualification : byte { Therapist, Physician, NursePractitioner, ClinicalNurseSpecialist, PhysicianAssistant, Chiropractor, AthleticTrainer, MassageTherapist, ExercisePhysiologist, Nurse }
