using Quarterhour.Reference.Import;

namespace Quarterhour.Reference.Store;

/// <summary>A table that was imported, as the folder's list has it.</summary>
/// <param name="Release">Which table, of which release.</param>
/// <param name="Rows">Rows loaded.</param>
/// <param name="Rejected">Rows that could not be used.</param>
/// <param name="Source">The file as it was given, with the member of an archive behind it.</param>
/// <param name="Sha256">The source text's checksum, in hexadecimal.</param>
/// <param name="File">The packed file in the folder.</param>
public sealed record StoredTable(TableRelease Release, int Rows, int Rejected, string Source, string Sha256, string File);
