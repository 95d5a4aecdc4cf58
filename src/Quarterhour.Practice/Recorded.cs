namespace Quarterhour.Practice;

/// <summary>What was put into the records, and what was there before.</summary>
/// <param name="Claims">Claims that are new.</param>
/// <param name="ClaimsBefore">Claims that were there, with the same content.</param>
/// <param name="Submissions">Transactions that are new.</param>
/// <param name="SubmissionsBefore">Transactions that went out before, the same.</param>
public sealed record Recorded(int Claims, int ClaimsBefore, int Submissions, int SubmissionsBefore);
