namespace Quarterhour.Formats.Claims;

/// <summary>The columns of a file of claim lines, in the words of the contract.</summary>
enum ClaimColumn : byte { Claim, Patient, Provider, Date, Setting, Code, Modifiers, Units, Charge, Dx, Payer }
