using System.Text;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Rates.Validation;

/// <summary>Every wrong file is found at its place, every right one is accepted.</summary>
public sealed class RateValidationTests
{
    const string Right = """
        {"reporting_entity_name":"A","reporting_entity_type":"issuer","last_updated_on":"2026-01-01","version":"2.0.0",
        "provider_references":[{"provider_group_id":1,"network_name":["N"],"provider_groups":[{"npi":[1234567893],"tin":{"type":"ein","value":"12-3456789","business_name":"B"}}]}],
        "in_network":[{"negotiation_arrangement":"ffs","name":"n","billing_code_type":"CPT","billing_code_type_version":"2026","billing_code":"97110","description":"d",
        "negotiated_rates":[{"provider_references":[1],"negotiated_prices":[{"negotiated_type":"negotiated","negotiated_rate":30.5,"expiration_date":"9999-12-31","service_code":["11"],"billing_class":"professional","setting":"outpatient"}]}]}]}
        """;

    static RateValidation Run(string text)
    {
        using var validation = new RateValidation(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        validation.Run();
        return validation;
    }

    static string[] Found(RateValidation validation) => [.. validation.Kept.Select(fault => $"{fault.Path} {fault.Rule}")];

    [Fact]
    public void What_is_right_is_accepted() => Assert.Equal([], Found(Run(Right)));

    [Fact]
    public void Zeros_behind_the_end_are_a_fault() => Assert.Equal(["$ syntax"], Found(Run(Right + new string('\0', 1_000_000))));

    const string Price = "$.in_network[0].negotiated_rates[0].negotiated_prices[0]";

    [Theory]
    [InlineData(":30.5", ":-1", Price + ".negotiated_rate range")]
    [InlineData(":30.5", ":0", Price + ".negotiated_rate range")]
    [InlineData(":30.5", ":\"30.5\"", Price + ".negotiated_rate type")]
    [InlineData("9999-12-31", "2024-13-45", Price + ".expiration_date date")]
    [InlineData("9999-12-31", "2023-02-29", Price + ".expiration_date date")]
    [InlineData("\"11\"", "\"35\"", Price + ".service_code[0] pattern")]
    [InlineData("\"11\"", "\"11\",\"11\"", Price + ".service_code[1] unique")]
    [InlineData("\"11\"", "\"11\",\"CSTM-00\"", Price + ".service_code one-of")]
    [InlineData("\"service_code\":[\"11\"],", "", Price + ".service_code required")]
    [InlineData("\"professional\"", "\"Professional\"", Price + ".billing_class enum")]
    [InlineData("\"setting\":\"outpatient\"", "\"setting\":\"outpatient\",\"setting\":\"both\"", Price + ".setting duplicate-member")]
    [InlineData(",\"setting\":\"outpatient\"", "", Price + ".setting required")]
    [InlineData("\"provider_references\":[1]", "\"provider_references\":[1,1.0]", "$.in_network[0].negotiated_rates[0].provider_references[1] unique")]
    [InlineData("\"provider_references\":[1]", "\"provider_references\":[7]", "$.in_network[0].negotiated_rates[0].provider_references[0] reference")]
    [InlineData("\"provider_references\":[1]", "\"provider_references\":[]", "$.in_network[0].negotiated_rates[0].provider_references min-items")]
    [InlineData("\"provider_references\":[1],", "", "$.in_network[0].negotiated_rates[0].provider_references required")]
    [InlineData("\"provider_group_id\":1,", "\"provider_group_id\":1.5,", "$.in_network[0].negotiated_rates[0].provider_references[0] reference", "$.provider_references[0].provider_group_id type")]
    [InlineData("1234567893", "123456789", "$.provider_references[0].provider_groups[0].npi[0] range")]
    [InlineData("1234567893", "1234567893,0", "$.provider_references[0].provider_groups[0].npi[1] range")]
    [InlineData("1234567893", "1234567893,1234567893", "$.provider_references[0].provider_groups[0].npi[1] unique")]
    [InlineData("1234567893", "0")]
    [InlineData("12-3456789", "1-23456789", "$.provider_references[0].provider_groups[0].tin.value pattern")]
    [InlineData(",\"business_name\":\"B\"", "", "$.provider_references[0].provider_groups[0].tin.business_name required")]
    [InlineData("\"network_name\":[\"N\"],", "", "$.provider_references[0].network_name required")]
    [InlineData("\"version\":\"2.0.0\",", "\"version\":\"2.0.0\",\"plan_id_type\":\"ein\",", "$.issuer_name dependency", "$.plan_id dependency", "$.plan_market_type dependency", "$.plan_name dependency", "$.plan_sponsor_name dependency")]
    [InlineData("2026-01-01", "2026-02-30", "$.last_updated_on date")]
    [InlineData("\"billing_code\":\"97110\",", "", "$.in_network[0].billing_code required")]
    [InlineData("\"CPT\"", "\"cpt\"", "$.in_network[0].billing_code_type enum")]
    [InlineData("\"description\":\"d\"", "\"description\":\"d\",\"x\":[[{\"y\":null}]]")]
    [InlineData("\"outpatient\"}]", "\"outpatient\"},{\"negotiated_rate\":30.50,\"negotiated_type\":\"negotiated\",\"expiration_date\":\"9999-12-31\",\"service_code\":[\"11\"],\"billing_class\":\"professional\",\"setting\":\"outpatient\"}]",
        "$.in_network[0].negotiated_rates[0].negotiated_prices[1] unique")]
    public void Each_fault_is_found_in_its_place(string what, string instead, params string[] faults) =>
        Assert.Equal(faults, Found(Run(Right.Replace(what, instead))).Order(StringComparer.Ordinal));

    [Fact]
    public void All_faults_are_told_not_the_first() => Assert.Equal(3, Run(Right.Replace(":30.5", ":-1").Replace("\"11\"", "\"35\"").Replace("9999-12-31", "2024-13-45")).Count);

    [Fact]
    public void A_reference_may_be_used_before_it_is_defined()
    {
        int list = Right.IndexOf("\"provider_references\":[{", StringComparison.Ordinal), items = Right.IndexOf("\"in_network\"", StringComparison.Ordinal);
        string swapped = Right[..list] + Right[items..].TrimEnd().TrimEnd('}') + "," + Right[list..items].TrimEnd().TrimEnd(',') + "}";
        Assert.Equal([], Found(Run(swapped)));
        Assert.Equal(["$.in_network[0].negotiated_rates[0].provider_references[0] reference"], Found(Run(swapped.Replace("\"provider_references\":[1]", "\"provider_references\":[2]"))));
    }

    [Fact]
    public void Cut_anywhere_it_is_told_and_never_crashes()
    {
        for (int length = 0; length < Right.Length - 1; length++)
            if (Right[..length].TrimEnd().Length < Right.TrimEnd().Length) Assert.False(Run(Right[..length]).Valid, $"cut at {length}");
    }

    [Fact]
    public void The_wrong_files_are_found_where_their_list_says()
    {
        foreach (string line in File.ReadLines(Shared.Path("data", "mrf", "negative", "INDEX.tsv")).Skip(1))
        {
            string[] field = line.Split('\t');
            var validation = Run(File.ReadAllText(Shared.Path("data", "mrf", "negative", field[0])));
            if (field[1] is "none" or "robustness")
            {
                Assert.Equal((field[0], true), (field[0], validation.Valid));
                continue;
            }
            Assert.Equal((field[0], field[3]), (field[0], Assert.Single(validation.Kept).Path));
            if (field[4] != "-") Assert.Equal((field[0], field[4]), (field[0], validation.Kept[0].Offset.ToString()));
        }
    }

    [Fact]
    public void The_examples_of_every_version_are_valid()
    {
        string[] files = [.. Directory.EnumerateFiles(Shared.Path("data", "mrf", "cms-examples"), "*.json", SearchOption.AllDirectories).Where(file => file.Contains("/examples/", StringComparison.Ordinal) && !file.Contains("/schemas/", StringComparison.Ordinal))];
        Assert.True(files.Length > 25);
        Assert.All(files, file => Assert.Equal([], Found(Run(File.ReadAllText(file)))));
    }
}
