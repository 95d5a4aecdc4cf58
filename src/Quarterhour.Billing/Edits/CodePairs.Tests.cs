using CsCheck;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Edits;

public sealed class CodePairsTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    static readonly string[] Codes = ["97012", "97110", "97116", "97124", "97140", "97150", "97161", "97530", "97750", "99213"];

    static readonly CodeIndex Covered = Made.Index(Codes);

    static readonly ReferenceTables Table = Made.Tables(new([Release("NCCI practitioner 2024 Q3", Setting.Office, '0'), Release("NCCI hospital 2024 Q3", Setting.Hospital, '1')]));

    static PairRelease Release(string name, Setting setting, char evaluationAndTest) => Made.Pairs(new(name, setting, new(2024, 7, 1), new(2024, 9, 30), "made for tests"), Covered,
    [
        Row("97012", "97140", '1'), Row("97140", "97124", '0'), Row("97140", "97530", '1', new(2019, 12, 31)), Row("97150", "97110", '1'),
        Row("97161", "97750", evaluationAndTest), Row("97161", "99213", '1'), Row("97530", "97116", '1', new(2019, 12, 31)), Row("97530", "97116", '9', new(2020, 10, 1)),
    ]);

    static PairRow Row(string column1, string column2, char indicator, DateOnly? last = null) => new(Made.Code(column1), Made.Code(column2), new(null, last, indicator));

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var given = one.Given.Only("terms", "setting", "lines");
        var terms = given["terms"].IsThere ? Made.Terms(one.Date, given["terms"].Entries.Select(entry => (entry.Key, entry.Value.Text))) : Made.Medicare(one.Date);
        var bills = new Dictionary<string, Bill>(StringComparer.Ordinal);
        List<DayLine> lines = [];
        foreach (var line in given["lines"].Items)
        {
            string id = line["visit"].TextOrNull ?? "V1", code = line["code"].TextOrNull ?? line.Text;
            if (!bills.TryGetValue(id, out var bill)) bills[id] = bill = new(Made.Visit(one.Date, id) with { Setting = given["setting"].As(Setting.Office) }, terms);
            var made = Made.Line(code, discipline: line["discipline"].As(Discipline.PT));
            made.Evidence = new(SeparateTime: line["separate_time"].Yes);
            lines.Add(made.On(bill));
        }
        var standIns = new StandIns();
        CodePairs.Judge(lines, Table, standIns);
        one.Expect.Holds([.. Found.All([.. bills.Values.SelectMany(bill => bill.Findings)]), ("on", bills.Values.FirstOrDefault(bill => bill.Findings.Count > 0)?.Visit.Id),
            ("modifiers", lines.Where(line => line.Line.Modifiers.Count > 0).ToDictionary(line => line.Line.Code, line => string.Join(' ', line.Line.Modifiers))),
            ("not_checked", bills.Values.SelectMany(bill => bill.NotChecked).Select(open => open.What).ToList()), ("stands_in", standIns.Used.Select(used => used.Release.Name).ToList())]);
    }

    [Theory]
    [InlineData("97161", "99213", "modifier 25 on 99213")]
    [InlineData("99499", "97161", "modifier 25 on 99499")]
    [InlineData("G0463", "97161", "modifier 25 on G0463")]
    [InlineData("97012", "97140", "(evidence.separate_time)")]
    [InlineData("99500", "97161", "(evidence.separate_time)")]
    public void A_visit_rests_on_25_and_not_on_separate_time(string column1, string column2, string words) =>
        Assert.Contains(words, Quarterhour.Formats.Words.Fix(CodePairs.Refused(Row(column1, column2, '1'), "NCCI practitioner 2024 Q3", new(2024, 7, 15))), StringComparison.Ordinal);

    [Theory]
    [InlineData("10:20", "59")]
    [InlineData("10:05", "")]
    public void Recorded_times_that_overlap_are_not_apart(string begins, string modifier)
    {
        var start = TimeOnly.Parse(begins, System.Globalization.CultureInfo.InvariantCulture);
        var visit = Made.Visit(new(2024, 7, 15), interventions: [new(Made.Code("97150"), null, Start: new(10, 0), End: new(10, 20)), new(Made.Code("97110"), 15, Start: start, End: start.AddMinutes(15))]);
        var bill = new Bill(visit, Made.Medicare(visit.Date));
        var (group, exercise) = (Made.Line("97150"), Made.Line("97110"));
        exercise.Evidence = new(SeparateTime: true);
        CodePairs.Judge([group.On(bill), exercise.On(bill)], Table, new StandIns());
        Assert.Equal(modifier, string.Join(' ', exercise.Modifiers));
        Assert.Equal(modifier.Length == 0 ? 1 : 0, bill.Findings.Count);
    }

    [Theory]
    [InlineData("A", "B", TreatedBy.Therapist, "XP", "")]
    [InlineData("A", "A", TreatedBy.Assistant, "XP", "")]
    [InlineData(null, null, TreatedBy.Therapist, "XP", "")]
    [InlineData("A", "A", TreatedBy.Therapist, "", "code pair 97150 97110: who furnished each: another practitioner is told (evidence.separate_practitioner), and both name A")]
    public void Another_practitioner_is_not_the_same_one(string? first, string? second, TreatedBy by, string modifier, string open)
    {
        var (group, exercise) = (Made.Line("97150"), Made.Line("97110", by: by));
        exercise.Evidence = new(SeparatePractitioner: true, NotOverlapping: true);
        var terms = Made.Medicare(new(2024, 7, 15));
        var (one, other) = (new Bill(Made.Visit(new(2024, 7, 15)) with { Clinician = first }, terms), new Bill(Made.Visit(new(2024, 7, 15), "V2") with { Clinician = second }, terms));
        CodePairs.Judge([group.On(one), exercise.On(other)], Table, new StandIns());
        Assert.Equal(modifier, string.Join(' ', exercise.Modifiers));
        Assert.Equal(open, string.Join("; ", other.NotChecked.Select(left => $"{left.What}: {left.Needs}")));
        Assert.Equal(modifier.Length == 0 ? 1 : 0, other.Findings.Count);
    }

    /// <summary>97150 is a group and 97110 is minutes: another part of the body does not make the same minutes others. 97012 and 97161 take no time that is counted.</summary>
    [Theory]
    [InlineData("97150", "97110", null, "")]
    [InlineData("97150", "97110", true, "XS")]
    [InlineData("97150", "97110", false, "")]
    [InlineData("97161", "99213", null, "XS")]
    [InlineData("97161", "99213", false, "")]
    public void Minutes_are_separate_by_time_alone(string column1, string column2, bool? separateTime, string modifier)
    {
        var visit = Made.Visit(new(2024, 7, 15));
        var bill = new Bill(visit, Made.Medicare(visit.Date));
        var (first, second) = (Made.Line(column1), Made.Line(column2));
        second.Evidence = new(SeparateTime: separateTime, SeparateStructure: true);
        CodePairs.Judge([first.On(bill), second.On(bill)], Table, new StandIns());
        Assert.Equal(modifier, string.Join(' ', second.Modifiers));
        Assert.Equal(modifier.Length == 0 ? 1 : 0, bill.Findings.Count);
    }

    /// <summary>Blue's own list, with or without CMS's table beside it.</summary>
    [Theory]
    [InlineData("cms", "97140 97110", "97140 beside 97110: column 2 of the pair in the pair list of blue")]
    [InlineData("none", "97140 97110", "97140 beside 97110: column 2 of the pair in the pair list of blue")]
    [InlineData("none", "97140 97124", "")]
    [InlineData("cms", "97140 97124", "97124 beside 97140: column 2 of the pair in NCCI practitioner 2024 Q3")]
    public void A_payer_s_own_list(string edits, string codes, string found)
    {
        var own = new PairRowsBuilder();
        own.Add(Made.Code("97110"), Made.Code("97140"), new(new(2024, 1, 1), null, '1'));
        var tables = Made.Tables(Table.Pairs, new Dictionary<string, PairRows>(StringComparer.Ordinal) { ["blue"] = own.Pack() });
        var bill = new Bill(Made.Visit(new(2024, 7, 15)), Made.Payer("blue", ("pair_edits", edits)).On(new(2024, 7, 15)));
        CodePairs.Judge([.. codes.Split(' ').Select(code => Made.Line(code).On(bill))], tables, new());
        Assert.Equal(found, string.Join("; ", bill.Findings.Select(finding => Formats.Words.Message(finding).Replace(" is not paid", "", StringComparison.Ordinal).Replace(" is never paid", "", StringComparison.Ordinal)
            .Replace(" on the same day", "", StringComparison.Ordinal).Split(',')[0])));
    }

    [Fact]
    public void Order_does_not_matter() => Gen.Shuffle(Codes, 2, 8)
        .SelectMany(codes => Gen.Shuffle(codes).Select(shuffled => (codes, shuffled))).Sample((codes, shuffled) => Assert.Equal(Pairs(codes), Pairs(shuffled)));

    [Fact]
    public void No_edit() => Assert.Equal("97110 and 97140: no edit in NCCI practitioner 2024 Q3", Formats.Words.Text(CodePairs.NoEdit(Made.Code("97110"), Made.Code("97140"), "NCCI practitioner 2024 Q3")));

    static IEnumerable<string> Pairs(string[] codes)
    {
        var bill = Made.Bill(new(2024, 7, 15));
        CodePairs.Judge([.. codes.Select(code => Made.Line(code).On(bill))], Table, new());
        return bill.Findings.Select(finding => $"{finding.Code} beside {finding.Args[1].Code}").Order(StringComparer.Ordinal);
    }
}
