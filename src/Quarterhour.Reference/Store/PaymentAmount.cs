using Quarterhour.Billing;
using Quarterhour.Billing.Tables;

namespace Quarterhour.Reference.Store;

/// <summary>An amount that CMS publishes for a code at a place. Dollars.</summary>
/// <param name="Locality">The place.</param>
/// <param name="Code">The code.</param>
/// <param name="Component">26, TC or 53; none for the service as a whole.</param>
/// <param name="NonFacility">Outside facilities.</param>
/// <param name="Facility">In facilities.</param>
/// <param name="Therapy">With the therapy reduction; null where none applies.</param>
public sealed record PaymentAmount(LocalityId Locality, ProcedureCode Code, Modifier Component, decimal NonFacility, decimal Facility, decimal? Therapy);
