using Quarterhour.Billing.Denials;

namespace Quarterhour.Claims.Remittances;

/// <summary>A part of the difference between charge and payment.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Amount">Dollars; a positive one lowers the payment.</param>
/// <param name="Group">CO, PR, OA, PI, CR of the adjustment it comes from; blank where none is.</param>
/// <param name="Code">Its reason; blank where none is.</param>
public sealed record Difference(DifferenceKind Kind, decimal Amount, string Group = "", string Code = "");
