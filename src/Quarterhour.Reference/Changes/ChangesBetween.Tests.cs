using Quarterhour.Billing;
using Quarterhour.Billing.Tables;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Reference.Changes;

public sealed class ChangesBetweenTests
{
    static readonly ReferenceTables Tables = BuiltInTables.Open();

    static IReadOnlyList<TableChange> Between(string from, string to, ReferenceTables? tables = null, string? place = null) => new ChangesBetween(tables ?? Tables, DateOnly.Parse(from), DateOnly.Parse(to),
        place is null ? null : LocalityId.TryParse(place, out var locality) ? locality : throw new FormatException(place), all: false).List().All;

    static TableChange One(IReadOnlyList<TableChange> changes, ChangeKind kind, string subject) => Assert.Single(changes, change => change.Kind == kind && change.Subject == subject);

    [Fact]
    public void A_new_year_in_Houston()
    {
        var changes = Between("2025-12-31", "2026-01-01", place: "04412-18");
        var price = One(changes, ChangeKind.Price, "97110");
        Assert.Equal(("29.17", "29.21"), (price.Before, price.After));
        Assert.Equal(new(2026, 1, 1), One(changes, ChangeKind.CodeAdded, "98979").Day);
        Assert.Contains(changes, change => change.Kind == ChangeKind.Value && change.Subject.StartsWith("kx", StringComparison.Ordinal) && change.Before?.StartsWith("2410", StringComparison.Ordinal) == true && change.After!.StartsWith("2480", StringComparison.Ordinal));
    }

    [Fact]
    public void A_conversion_factor_that_changed_within_a_quarter() => Assert.All(Between("2024-03-08", "2024-03-09").Where(change => change.Kind == ChangeKind.Price && change.Share is not null), change => Assert.True(change.Share > 0));

    [Fact]
    public void A_code_that_ended()
    {
        var ended = One(Between("2019-12-31", "2020-01-01"), ChangeKind.CodeEnded, "90911");
        Assert.Equal(new DateOnly(2019, 12, 31), ended.Day);
    }

    [Fact]
    public void Pairs_that_ended_are_told_by_their_last_day()
    {
        var ended = Between("2019-12-31", "2020-01-01").Where(change => change is { Kind: ChangeKind.PairEnded, Subject: "97140 97530" });
        Assert.Equal([(new DateOnly(2019, 12, 31), "indicator 1, hospital"), (new DateOnly(2019, 12, 31), "indicator 1, office")], ended.Select(change => (change.Day!.Value, change.Before!)).Order());
    }

    [Fact]
    public void Pairs_of_two_tables_are_compared_only_where_both_tell()
    {
        var pairs = Between("2024-08-01", "2026-11-01").Where(change => change.Kind is ChangeKind.PairAdded or ChangeKind.PairEnded or ChangeKind.PairChanged).ToList();
        Assert.Contains(pairs, change => change is { Kind: ChangeKind.PairChanged, Subject: "97605 97608", Before: "indicator 0, hospital", After: "indicator 1, hospital" });
        // the cut of 2026-10-01 does not tell about column 1 outside the 97xxx block
        Assert.DoesNotContain(pairs, change => change.Subject.StartsWith("92507", StringComparison.Ordinal));
    }

    [Fact]
    public void A_diagnosis_that_was_split()
    {
        var changes = Between("2021-09-30", "2021-10-01");
        One(changes, ChangeKind.DiagnosisEnded, "M54.5");
        One(changes, ChangeKind.DiagnosisAdded, "M54.50");
    }

    [Fact]
    public void The_same_tables_on_both_days_say_that_nothing_changed() => Assert.Empty(Between("2025-11-03", "2025-11-04"));

    [Fact]
    public void A_year_that_is_not_loaded_is_told_and_nothing_is_made_up()
    {
        var list = new ChangesBetween(Tables, new(2026, 12, 31), new(2027, 1, 1), null, all: false).List();
        Assert.Contains("prices: no fee schedule of 2027 is loaded; import it to compare", list.Notes);
        Assert.DoesNotContain(list.All, change => change.Kind == ChangeKind.Price);
    }

    [Fact]
    public void Limits_are_compared_setting_by_setting()
    {
        EditRelease Release(DateOnly from) => new($"MUE {from:yyyy}", Setting.Office, from, from.AddMonths(3).AddDays(-1), "made");
        var limits = new UnitLimitTable([new(Release(new(2026, 1, 1)), Made.Index("97110"), [new(6, '3')]), new(Release(new(2026, 4, 1)), Made.Index("97110"), [new(7, '3')])]);
        var tables = new ReferenceTables(new(() => Tables.Codes), new(() => Tables.Fees), new(() => Tables.Localities), new(() => Tables.Zips), new(() => Tables.Pairs), new(() => limits),
            new(() => Tables.AddOns), new(() => Tables.Diagnoses), new(() => Tables.Guide));
        var change = One(Between("2026-03-31", "2026-04-01", tables), ChangeKind.UnitLimit, "97110");
        Assert.Equal(("6 (adjudication 3), office", "7 (adjudication 3), office", new DateOnly(2026, 4, 1)), (change.Before, change.After, change.Day));
    }
}
