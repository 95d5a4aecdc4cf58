namespace Quarterhour.X12;

/// <summary>A transaction that was checked.</summary>
/// <param name="Kind">837P, 835, 277CA and so on; see <see cref="Transaction.Kind"/>.</param>
/// <param name="Version">ST03 or GS08.</param>
/// <param name="Control">ST02.</param>
/// <param name="Valid">No error was found in it.</param>
public readonly record struct CheckedTransaction(string Kind, string Version, string Control, bool Valid);
