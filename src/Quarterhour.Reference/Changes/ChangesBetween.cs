using System.Globalization;
using Quarterhour.Billing;
using Quarterhour.Billing.Pricing;
using Quarterhour.Billing.Tables;

namespace Quarterhour.Reference.Changes;

/// <summary>Compares what the tables say on two days.</summary>
/// <param name="tables">The tables.</param>
/// <param name="from">The earlier day.</param>
/// <param name="to">The later day.</param>
/// <param name="place">Where prices are compared; null for the national amount.</param>
/// <param name="all">Every code of the tables; otherwise the therapy codes.</param>
public sealed class ChangesBetween(ReferenceTables tables, DateOnly from, DateOnly to, LocalityId? place, bool all)
{
    readonly List<TableChange> changes = [];
    readonly List<string> notes = [];

    /// <summary>Compares.</summary>
    public ChangeList List()
    {
        Catalogue();
        FeeSchedule();
        foreach (var setting in Enum.GetValues<Setting>())
        {
            Pairs(setting);
            UnitLimits(setting);
        }
        Values();
        Diagnoses();
        return new(from, to, [.. changes.OrderBy(change => change.Kind).ThenBy(change => change.Subject, StringComparer.Ordinal)], notes);
    }

    bool Wanted(ProcedureCode code) => all || tables.Codes.Find(code) is not null;

    const string OwnList = "the program's list of therapy codes";

    void Catalogue()
    {
        foreach (var code in tables.Codes.All)
        {
            if (code.From is { } begins && begins > from && begins <= to) changes.Add(new(ChangeKind.CodeAdded, begins, $"{code.Code}", null, code.Label, [code.Code], OwnList));
            if (code.To is { } last && last >= from && last < to) changes.Add(new(ChangeKind.CodeEnded, last, $"{code.Code}", code.Label, null, [code.Code], OwnList));
        }
    }

    /// <summary>The release that answers for a day: its own, else the nearest of the same year.</summary>
    FeeBook? Book(DateOnly day) => tables.Fees.Books.Where(book => book.Release.From.Year == day.Year).MinBy(book => Gap(book.Release.From, book.Release.To, day));

    static int Gap(DateOnly first, DateOnly last, DateOnly day) => day < first ? first.DayNumber - day.DayNumber : Math.Max(0, day.DayNumber - last.DayNumber);

    void FeeSchedule()
    {
        if (Book(from) is not { } old || Book(to) is not { } now)
        {
            notes.Add($"prices: no fee schedule of {(Book(from) is null ? from.Year : to.Year)} is loaded; import it to compare");
            return;
        }
        foreach (var (book, day) in ((FeeBook, DateOnly)[])[(old, from), (now, to)])
            if (Gap(book.Release.From, book.Release.To, day) > 0) notes.Add($"prices: {book.Release.Name} stands in for {day:yyyy-MM-dd}");
        string source = $"{old.Release.Name} and {now.Release.Name}";
        foreach (var (code, component, values) in now.Rows.All())
        {
            if (component != default || !Wanted(code)) continue;
            if (tables.Fees.Find(code, from) is not { Values: { } before })
            {
                if (tables.Codes.Find(code) is null && old.Covers(code, standsIn: false)) changes.Add(new(ChangeKind.CodeAdded, now.Release.From, $"{code}", null, $"status {values.Status}", [code], source));
                continue;
            }
            Price(code, before, values, source);
        }
        if (!all) return;
        foreach (var (code, component, values) in old.Rows.All())
            if (component == default && tables.Codes.Find(code) is null && now.Rows.Find(code, default) is null && now.Covers(code, standsIn: false))
                changes.Add(new(ChangeKind.CodeEnded, null, $"{code}", $"status {values.Status}", null, [code], source));
    }

    void Price(ProcedureCode code, RelativeValues before, RelativeValues values, string source)
    {
        // of what Medicare never pays by itself there is no price to compare
        decimal? was = Paid(before) ? Fee(code, from) : null, fee = Paid(values) ? Fee(code, to) : null;
        if (before.Status != values.Status) changes.Add(new(ChangeKind.Status, null, $"{code}", $"status {before.Status}", $"status {values.Status}", [code], source));
        if (was != fee) changes.Add(new(ChangeKind.Price, null, $"{code}", Dollars(was), Dollars(fee), [code], source) { Share = was is > 0 && fee is { } known ? (known - was) / was : null });
    }

    static bool Paid(RelativeValues values) => values.Status is 'A' or 'R' or 'T';

    decimal? Fee(ProcedureCode code, DateOnly day)
    {
        var fee = place is { } here ? Billing.Pricing.FeeSchedule.ForUnit(code, here, day, tables.Fees, tables.Localities) : Billing.Pricing.FeeSchedule.National(code, day, tables.Fees);
        return fee.IsDecided ? fee.Value.Full : null;
    }

    static string? Dollars(decimal? amount) => amount?.ToString("0.00", CultureInfo.InvariantCulture);

