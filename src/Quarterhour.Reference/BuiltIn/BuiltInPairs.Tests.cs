using Quarterhour.Billing;
using Quarterhour.Billing.Tables;
using Xunit;

namespace Quarterhour.Reference.BuiltIn;

/// <summary>Verdicts as the reference lists them from CMS's tables (therapy-billing.md, sections 4.2 and 4.4).</summary>
public sealed class BuiltInPairsTests
{
    static readonly PairTable Pairs = BuiltInTables.Open().Pairs;

    static PairLookUp Find(string a, string b, string date, Setting setting) => Pairs.Find(ProcedureCode.Parse(a), ProcedureCode.Parse(b), DateOnly.Parse(date), setting);

    [Theory]
    [InlineData("97140", "97530", "2019-12-31", Setting.Office, '1')]
    [InlineData("97140", "97530", "2020-01-01", Setting.Office, null)]
    [InlineData("97530", "97116", "2020-10-01", Setting.Office, null)]
    [InlineData("97161", "97140", "2020-01-15", Setting.Office, null)]
    [InlineData("97140", "97012", "2024-07-15", Setting.Office, '1')]
    [InlineData("97012", "97140", "2026-11-01", Setting.Hospital, '1')]
    [InlineData("97140", "97124", "2024-07-15", Setting.Office, '0')]
    [InlineData("97161", "97750", "2024-07-15", Setting.Office, '0')]
    [InlineData("97161", "97750", "2024-07-15", Setting.Hospital, '1')]
    [InlineData("92526", "97032", "2024-07-15", Setting.Office, '0')]
    [InlineData("92526", "97032", "2024-07-15", Setting.Hospital, '1')]
    [InlineData("97110", "97140", "2024-07-15", Setting.Office, null)]
    [InlineData("97605", "97608", "2024-07-15", Setting.Hospital, '0')]
    [InlineData("97605", "97608", "2026-10-01", Setting.Hospital, '1')]
    public void Indicator(string a, string b, string date, Setting setting, char? indicator)
    {
        var found = Find(a, b, date, setting);
        Assert.NotNull(found.Release);
        Assert.Equal(indicator, found.Row?.Indicator);
        Assert.Equal(found, Find(b, a, date, setting));
    }

    [Fact]
    public void The_row_names_the_code_that_is_denied()
    {
        var row = Find("97140", "97012", "2024-07-15", Setting.Office).Row!.Value;
        Assert.Equal(("97012", "97140"), (row.Column1.ToString(), row.Column2.ToString()));
    }

    [Theory]
    [InlineData("97110", "97140", "NCCI hospital 2026 Q4 (v32.3)", false)]
    // the cut of 2026-10-01 has no column 1 outside the 97xxx block, nor acupuncture, nor office visits
    [InlineData("92507", "97530", "NCCI hospital 2024 Q3 (v30.2)", true)]
    [InlineData("97813", "97810", "NCCI hospital 2024 Q3 (v30.2)", true)]
    [InlineData("97161", "99213", "NCCI hospital 2024 Q3 (v30.2)", true)]
    public void Who_answers_for_hospitals_in_October_2026(string a, string b, string release, bool standsIn)
    {
        var found = Find(a, b, "2026-10-01", Setting.Hospital);
        Assert.Equal((release, standsIn), (found.Release!.Name, found.StandsIn));
    }

    [Fact]
    public void Codes_that_began_after_the_table_are_unknown() => Assert.Null(Find("98979", "97110", "2026-02-01", Setting.Office).Release);
}
