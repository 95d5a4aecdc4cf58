using Quarterhour.Billing.Tables;
using Quarterhour.Reference;
using Xunit;

namespace Quarterhour.Billing.Guide;

public sealed class CodeGuideTests
{
    static readonly ReferenceTables Tables = BuiltInTables.Open();

    static CodeGuide Of(string code, string date = "2026-05-04", string? place = null) => new(Tables.Codes.Find(ProcedureCode.Parse(code))!, DateOnly.Parse(date), Setting.Office,
        place is not null && LocalityId.TryParse(place, out var id) ? id : null, Tables);

    [Fact]
    public void The_unit_table_of_a_timed_code() => Assert.Equal([new(0, 7, 0), new(8, 22, 1), new(23, 37, 2), new(38, 52, 3)], Of("97110").UnitTable.Take(4));

    [Theory]
    [InlineData("97161")]
    [InlineData("96125")]
    public void Codes_outside_the_pool_have_none(string code) => Assert.Empty(Of(code).UnitTable);

    [Theory]
    [InlineData("97110", "GP GO CQ CO KX 59")]
    [InlineData("97161", "GP KX 59")]
    [InlineData("97165", "GO KX 59")]
    [InlineData("92521", "GN KX 59")]
    public void Modifiers_by_discipline_and_who_may_furnish(string code, string modifiers) =>
        Assert.Subset(Of(code).Modifiers.Select(use => use.Modifier.ToString()).ToHashSet(), modifiers.Split(' ').ToHashSet());

    [Fact]
    public void An_evaluation_has_no_assistant() => Assert.DoesNotContain(Of("97161").Modifiers, use => use.Modifier.IsAssistant);

    [Fact]
    public void Before_2020_there_is_no_assistant_modifier() => Assert.DoesNotContain(Of("97110", "2019-06-03").Modifiers, use => use.Modifier.IsAssistant && use.Cite.Length > 0);

    [Fact]
    public void Pairs_are_both_ways()
    {
        Assert.Contains(Of("97116").Pairs, pair => pair.Other == ProcedureCode.Parse("97530") || pair.Other == ProcedureCode.Parse("97150"));
        Assert.All(Of("97150").Pairs, pair => Assert.Contains(Of(pair.Other.ToString()).Pairs, back => back.Other == ProcedureCode.Parse("97150") && back.Row == pair.Row));
    }

    [Fact]
    public void A_primary_names_its_add_on_and_the_other_way()
    {
        Assert.Contains(ProcedureCode.Parse("97130"), Of("97129").AddOns.AddOns);
        Assert.Contains(ProcedureCode.Parse("97129"), Of("97130").AddOns.Primaries);
    }

    [Fact]
    public void The_price_is_that_of_the_place() => Assert.Equal((29.21m, 29.06m), (Of("97110", place: "04412-18").Fee.Value.Full, Of("97110").Fee.Value.Full));

    [Fact]
    public void A_year_that_is_not_loaded_has_no_price() => Assert.Contains("import", Of("97110", "2027-02-01").Fee.Needs, StringComparison.Ordinal);

    [Fact]
    public void Years_before_a_code_began_have_none() => Assert.All(Of("97550").Prices.Where(price => price.Date.Year < 2024), price => Assert.Null(price.Fee));

    [Fact]
    public void Changes_name_both_figures()
    {
        Assert.Contains(Of("97110").Changes, change => change.Text == "practice expense units: 0.43 became 0.41");
        Assert.Contains(Of("97012").Changes, change => change.Text.StartsWith("work units: 0.25 became", StringComparison.Ordinal));
        Assert.DoesNotContain(Of("97110").Changes, change => change.Text.StartsWith("work units", StringComparison.Ordinal));
    }

    [Fact]
    public void A_deleted_code_leads_to_those_in_force() => Assert.Equal(["97161", "97162", "97163"], Of("97001").ReplacedBy.Select(code => code.Code.ToString()));

    /// <summary>An example of the code itself, else of its kin; never another discipline's.</summary>
    [Theory]
    [InlineData("97001", "2015-05-04", "97001 then", "Man aged 62 with slurred speech")]
    [InlineData("97168", "2026-05-04", "", "92522")]
    [InlineData("92611", "2026-05-04", "moving X-ray in the radiology suite", "92522")]
    [InlineData("96125", "2026-05-04", "memory and attention", "92610")]
    [InlineData("97037", "2026-05-04", "Low-power laser", "97034")]
    public void Examples_are_of_the_code_or_its_kin(string code, string date, string there, string notThere)
    {
        string examples = string.Join('\n', new CodeGuide(Tables.Codes.Find(ProcedureCode.Parse(code))!, DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture), Setting.Office, null, Tables).Page.Examples);
        Assert.Contains(there, examples, StringComparison.Ordinal);
        Assert.DoesNotContain(notThere, examples, StringComparison.Ordinal);
    }

    /// <summary>A family's page shows what the code itself is for; office visits of physicians are there for their pairs alone.</summary>
    [Fact]
    public void Each_code_has_an_example_of_its_own()
    {
        foreach (var code in Tables.Codes.All.Where(code => code.Family != "office visit"))
        {
            var guide = Of(code.Code.ToString());
            if (guide.HasOwnPage) Assert.NotEmpty(guide.Page.Examples);
            else Assert.All(guide.Page.Examples.DefaultIfEmpty(""), example => Assert.Contains(code.Code.ToString(), example, StringComparison.Ordinal));
            // a code that has ended was right then
            if (code.To is not null) Assert.All(guide.Page.Examples, example => Assert.Contains("then", example, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Family_pages_speak_of_the_code()
    {
        var page = new GuideBook(new Dictionary<ProcedureCode, GuidePage>(), new Dictionary<string, GuidePage>(StringComparer.Ordinal) { ["exercise"] = new() { Summary = "{code}: {label}." } })
            .For(Tables.Codes.Find(ProcedureCode.Parse("97113"))!, Tables.Codes);
        Assert.Equal("97113: exercise in the pool.", page.Summary);
    }
}
