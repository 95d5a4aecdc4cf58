namespace Quarterhour.Claims;

/// <summary>What an earlier payer decided on a line, as the records know it: told to the next payer where the practice file's decisions say nothing.</summary>
/// <param name="Line">Position of the line on the claim, from 1.</param>
/// <param name="Paid">Dollars.</param>
/// <param name="Decided">The day of the payment.</param>
/// <param name="Adjustments">As the practice file writes them: <c>CO-45 86.00, PR-2 10.00</c>.</param>
public sealed record RecordedDecision(int Line, decimal Paid, DateOnly? Decided, string Adjustments);
