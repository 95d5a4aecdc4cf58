using CsCheck;
using Quarterhour.Billing.Tables;
using Quarterhour.Formats;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Visits;

public sealed class MinutesRecordedTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var given = one.Given.Only("units", "minutes", "start", "end");
        var code = Made.Therapy("97110", given["units"].As(UnitKind.Pool));
        one.Expect.Holds(Found.One(MinutesRecorded.Check(new(code.Code, given["minutes"].WholeOrNull, Start: given["start"].TimeOrNull, End: given["end"].TimeOrNull), code)));
    }

    [Fact]
    public void Minutes_fit_when_they_are_at_most_the_span() => Gen.Select(Gen.Int[0, 1439], Gen.Int[0, 1439], Gen.Int[0, 600]).Sample((start, end, minutes) =>
    {
        var code = Made.Therapy("97110");
        var intervention = new Intervention(code.Code, minutes, Start: new(start / 60, start % 60), End: new(end / 60, end % 60));
        Assert.Equal(end > start && minutes <= end - start, MinutesRecorded.Check(intervention, code) is null);
    });

    [Fact]
    public void Says_why() => Assert.Equal("no minutes are recorded for 97110, which is billed by time", Words.Text(MinutesRecorded.Missing(Made.Code("97110"))));
}
