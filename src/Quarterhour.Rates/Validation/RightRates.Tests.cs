using System.Text;
using Xunit;

namespace Quarterhour.Rates.Validation;

/// <summary>What passes rates that were seen before finds the same faults as checking each of them, whatever is changed.</summary>
public sealed class RightRatesTests
{
    static string Price(Random random, string more = "") =>
        $$"""{"negotiated_type":"{{Of(random, "negotiated", "derived", "fee schedule")}}","negotiated_rate":{{random.Next(1, 9999) / 4m}},"expiration_date":"{{Of(random, "9999-12-31", "2026-12-31")}}","service_code":{{Of(random, "[\"11\"]", "[\"11\",\"22\"]", "[\"CSTM-00\"]", "[\"01\",\"02\",\"03\",\"04\",\"05\",\"06\",\"07\",\"08\",\"09\",\"10\",\"11\"]")}},"billing_class":"{{Of(random, "professional", "institutional")}}","setting":"{{Of(random, "both", "outpatient")}}"{{more}}}""";

    static string Of(Random random, params string[] words) => words[random.Next(words.Length)];

    static string File(Random random, string version, string space)
    {
        var text = new StringBuilder($$"""{"reporting_entity_name":"A","reporting_entity_type":"issuer","last_updated_on":"2026-01-01","version":"{{version}}","provider_references":[""");
        for (int i = 0; i < 9; i++) text.Append(i == 0 ? "" : ",").Append($$$"""{"provider_group_id":{{{i}}},"network_name":["N"],"provider_groups":[{"npi":[1234567893],"tin":{"type":"ein","value":"12-3456789","business_name":"B"}}]}""");
        text.Append("""],"in_network":[{"negotiation_arrangement":"ffs","name":"n","billing_code_type":"CPT","billing_code_type_version":"2026","billing_code":"97110","description":"d","negotiated_rates":[""");
        for (int i = 0; i < 60; i++)
        {
            string[] prices = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Price(random, Of(random, "", ",\"billing_code_modifier\":[\"GP\"]", ",\"additional_information\":\"x \\\"y\\\"\"")))];
            text.Append(i == 0 ? "" : ",").Append($$"""{"provider_references":[{{random.Next(3)}},{{random.Next(3, 9)}}],"negotiated_prices":[{{string.Join(",", prices)}}]}""");
        }
        return text.Append("]}]}").ToString().Replace(",\"", "," + space + "\"").Replace("\":", "\":" + space);
    }

    static string[] Faults(byte[] text, bool thorough)
    {
        using var validation = new RateValidation(new MemoryStream(text), most: int.MaxValue) { Thorough = thorough };
        validation.Run();
        return [$"{validation.Elements}", .. validation.Kept.Select(fault => $"{fault.Path} {fault.Offset} {fault.Rule} {fault.Message}")];
    }

    [Theory]
    [InlineData("2.0.0", "", 250)]
    [InlineData("1.0.0", " ", 100)]
    public void Any_change_is_found_as_it_is_by_the_checker_alone(string version, string space, int times) => Change(version, space, times, 1);

    [Theory(Explicit = true), InlineData("2.0.0", "", 2), InlineData("1.0.0", "", 3), InlineData("2.0.0", " ", 4)]
    public void Many_changes_are_found_as_they_are_by_the_checker_alone(string version, string space, int seed) => Change(version, space, 2000, seed);

    static void Change(string version, string space, int times, int seed)
    {
        var random = new Random(seed);
        byte[] right = [];
        int wrong = 0;
        for (int time = 0; time < times; time++)
        {
            if (time % 50 == 0) right = Encoding.UTF8.GetBytes(File(random, version, space));
            byte[] changed = [.. right];
            // behind the first rates, of which the rest is known
            int at = random.Next(right.Length / 2, right.Length);
            if (random.Next(3) == 0) changed[at] = "\"\\{}[],:0-. \n"u8[random.Next(13)];
            else if (random.Next(2) == 0) changed = [.. right[..at], .. right[Math.Min(right.Length, at + random.Next(1, 30))..]];
            else changed = [.. right[..at], .. right[Math.Max(0, at - random.Next(1, 300))..]];
            string[] expected = Faults(changed, thorough: true);
            Assert.Equal(expected, Faults(changed, thorough: false));
            if (expected.Length > 1) wrong++;
        }
        Assert.True(wrong > times / 3, $"{wrong} wrong");
    }
}
