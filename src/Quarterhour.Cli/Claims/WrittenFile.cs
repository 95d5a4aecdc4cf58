using Quarterhour.Claims;

namespace Quarterhour.Cli.Claims;

/// <summary>A file that was written.</summary>
/// <param name="Path">Its name.</param>
/// <param name="Receiver">Where it goes; null for paper and others that name none.</param>
/// <param name="Control">Its control number; null where it has none.</param>
/// <param name="Claims">What is in it, each with the number of its batch, which answers return; null where it has none.</param>
sealed record WrittenFile(string Path, string? Receiver, int? Control, IReadOnlyList<(Claim Claim, string? Batch)> Claims);
