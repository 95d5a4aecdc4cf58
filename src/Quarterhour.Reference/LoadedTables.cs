using Quarterhour.Billing.Tables;
using Quarterhour.Reference.Import;
using Quarterhour.Reference.Store;

namespace Quarterhour.Reference;

/// <summary>What is loaded, and what is not, told from the tables themselves.</summary>
public static class LoadedTables
{
    /// <summary>Every loaded release, table by table: those that answer, with the checksums of the imported ones, then imported ones that no look-up reads.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="stored">What was imported.</param>
    public static IReadOnlyList<LoadedTable> Describe(ReferenceTables tables, IReadOnlyList<StoredTable> stored)
    {
        List<LoadedTable> found = [.. Describe(tables)];
        foreach (var (release, rows, _, source, sha256, _) in stored)
        {
            int at = found.FindIndex(known => known.Table == release.Table && known.Source == source && (known.From == release.From || release.Table == DiagnosesPack.Table));
            if (at >= 0) found[at] = found[at] with { Sha256 = sha256, IsCut = release.IsCut };
            else found.Add(new(release.Table, release.Release, release.From, release.To, rows, source, sha256, release.IsCut));
        }
        return found;
    }

    /// <summary>Every loaded release, table by table.</summary>
    public static IReadOnlyList<LoadedTable> Describe(ReferenceTables tables)
    {
        List<LoadedTable> found = [new("codes", "catalogue", null, null, tables.Codes.All.Count, "data/codes.csv")];
        foreach (var book in tables.Fees.Books)
            found.Add(new("fee-schedule", book.Release.Name, book.Release.From, book.Release.To, book.Count, book.Release.File));
        foreach (var rows in tables.Localities.All.GroupBy(row => (row.From, row.To, row.File)).OrderBy(rows => rows.Key))
            found.Add(new("localities", $"{rows.Key.From.Year}", rows.Key.From, rows.Key.To, rows.Count(), rows.Key.File));
        foreach (var release in tables.Zips.Releases.OrderBy(release => release.From)) found.Add(new("zip", release.Name, release.From, release.To, release.Count, release.File));
        foreach (var release in tables.Zips.NineDigits) found.Add(new("zip9", release.Name, release.From, release.To, release.Count, release.File));
        foreach (var release in tables.Pairs.Releases) found.Add(Edit("pairs", release.Release, release.Rows));
        foreach (var release in tables.UnitLimits.Releases) found.Add(Edit("unit-limits", release.Release, release.Limits.Length));
        foreach (var release in tables.AddOns.Releases) found.Add(Edit("add-ons", release.Release, release.Rows.Count));
        if (tables.Diagnoses is IcdTable icd)
            foreach (var (year, file, valid) in icd.Years)
                found.Add(new("diagnoses", $"ICD-10-CM FY {year}", new(year - 1, 10, 1), new(year, 9, 30), valid, file));
        return found;
    }

    static LoadedTable Edit(string table, EditRelease release, int rows) => new(table, release.Name, release.From, release.To, rows, release.File);

    /// <summary>Lists that come by import only.</summary>
    static readonly string[] ImportedOnly = [HcpcsFiles.TableName, PlaceFiles.TableName, TaxonomyFiles.TableName, ProvidersPack.Table, DiagnosisNotesPack.Table];

    /// <summary>The days that no loaded release is made for, and the lists of which none is loaded.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="stored">What was imported.</param>
    public static IReadOnlyList<MissingTable> Missing(ReferenceTables tables, IReadOnlyList<StoredTable> stored) =>
    [
        .. Missing(tables),
        .. ImportedOnly.SelectMany(table => Gaps(table, [.. stored.Where(one => one.Release.Table == table)])),
    ];

    /// <summary>A list that is made for days has gaps; one that is not is there or not.</summary>
    static IEnumerable<MissingTable> Gaps(string table, List<StoredTable> stored)
    {
        if (stored.Count == 0) return [new(table, null, null, null)];
        return stored.Exists(one => one.Release.From is null || one.Release.To is null) ? []
            : Nearest(table, [.. stored.Select(one => (one.Release.From!.Value, one.Release.To!.Value, one.Release.Release)).Order()]);
    }

