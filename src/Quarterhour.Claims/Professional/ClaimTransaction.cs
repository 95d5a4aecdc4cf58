using System.Collections.Immutable;

namespace Quarterhour.Claims;

/// <summary>Claims to one payer in one transaction, ST to SE.</summary>
/// <param name="Control">ST02, from 0001 in each file.</param>
/// <param name="Number">BHT03, which a 277CA returns: the file's control number and the transaction's.</param>
/// <param name="Payer">The payer of all of them.</param>
/// <param name="Claims">At most 5,000; those of a facility and a patient stand together.</param>
public sealed record ClaimTransaction(string Control, string Number, PayerIdentity Payer, ImmutableArray<Claim> Claims);
