using Quarterhour.Claims;
using Quarterhour.Practice.Rows;

namespace Quarterhour.Web.Receivables;

/// <summary>A visit that waits to be claimed: its claim, or why it is held.</summary>
public sealed record WaitingVisit(VisitRow Visit, Claim? Claim, IReadOnlyList<Hold> Holds);
