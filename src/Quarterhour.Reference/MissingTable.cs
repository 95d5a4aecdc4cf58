namespace Quarterhour.Reference;

/// <summary>Days of a reference table that no loaded release is made for.</summary>
/// <param name="Table">The table, as in <see cref="LoadedTable"/>; for edits with its setting.</param>
/// <param name="From">First such day; null where nothing earlier is loaded.</param>
/// <param name="To">Last such day; null where nothing later is loaded.</param>
/// <param name="StandsIn">What answers meanwhile, the nearest release of each date; null for nothing: an answer on such a day is undecided.</param>
public sealed record MissingTable(string Table, DateOnly? From, DateOnly? To, string? StandsIn)
{
    /// <summary>The page of the agency where the table is to be had; null where none is known.</summary>
    public string? Page => AgencyPages.Of(Table);
}
