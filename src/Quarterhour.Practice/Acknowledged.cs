using Quarterhour.Practice.Rows;

namespace Quarterhour.Practice;

/// <summary>What an acknowledgment did.</summary>
/// <param name="Kind">TA1, 999 or 277CA.</param>
/// <param name="Number">The interchange, transaction, batch or claim that it answers.</param>
/// <param name="State">Accepted or Rejected; null where it says neither.</param>
/// <param name="Reason">In plain words.</param>
/// <param name="Claims">Claims of ours that it moved.</param>
/// <param name="Known">The number is one that was sent from here.</param>
public sealed record Acknowledged(string Kind, string Number, ClaimState? State, string Reason, IReadOnlyList<string> Claims, bool Known);
