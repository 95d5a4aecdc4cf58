using Quarterhour.Practice.Rows;

namespace Quarterhour.Practice;

/// <summary>A claim that is with its payer: when and how it went there last.</summary>
/// <param name="Claim">Its number.</param>
/// <param name="State">Where it stands; never made or rejected.</param>
/// <param name="SentAt">When, by the day that stands in the file.</param>
/// <param name="File">The file's name.</param>
/// <param name="Hash">SHA-256 of the file, in hexadecimal.</param>
/// <param name="Receiver">Who took the file in.</param>
/// <param name="Submission">The submission's row; a later one is greater.</param>
public sealed record SentBefore(string Claim, ClaimState State, string SentAt, string File, string Hash, string Receiver, long Submission);