    /// <summary>What answers for one day, table by table: the release made for it, or what stands in, or nothing.</summary>
    /// <param name="loaded">What is loaded.</param>
    /// <param name="missing">What is not.</param>
    /// <param name="date">The day.</param>
    public static IEnumerable<(string Table, string? Answers, MissingTable? Missing)> On(IReadOnlyList<LoadedTable> loaded, IReadOnlyList<MissingTable> missing, DateOnly date)
    {
        var gaps = missing.Where(gap => (gap.From is null || gap.From <= date) && (gap.To is null || date <= gap.To)).ToList();
        foreach (string table in missing.Select(gap => gap.Table).Distinct())
            if (gaps.Find(gap => gap.Table == table) is { } gap) yield return (table, gap.StandsIn, gap);
            else yield return (table, loaded.LastOrDefault(one => table.StartsWith(one.Table, StringComparison.Ordinal) && one.From <= date && date <= one.To)?.Release, null);
    }

    /// <summary>The days that no loaded release is made for, and what stands in.</summary>
    public static IReadOnlyList<MissingTable> Missing(ReferenceTables tables)
    {
        List<MissingTable> missing = [];
        missing.AddRange(WithinYears("fee-schedule", [.. tables.Fees.Releases.Select(release => (release.From, release.To, release.Name))]));
        missing.AddRange(WithinYears("localities", [.. tables.Localities.All.Select(row => (row.From, row.To, $"{row.From.Year}")).Distinct().Order()]));
        missing.AddRange(Nearest("zip", Days(tables.Zips.Releases)));
        if (tables.Zips.NineDigits.Count == 0) missing.Add(new("zip with nine digits", null, null, null));
        else missing.AddRange(Nearest("zip with nine digits", Days(tables.Zips.NineDigits)));
        foreach (var setting in Enum.GetValues<Setting>())
            missing.AddRange(Nearest($"pairs, {Name(setting)}", Days(tables.Pairs.Releases.Select(release => release.Release), setting)));
        foreach (var setting in Enum.GetValues<Setting>())
            missing.AddRange(Nearest($"unit-limits, {Name(setting)}", Days(tables.UnitLimits.Releases.Select(release => release.Release), setting)));
        missing.AddRange(Nearest("add-ons", Days(tables.AddOns.Releases.Select(release => release.Release), Setting.Office)));
        if (tables.Diagnoses is IcdTable icd)
            missing.AddRange(Gaps("diagnoses", [.. icd.Years.Select(year => (new DateOnly(year.Year - 1, 10, 1), new DateOnly(year.Year, 9, 30), ""))], (_, _) => null));
        return missing;
    }

    static string Name(Setting setting) => setting == Setting.Office ? "office" : "hospital";

    static List<(DateOnly From, DateOnly To, string Name)> Days(IEnumerable<EditRelease> releases, Setting setting) =>
        [.. releases.Where(release => release.Setting == setting).Select(release => (release.From, release.To, release.Name)).Order()];

    static List<(DateOnly From, DateOnly To, string Name)> Days(IEnumerable<ZipRelease> releases) => [.. releases.Select(release => (release.From, release.To, release.Name)).Order()];

    /// <summary>The nearest release stands in, whatever the year.</summary>
    static IEnumerable<MissingTable> Nearest(string table, List<(DateOnly From, DateOnly To, string Name)> releases) =>
        Gaps(table, releases, (before, after) => before is null ? after : after is null ? before : $"{before}, {after}");

    /// <summary>Only a release of the same calendar year stands in; a year without one has none.</summary>
    static IEnumerable<MissingTable> WithinYears(string table, List<(DateOnly From, DateOnly To, string Name)> releases)
    {
        List<MissingTable> missing = [];
        foreach (var year in releases.GroupBy(release => release.From.Year))
        {
            var (first, last) = (new DateOnly(year.Key, 1, 1), new DateOnly(year.Key, 12, 31));
            foreach (var gap in Nearest(table, [.. year]))
            {
                var (from, to) = (gap.From ?? first, gap.To ?? last);
                if (from <= to) missing.Add(gap with { From = from, To = to });
            }
        }
        int[] years = [.. releases.Select(release => release.From.Year).Distinct()];
        missing.Insert(0, new(table, null, new(years.Min() - 1, 12, 31), null));
        missing.Add(new(table, new(years.Max() + 1, 1, 1), null, null));
        return missing;
    }

    static IEnumerable<MissingTable> Gaps(string table, List<(DateOnly From, DateOnly To, string Name)> releases, Func<string?, string?, string?> standsIn)
    {
        yield return new(table, null, releases[0].From.AddDays(-1), standsIn(null, releases[0].Name));
        // releases may overlap: a year's indices, and those of its quarters
        var (to, name) = (releases[0].To, releases[0].Name);
        foreach (var release in releases)
        {
            if (to.AddDays(1) < release.From) yield return new(table, to.AddDays(1), release.From.AddDays(-1), standsIn(name, release.Name));
            if (release.To >= to) (to, name) = (release.To, release.Name);
        }
        yield return new(table, to.AddDays(1), null, standsIn(name, null));
    }
}