    void Pairs(Setting setting)
    {
        if (Nearest(tables.Pairs.Releases.Where(release => release.Release.Setting == setting), from) is not { } old || Nearest(tables.Pairs.Releases.Where(release => release.Release.Setting == setting), to) is not { } now) return;
        Standing($"code pairs, {Word(setting)}", old.Release, now.Release);
        string source = old == now ? now.Release.Name : $"{old.Release.Name} and {now.Release.Name}";
        HashSet<(ProcedureCode, ProcedureCode)> seen = [];
        foreach (var row in now.Parts.Concat(old == now ? [] : old.Parts).SelectMany(part => part.All()))
        {
            if (!Wanted(row.Column1) || !Wanted(row.Column2) || !MayDiffer(row, old != now) || !seen.Add(row.Column1.CompareTo(row.Column2) < 0 ? (row.Column1, row.Column2) : (row.Column2, row.Column1))) continue;
            var (before, after) = (old.Find(row.Column1, row.Column2, from), now.Find(row.Column1, row.Column2, to));
            if (before?.Indicator == after?.Indicator && before?.Column1 == after?.Column1) continue;
            // what one of the two does not tell is not a change
            if (before is null && !old.Covers(row.Column1, row.Column2, standsIn: false) || after is null && !now.Covers(row.Column1, row.Column2, standsIn: false)) continue;
            changes.Add(new(before is null ? ChangeKind.PairAdded : after is null ? ChangeKind.PairEnded : ChangeKind.PairChanged, after is null ? before?.Terms.LastDay : after.Value.Terms.FirstDay,
                $"{(after ?? before)!.Value.Column1} {(after ?? before)!.Value.Column2}", Indicator(before, setting), Indicator(after, setting), [row.Column1, row.Column2], source));
        }
    }

    /// <summary>Of one table only rows that begin or end between the days can differ.</summary>
    bool MayDiffer(PairRow row, bool twoTables) => twoTables
        || row.Terms.Indicator != '9' && (row.Terms.FirstDay is { } first && first > from && first <= to || row.Terms.LastDay is { } last && last >= from && last < to);

    static string? Indicator(PairRow? row, Setting setting) => row is { } found ? $"indicator {found.Indicator}, {Word(setting)}" : null;

    void UnitLimits(Setting setting)
    {
        var releases = tables.UnitLimits.Releases.Where(release => release.Release.Setting == setting).ToList();
        if (releases.MinBy(release => release.Release.DaysFrom(from)) is not { } old || releases.MinBy(release => release.Release.DaysFrom(to)) is not { } now) return;
        Standing($"unit limits, {Word(setting)}", old.Release, now.Release);
        if (old == now) return;
        foreach (var code in now.Codes.All.Where(Wanted))
        {
            int before = old.Codes.Find(code), after = now.Codes.Find(code);
            if (before < 0 || after < 0 || old.Limits[before] == now.Limits[after]) continue;
            changes.Add(new(ChangeKind.UnitLimit, now.Release.From, $"{code}", Limit(old.Limits[before], setting), Limit(now.Limits[after], setting), [code], $"{old.Release.Name} and {now.Release.Name}"));
        }
    }

    static string Limit(UnitLimit limit, Setting setting) => $"{limit.Limit} (adjudication {limit.Adjudication}), {Word(setting)}";

    /// <summary>What laws and payers set: thresholds, deductibles, percentages.</summary>
    void Values()
    {
        foreach (var words in RuleBook.All())
            foreach (var value in words.Values)
                foreach (var entry in value.Entries)
                {
                    if (entry.From <= from || entry.From > to || entry.Value.Contains('{', StringComparison.Ordinal)) continue;
                    changes.Add(new(ChangeKind.Value, entry.From, $"{words.Rule.Id} {value.Name.Replace('_', ' ')}", value.Entries.Where(earlier => earlier.From < entry.From).MaxBy(earlier => earlier.From)?.Value, entry.Value, [], entry.Source));
                }
    }

    void Diagnoses()
    {
        if (tables.Diagnoses is not IcdTable icd) return;
        if (!icd.IsLoadedOn(from) || !icd.IsLoadedOn(to))
        {
            notes.Add($"diagnoses: ICD-10-CM FY {IcdTable.FiscalYear(icd.IsLoadedOn(from) ? to : from)} is not loaded; import its order file to compare");
            return;
        }
        foreach (var (code, added) in icd.Changed(from, to))
            changes.Add(new(added ? ChangeKind.DiagnosisAdded : ChangeKind.DiagnosisEnded, null, code, null, null, [], $"ICD-10-CM FY {IcdTable.FiscalYear(from)} and FY {IcdTable.FiscalYear(to)}"));
    }

    static PairRelease? Nearest(IEnumerable<PairRelease> releases, DateOnly day) => releases.MinBy(release => release.Release.DaysFrom(day));

    void Standing(string what, EditRelease old, EditRelease now)
    {
        if (old == now && (old.DaysFrom(from) > 0 || now.DaysFrom(to) > 0)) notes.Add($"{what}: {now.Name} answers for both days, so changes between quarters show only as far as its rows are dated");
        else if (old.DaysFrom(from) > 0 || now.DaysFrom(to) > 0) notes.Add($"{what}: {old.Name} and {now.Name} are the nearest loaded tables");
    }

    static string Word(Setting setting) => setting == Setting.Office ? "office" : "hospital";
}
