namespace Quarterhour.Reference;

/// <summary>A release of a reference table that is loaded.</summary>
/// <param name="Table">The table: <c>codes</c>, <c>fee-schedule</c>, <c>localities</c>, <c>locality-counties</c>, <c>zip</c>, <c>zip9</c>, <c>payment-amounts</c>, <c>pairs</c>, <c>unit-limits</c>, <c>add-ons</c>, <c>diagnoses</c>.</param>
/// <param name="Release">CMS's or NCHS's name of it.</param>
/// <param name="From">First day that it answers for; null where it is not dated.</param>
/// <param name="To">Last day that it answers for.</param>
/// <param name="Rows">Rows of it: codes, localities, ZIP codes, pairs, valid diagnoses.</param>
/// <param name="Source">The file it was read from.</param>
/// <param name="Sha256">The source text's checksum, in hexadecimal; null for what is built in.</param>
/// <param name="IsCut">Somebody's cut of the table: it answers only for what it holds.</param>
public sealed record LoadedTable(string Table, string Release, DateOnly? From, DateOnly? To, int Rows, string Source, string? Sha256 = null, bool IsCut = false)
{
    /// <summary>It came with the program; of tables of all codes those for therapy alone.</summary>
    public bool IsBuiltIn => Sha256 is null;
}
