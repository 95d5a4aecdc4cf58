using Quarterhour.Billing.Tables;

namespace Quarterhour.Reference.Import;

/// <summary>Which table a text is, of which release.</summary>
/// <param name="Table">The table: <c>fee-schedule</c>, <c>pairs</c>, <c>unit-limits</c>, <c>diagnoses</c>, …; as <see cref="LoadedTable"/> names it.</param>
/// <param name="Release">The agency's name of the release: <c>2026C</c>, <c>NCCI practitioner 2026 Q4</c>, <c>ICD-10-CM FY 2027</c>.</param>
/// <param name="From">First day that it answers for; null for a table without dates.</param>
/// <param name="To">Last day that it answers for.</param>
/// <param name="Setting">Whose edits they are, for edit tables.</param>
/// <param name="Part">The part of a table that comes in several files; 0 for a table in one.</param>
/// <param name="IsCut">Somebody's cut of the table, which tells only of the rows that it has.</param>
public sealed record TableRelease(string Table, string Release, DateOnly? From, DateOnly? To, Setting? Setting = null, int Part = 0, bool IsCut = false)
{
    /// <summary>The same for the same table, release, setting and part: what is loaded under it is replaced by a newer file.</summary>
    public string Key => string.Join('-', new[] { Table, Setting?.ToString().ToLowerInvariant(), From is { } from ? $"{from:yyyy-MM-dd}" : Release.Replace(' ', '_'), Part > 0 ? $"part{Part}" : null, IsCut ? "cut" : null }.Where(word => word is not null));
}

/// <summary>What the person who imports says of a file whose content and name don't tell.</summary>
/// <param name="Release">The release: <c>2026Q4</c>, <c>2026C</c>, <c>2026-10-01</c>, <c>FY2027</c>, or any words for a table without dates.</param>
/// <param name="Setting">Whose edits they are.</param>
public sealed record ImportHints(string? Release = null, Setting? Setting = null)
{
    /// <summary>The quarter in the text's name or the file's, else the one told.</summary>
    public Quarter? QuarterOf(TableText text) => Quarter.In(text.Name) ?? Quarter.In(text.File) ?? (Release is { } told ? Quarter.In(told) ?? Quarter.In("rvu" + told[Math.Min(2, told.Length)..]) : null);
}
