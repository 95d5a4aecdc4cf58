using CsCheck;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Visits;
using Quarterhour.Formats;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Units;

public sealed class AssistantShareTests
{
    static readonly DateOnly Day = new(2025, 6, 2);
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var given = one.Given.Only("therapist", "assistant", "units", "untimed", "method");
        var minutes = new SharedMinutes(given["therapist"].Whole, given["assistant"].Whole);
        var method = given["method"].As(TenPercentMethod.Percentage);
        var share = given["untimed"].Yes ? AssistantShare.Whole(minutes, 1, Modifier.CQ, method, one.Date)
            : AssistantShare.Timed(minutes, given["units"].Whole, Modifier.CQ, method, one.Date);
        one.Expect.Holds(("without", share.Without), ("with", share.With));
    }

    static readonly Gen<(SharedMinutes Minutes, int Units, TenPercentMethod Method, DateOnly Date)> Any =
        from therapist in Gen.Int[0, 60]
        from assistant in Gen.Int[0, 60]
        from extra in Gen.Bool
        from simple in Gen.Bool
        from early in Gen.Bool
        select (new SharedMinutes(therapist, assistant), Math.Max(1, (therapist + assistant) / 15 + (extra && (therapist + assistant) % 15 > 0 ? 1 : 0)),
            simple ? TenPercentMethod.Simple : TenPercentMethod.Percentage, early ? new DateOnly(2021, 6, 1) : Day);

    [Fact]
    public void With_and_without_are_all_units() => Any.Sample((minutes, units, method, date) =>
    {
        var timed = AssistantShare.Timed(minutes, units, Modifier.CQ, method, date);
        var whole = AssistantShare.Whole(minutes, units, Modifier.CQ, method, date);
        Assert.Equal((units, units), (timed.Without + timed.With, whole.Without + whole.With));
        Assert.True(Math.Min(Math.Min(timed.Without, timed.With), Math.Min(whole.Without, whole.With)) >= 0);
    });

    [Fact]
    public void Whoever_took_no_part_has_no_unit() => Any.Sample((minutes, units, method, date) =>
    {
        Assert.Equal(0, AssistantShare.Timed(minutes with { Assistant = 0 }, units, Modifier.CQ, method, date).With);
        if (minutes.Assistant > 0) Assert.Equal(0, AssistantShare.Timed(minutes with { Therapist = 0 }, units, Modifier.CQ, method, date).Without);
    });

    [Fact]
    public void Full_quarters_are_their_own() => Any.Sample((minutes, units, method, date) =>
    {
        var share = AssistantShare.Timed(minutes, units, Modifier.CQ, method, date);
        Assert.True(share.Without >= minutes.Therapist / 15);
        Assert.True(share.With >= minutes.Assistant / 15);
    });

    [Fact]
    public void More_of_the_therapist_never_adds_the_modifier() => Any.Sample((minutes, _, method, date) =>
    {
        if (minutes.Assistant > 0 && !AssistantShare.MoreThanTenth(minutes, method, date))
            Assert.False(AssistantShare.MoreThanTenth(minutes with { Therapist = minutes.Therapist + 10 }, method, date));
    });

    [Fact]
    public void Modifiers_of_the_disciplines()
    {
        Assert.Equal(Modifier.CQ, AssistantShare.ModifierFor(Discipline.PT, new(2020, 1, 1)));
        Assert.Equal(Modifier.CO, AssistantShare.ModifierFor(Discipline.OT, Day));
        Assert.Null(AssistantShare.ModifierFor(Discipline.SLP, Day));
        Assert.Null(AssistantShare.ModifierFor(Discipline.PT, new(2019, 12, 31)));
    }

    [Theory]
    [InlineData(15, 15, 2, "the assistant alone gave 1 full quarter hour")]
    [InlineData(15, 30, 3, "the assistant alone gave 2 full quarter hours")]
    [InlineData(8, 7, 1, "of what is left the therapist alone gave 8 minutes, at least 8: that unit has no modifier")]
    [InlineData(12, 14, 2, "two units left of one service, 12 minutes of the therapist and 14 of the assistant: one with CQ, one without")]
    [InlineData(5, 10, 1, "the assistant gave 10 of 15 minutes apart from the therapist, more than a tenth: CQ")]
    [InlineData(0, 15, 1, "furnished by an assistant: CQ")]
    [InlineData(9, 14, 2, "two units left of one service, 9 minutes of the therapist and 14 of the assistant: one with CQ, one without")]
    [InlineData(14, 9, 2, "two units left of one service, 14 minutes of the therapist and 9 of the assistant: one with CQ, one without")]
    [InlineData(30, 15, 2, "the therapist's own quarter hours earn every unit: no modifier")]
    public void Says_why(int therapist, int assistant, int units, string text) =>
        Assert.Equal([text], Found.Texts(AssistantShare.Timed(new(therapist, assistant), units, Modifier.CQ, TenPercentMethod.Percentage, Day).Because));

    /// <summary>Until 2022 each unit is judged alone: whoever has more left fills a quarter, the other completes it.</summary>
    [Theory]
    [InlineData(13, 10, 2, 0, "the assistant gave 2 of 15 minutes apart from the therapist, more than a tenth: CQ", "the assistant gave 8 of 8 minutes apart from the therapist, more than a tenth: CQ")]
    [InlineData(12, 12, 2, 0, "the assistant gave 3 of 15 minutes apart from the therapist, more than a tenth: CQ", "the assistant gave 9 of 9 minutes apart from the therapist, more than a tenth: CQ")]
    [InlineData(14, 12, 2, 1, "the assistant gave 1 of 15 minutes apart from the therapist, not more than a tenth: no modifier", "the assistant gave 11 of 11 minutes apart from the therapist, more than a tenth: CQ")]
    [InlineData(10, 13, 2, 1, "the assistant gave 13 of 15 minutes apart from the therapist, more than a tenth: CQ")]
    [InlineData(23, 15, 3, 2, "the assistant alone gave 1 full quarter hour")]
    public void Before_the_exceptions(int therapist, int assistant, int units, int without, params string[] texts)
    {
        var share = AssistantShare.Timed(new(therapist, assistant), units, Modifier.CQ, TenPercentMethod.Percentage, new(2021, 6, 1));
        Assert.Equal((without, units - without), (share.Without, share.With));
        Assert.Equal(texts, Found.Texts(share.Because));
    }

    [Fact]
    public void Own_quarters() => Assert.Equal(["the therapist's own quarter hours earn every unit: no modifier"],
        AssistantShare.Timed(new(30, 5), 2, Modifier.CQ, TenPercentMethod.Percentage, Day).Because.Select(Words.Text));

    [Fact]
    public void Within_a_tenth() => Assert.Equal(["the assistant gave 3 of 30 minutes apart from the therapist, not more than a tenth: no modifier"],
        Found.Texts(AssistantShare.Whole(new(27, 3), 1, Modifier.CQ, TenPercentMethod.Percentage, Day).Because));

    [Fact]
    public void Assistant_not_allowed()
    {
        var evaluation = Made.Therapy("97161", assistantAllowed: false);
        var finding = AssistantShare.Check(evaluation, Discipline.PT, TreatedBy.Assistant)!;
        Assert.Equal(("assistant-not-allowed", Severity.Error, evaluation.Code), (finding.Id, finding.Severity, finding.Code));
        Assert.Equal("97161 was furnished by an assistant; an assistant may not furnish it.", Words.Message(finding));
        Assert.Equal("Evaluations and re-evaluations are the therapist's own work. Correct who treated if it was the therapist; otherwise it can't be billed.", Words.Fix(finding));
        Assert.Null(AssistantShare.Check(evaluation, Discipline.PT, TreatedBy.Therapist));
        Assert.Null(AssistantShare.Check(evaluation, Discipline.PT, TreatedBy.Together));
        Assert.Null(AssistantShare.Check(Made.Therapy("97110"), Discipline.PT, TreatedBy.Assistant));
        Assert.Equal("an assistant may not furnish 97161", Words.Text(AssistantShare.NotAllowed(evaluation.Code)));
    }

    [Fact]
    public void No_assistant_in_speech()
    {
        var finding = AssistantShare.Check(Made.Therapy("92507"), Discipline.SLP, TreatedBy.Assistant)!;
        Assert.Equal(("assistant-not-allowed", Severity.Error), (finding.Id, finding.Severity));
        Assert.Equal("92507 was furnished by an assistant under speech-language pathology; Medicare knows no assistant there.", Words.Message(finding));
        Assert.Equal("Correct who treated if it was the speech-language pathologist; otherwise it can't be billed.", Words.Fix(finding));
    }

    [Fact]
    public void Minutes_of_each_are_needed()
    {
        var finding = AssistantShare.MinutesOfEach(Made.Code("97150"));
        Assert.Equal(("minutes-missing", Severity.Error), (finding.Id, finding.Severity));
        Assert.Equal("97150 was furnished by a therapist and an assistant, and the minutes of each are not recorded.", Words.Message(finding));
        Assert.Equal("Record the minutes of each; they decide whether the line carries the assistant modifier.", Words.Fix(finding));
        Assert.Equal("minutes of therapist and assistant together count as the therapist's", Words.Text(AssistantShare.TogetherCounts));
    }
}
