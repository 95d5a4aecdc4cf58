namespace Quarterhour.Web.Receivables;

/// <summary>What became of a file that was sent in.</summary>
/// <param name="File">Its name.</param>
/// <param name="Words">What was done.</param>
/// <param name="Color">error, warning or well; never alone.</param>
public sealed record TakenFile(string File, string Words, string Color);
