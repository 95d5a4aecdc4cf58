using Quarterhour.Billing.Tables;
using Xunit;

namespace Quarterhour.Reference;

public sealed class IcdTableTests
{
    static readonly DiagnosisTable Table = BuiltInTables.Open().Diagnoses;

    static DiagnosisAnswer Find(string code, string date) => Table.Find(code, DateOnly.Parse(date));

    [Theory]
    [InlineData("M545", "2021-09-30", DiagnosisState.Valid)]
    [InlineData("M545", "2021-10-01", DiagnosisState.NotSpecific)]
    [InlineData("M5450", "2021-09-30", DiagnosisState.NotInForce)]
    [InlineData("M5450", "2021-10-01", DiagnosisState.Valid)]
    [InlineData("M5450", "2026-09-30", DiagnosisState.Valid)]
    [InlineData("M54", "2025-06-01", DiagnosisState.NotSpecific)]
    [InlineData("S134", "2025-06-01", DiagnosisState.NotSpecific)]
    [InlineData("S134XXA", "2025-06-01", DiagnosisState.Valid)]
    [InlineData("QQQ", "2025-06-01", DiagnosisState.Unknown)]
    [InlineData("M54.50", "2025-06-01", DiagnosisState.Unknown)]
    [InlineData("M5450123", "2025-06-01", DiagnosisState.Unknown)]
    [InlineData("", "2025-06-01", DiagnosisState.Unknown)]
    [InlineData("M5450", "2026-10-01", DiagnosisState.YearNotLoaded)]
    [InlineData("M545", "2020-09-30", DiagnosisState.YearNotLoaded)]
    // codes that begin inside a fiscal year
    [InlineData("J1282", "2020-12-31", DiagnosisState.NotInForce)]
    [InlineData("J1282", "2021-01-01", DiagnosisState.Valid)]
    [InlineData("Z28310", "2022-03-31", DiagnosisState.NotInForce)]
    [InlineData("Z28310", "2022-04-01", DiagnosisState.Valid)]
    [InlineData("Z283", "2022-03-31", DiagnosisState.Valid)]
    [InlineData("Z283", "2022-04-01", DiagnosisState.NotSpecific)]
    public void State(string code, string date, DiagnosisState state) => Assert.Equal(state, Find(code, date).State);

    [Fact]
    public void A_code_that_became_a_heading_tells_what_to_use_and_since_when()
    {
        var found = Find("M545", "2021-10-01");
        Assert.Equal(["M5450", "M5451", "M5459"], found.Instead);
        Assert.Equal(new DateOnly(2021, 10, 1), found.Since);
        Assert.Equal("ICD-10-CM FY 2022", found.Release);
    }

    [Fact]
    public void A_code_before_its_first_day_tells_what_it_was()
    {
        var found = Find("M5450", "2021-09-30");
        Assert.Equal(["M545"], found.Instead);
        Assert.Equal(new DateOnly(2021, 10, 1), found.Since);
    }

    [Fact]
    public void A_deleted_code_tells_its_successors()
    {
        Assert.Equal(DiagnosisState.Valid, Find("S301XXA", "2025-09-30").State);
        var found = Find("S301XXA", "2025-10-01");
        Assert.Equal((DiagnosisState.NotInForce, new DateOnly(2025, 10, 1)), (found.State, found.Since));
        Assert.Equal(["S3011XA", "S3012XA", "S3013XA"], found.Instead);
    }

    [Fact]
    public void A_wide_heading_gives_its_next_level()
    {
        var found = Find("M54", "2025-06-01");
        Assert.Contains(found.Instead, code => code.StartsWith("M545", StringComparison.Ordinal));
        Assert.Equal(["S134XXA", "S134XXD", "S134XXS"], Find("S134", "2025-06-01").Instead);
        Assert.All(Find("S52", "2025-06-01").Instead, code => Assert.Equal(4, code.Length));
    }
}
