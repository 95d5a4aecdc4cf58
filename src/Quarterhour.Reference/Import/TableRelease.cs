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
    /// <summary>How the names of fee schedules for qualifying participants end.</summary>
    public const string Qualifying = " QPP";

    /// <summary>From this year on there are two fee schedules a quarter, with different conversion factors.</summary>
    public const int FirstYearOfTwo = 2026;

    /// <summary>A fee schedule for qualifying participants.</summary>
    public bool IsQualifying => Release.EndsWith(Qualifying, StringComparison.Ordinal);

    /// <summary>The same for the same table, release, setting and part: what is loaded under it is replaced by a newer file.</summary>
    public string Key => string.Join('-', new[] { Table, Setting?.ToString().ToLowerInvariant(), From is { } from ? $"{from:yyyy-MM-dd}" : Plain(Release), IsQualifying ? "qpp" : null, Part > 0 ? $"part{Part}" : null, IsCut ? "cut" : null }.Where(word => word is not null));

    /// <summary>The key is part of a file's name.</summary>
    static string Plain(string release) => string.Concat(release.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' ? c : '_'));
}

/// <summary>What the person who imports says of a file whose content and name don't tell.</summary>
/// <param name="Release">The release: <c>2026Q4</c>, <c>2026C</c>, <c>2026-10-01</c>, <c>FY2027</c>, or any words for a table without dates.</param>
/// <param name="Setting">Whose edits they are.</param>
public sealed record ImportHints(string? Release = null, Setting? Setting = null)
{
    /// <summary>What was told of a file that says otherwise itself; nothing of it is used.</summary>
    public IEnumerable<string> NotUsedFor(TableRelease release)
    {
        if (Setting is { } told && release.Setting is { } own && told != own) yield return $"--setting {told.ToString().ToLowerInvariant()} is not used: the file says {own.ToString().ToLowerInvariant()}";
        if (Release is { } named && (Quarter.In(named) ?? Quarter.In("rvu" + named[Math.Min(2, named.Length)..])) is { } quarter && release.From is { } from && (from < quarter.From || from > quarter.To))
            yield return $"--release {named} is not used: the file says {release.Release}";
    }

    /// <summary>The quarter in the text's name or the file's, else the one told.</summary>
    public Quarter? QuarterOf(TableText text) => Quarter.In(text.Name) ?? Quarter.In(text.File) ?? (Release is { } told ? Quarter.In(told) ?? Quarter.In("rvu" + told[Math.Min(2, told.Length)..]) : null);
}
