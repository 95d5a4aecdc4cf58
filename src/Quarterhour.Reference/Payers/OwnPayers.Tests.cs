using Quarterhour.Billing.Payers;
using Quarterhour.Reference.Payers;
using Xunit;

namespace Quarterhour.Tests.Reference;

public sealed class OwnPayersTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("payers").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    PayerList With(string yaml)
    {
        File.WriteAllText(Path.Combine(folder, "mine.yaml"), yaml);
        return OwnPayers.Over(BuiltInPayers.All, folder);
    }

    [Fact]
    public void A_profile_that_is_like_another_changes_only_what_it_says()
    {
        var terms = With("""
            payer: blue
            like: commercial-cms
            values:
              - { name: pricing, from: 2025-01-01, value: percent-of-medicare }
              - { name: percent, from: 2025-01-01, value: 120 }
            """).Find("blue")!.On(new(2026, 5, 4));
        Assert.Equal(UnitRule.CmsEightMinute, terms.UnitRule);
        Assert.Equal((PricingBasis.PercentOfMedicare, 120m), (terms.Pricing, terms.Percent));
    }

    [Fact]
    public void A_profile_of_a_built_in_id_takes_its_place() =>
        Assert.Equal(UnitRule.CmsEightMinute, With("payer: commercial-ama\nvalues:\n  - { name: unit_rule, from: 2000-01-01, value: cms-8-minute }\n").Find("commercial-ama")!.On(new(2026, 5, 4)).UnitRule);

    [Theory]
    [InlineData("payer: x\nvalues:\n  - { name: unit_rul, from: 2025-01-01, value: a }\n", ":3: \"unit_rul\" is not a setting; did you mean \"unit_rule\"?")]
    [InlineData("payer: x\nvalues:\n  - { name: unit_rule, from: 2025-01-01, value: nine-minute }\n", "unit_rule: \"nine-minute\" can't be read; it takes cms-8-minute or ama-midpoint")]
    [InlineData("payer: x\nvalues:\n  - { name: unit_rule, from: 2025-02-30, value: ama-midpoint }\n", "\"2025-02-30\" is not a day of the calendar")]
    [InlineData("payer: x\nvalues:\n  - { name: unit_rule, value: ama-midpoint }\n", "unit_rule has no first day")]
    [InlineData("payer: x\nlike: y\nvalues: []\n", "\"like: y\" names no profile")]
    [InlineData("payer: x\nprice: 3\nvalues: []\n", ":2: \"price\" is not known here")]
    [InlineData("payer: [x\n", "not YAML")]
    [InlineData("name: x\nvalues: []\n", "\"payer\" is missing")]
    public void A_mistake_is_named_with_its_place(string yaml, string message) =>
        Assert.Contains(message, Assert.Throws<UnusableProfileException>(() => With(yaml)).Message);

    [Fact]
    public void No_folder_means_the_built_in_profiles() => Assert.Same(BuiltInPayers.All, OwnPayers.Over(BuiltInPayers.All, Path.Combine(folder, "none")));
}
