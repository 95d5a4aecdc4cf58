using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Payers;

public sealed class TermsTests
{
    static readonly DateOnly Day = new(2025, 6, 2);

    [Theory]
    [InlineData("unit_rule", "cms", "cms-8-minute or ama-midpoint")]
    [InlineData("pool_0791T", "maybe", "yes or no")]
    [InlineData("therapy_modifier", "GP", "yes or no")]
    [InlineData("assistant_modifier", "CQ", "yes or no")]
    [InlineData("assistant_ten_percent", "exact", "percentage or simple")]
    [InlineData("assistant_reduction", "15", "yes or no")]
    [InlineData("kx_threshold", "2480", "yes or no")]
    [InlineData("kx_lines", "all", "crossing or whole-date")]
    [InlineData("modifier_order", "GPX", "modifiers, first to last")]
    [InlineData("distinct_modifier", "5", "59, XE, XS, XP or XU")]
    [InlineData("pair_edits", "own", "cms or none")]
    [InlineData("pairs_across_disciplines", "some", "yes or no")]
    [InlineData("unit_limits", "6", "cms or none")]
    [InlineData("coverage", "all", "medicare or any")]
    [InlineData("not_covered", "9711", "procedure codes")]
    [InlineData("furnisher_rules", "strict", "medicare or none")]
    [InlineData("notices", "all", "medicare or none")]
    [InlineData("telehealth", "95", "medicare or none")]
    [InlineData("x_modifiers", "XE", "yes or no")]
    [InlineData("habilitative_modifiers", "96", "yes or no")]
    [InlineData("record_rules", "strict", "medicare or none")]
    [InlineData("billable_by", "nurse", "therapist, assistant, together, student, aide")]
    [InlineData("pricing", "free", "none, medicare, percent-of-medicare, per-unit, per-visit or per-case")]
    [InlineData("percent", "-1", "a percentage of the Medicare amount, for example 120")]
    [InlineData("unit_rates", "97110:31.50", "code=dollars for one unit, for example 97110=31.50")]
    [InlineData("visit_rate", "85.x", "dollars for a visit")]
    [InlineData("multiple_procedure", "50", "yes or no")]
    [InlineData("sequestration", "2", "yes or no")]
    [InlineData("patient_share", "20", "medicare or none")]
    public void A_setting_that_can_not_be_read_is_named(string setting, string value, string form)
    {
        Assert.Equal($"payer own: {setting}: \"{value}\" can't be read; it takes {form}", Assert.Throws<FormatException>(() => Made.Terms(Day, (setting, value))).Message);
        Assert.Equal(form, Terms.Known[setting]);
    }

    [Fact]
    public void Every_known_setting_is_tried_above() => Assert.Equal(Terms.Known.Keys,
        typeof(TermsTests).GetMethod(nameof(A_setting_that_can_not_be_read_is_named))!.GetCustomAttributes(typeof(InlineDataAttribute), false)
            .Select(data => (string)((InlineDataAttribute)data).Data[0]!).Order(StringComparer.Ordinal));

    [Fact]
    public void A_profile_that_says_nothing_asks_for_nothing()
    {
        var terms = Made.Terms(Day);
        Assert.Equal((UnitRule.AmaMidpoint, PricingBasis.None), (terms.UnitRule, terms.Pricing));
        Assert.False(terms.TherapyModifier || terms.AssistantModifier || terms.KxThreshold || terms.PairEdits || terms.UnitLimits || terms.MedicareCoverage || terms.Sequestration);
        Assert.Equal(["therapist", "assistant", "together"], terms.BillableBy);
        Assert.Equal("59", terms.DistinctModifier.ToString());
        Assert.Equal("profile own", terms.SourceOf("unit_rule"));
    }

    [Fact]
    public void Rates()
    {
        var terms = Made.Terms(Day, ("unit_rates", "97110=31.50 97140=29"), ("visit_rate", "85"), ("percent", "87.5"));
        Assert.Equal((31.50m, 29m, 85m, 87.5m), (terms.UnitRates[Made.Code("97110")], terms.UnitRates[Made.Code("97140")], terms.VisitRate, terms.Percent));
        Assert.Equal("contract of own", terms.SourceOf("visit_rate"));
    }

    [Fact]
    public void The_date_decides()
    {
        var payer = Made.Payer("own") with
        {
            Settings =
            [
                new("unit_rule", new(2000, 1, 1), null, "ama-midpoint", Confidence.Confirmed, "first"),
                new("unit_rule", new(2025, 1, 1), new(2025, 12, 31), "cms-8-minute", Confidence.Confirmed, "amendment"),
            ],
        };
        Assert.Equal([UnitRule.AmaMidpoint, UnitRule.CmsEightMinute, UnitRule.CmsEightMinute, UnitRule.AmaMidpoint],
            new DateOnly[] { new(2024, 12, 31), new(2025, 1, 1), new(2025, 12, 31), new(2026, 1, 1) }.Select(date => payer.On(date).UnitRule));
        Assert.Same(payer.On(Day), payer.On(Day));
    }

    [Theory]
    [InlineData("2000-01-01")]
    [InlineData("2019-12-31")]
    [InlineData("2026-12-31")]
    public void Profiles_of_the_program_can_be_read_on_every_date(string date) =>
        Assert.All(BuiltInPayers.All.All, payer => Assert.Same(payer, payer.On(DateOnly.Parse(date)).Payer));

    [Fact]
    public void Profiles_of_the_program_hold_known_settings_with_sources() => Assert.All(BuiltInPayers.All.All.SelectMany(payer => payer.Settings), setting =>
    {
        Assert.Contains(setting.Name, Terms.Known.Keys);
        Assert.NotEmpty(setting.Source);
    });
}
