using Quarterhour.Billing;
using Quarterhour.Billing.Tables;
using Xunit;

namespace Quarterhour.Reference.BuiltIn;

public sealed class UnitLimitRowsTests
{
    static readonly UnitLimitTable Limits = BuiltInTables.Open().UnitLimits;

    [Theory]
    [InlineData("97110", "2026-05-01", Setting.Office, 6, '3')]
    [InlineData("97110", "2026-05-01", Setting.Hospital, 8, '3')]
    [InlineData("97112", "2024-08-01", Setting.Hospital, 6, '3')]
    [InlineData("97161", "2026-05-01", Setting.Office, 1, '2')]
    [InlineData("97010", "2026-05-01", Setting.Office, 0, '3')]
    [InlineData("98979", "2026-10-01", Setting.Hospital, 1, '2')]
    public void Limit(string code, string date, Setting setting, int limit, char adjudication) =>
        Assert.Equal(new UnitLimit(limit, adjudication), Limits.Find(ProcedureCode.Parse(code), DateOnly.Parse(date), setting).Limit);

    [Fact]
    public void Stand_ins_say_so()
    {
        Assert.False(Limits.Find(ProcedureCode.Parse("97110"), new(2026, 5, 1), Setting.Office).StandsIn);
        Assert.True(Limits.Find(ProcedureCode.Parse("97110"), new(2025, 5, 1), Setting.Office).StandsIn);
        // the hospital cut of 2026-10-01 lacks 92507: the whole table of 2024 answers
        Assert.Equal("MUE hospital 2024 Q3", Limits.Find(ProcedureCode.Parse("92507"), new(2026, 10, 1), Setting.Hospital).Release!.Name);
    }

    [Fact]
    public void No_published_limit() => Assert.Null(Limits.Find(ProcedureCode.Parse("98979"), new(2026, 5, 1), Setting.Office).Limit);
}
