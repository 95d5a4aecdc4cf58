using System.Text;
using Quarterhour.Rates.Files;
using Quarterhour.Rates.Reading;
using Quarterhour.Rates.Validation;
using Xunit;

namespace Quarterhour.Tests;

/// <summary>Damaged rate files: an error or another count, never a crash, a hang, or a count that is silently wrong. ./test --long changes many more.</summary>
public sealed class RateFuzzTests
{
    const string Text = """
        {"reporting_entity_name":"A","reporting_entity_type":"issuer","last_updated_on":"2026-01-01","version":"2.0.0",
        "provider_references":[{"provider_group_id":1,"network_name":["N"],"provider_groups":[{"npi":[1234567893,1000000002],"tin":{"type":"ein","value":"12-3456789","business_name":"B \"x\" ]}"}}]},{"provider_groups":[{"npi":[0],"tin":{"type":"ein","value":"123456780","business_name":"C"}}],"network_name":["N","M"],"provider_group_id":2}],
        "in_network":[{"negotiation_arrangement":"ffs","name":"n","billing_code_type":"CPT","billing_code_type_version":"2026","billing_code":"99213","description":"d [{","negotiated_rates":[{"provider_references":[1],"negotiated_prices":[{"negotiated_type":"negotiated","negotiated_rate":80,"expiration_date":"9999-12-31","service_code":["11"],"billing_class":"professional","setting":"outpatient"}]}]},
        {"negotiation_arrangement":"ffs","name":"n","billing_code_type":"CPT","billing_code_type_version":"2026","billing_code":"97110","description":"d","negotiated_rates":[{"provider_references":[1,2],"negotiated_prices":[{"negotiated_type":"negotiated","negotiated_rate":30.5,"expiration_date":"9999-12-31","service_code":["11","22"],"billing_class":"professional","setting":"outpatient","billing_code_modifier":["GP"]}]}]}]}
        """;

    [Fact]
    public void A_few_changed_bytes_are_never_a_silently_wrong_count() => Change(new Random(1), 300);

    [Theory(Explicit = true), InlineData(2), InlineData(3), InlineData(4)]
    public void One_byte_changed_is_never_a_silently_wrong_count(int seed) => Change(new Random(seed), 5000);

    /// <summary>What a strict reader refuses within what is read must be refused, and no count may differ from that reader's.</summary>
    static void Change(Random random, int times)
    {
        byte[] right = Encoding.UTF8.GetBytes(Text);
        string folder = Directory.CreateTempSubdirectory("fuzz").FullName;
        int refused = 0;
        for (int time = 0; time < times; time++)
        {
            int at = random.Next(right.Length);
            byte with = random.Next(4) == 0 ? (byte)random.Next(256) : "\"\\{}[],:0 x\n"u8[random.Next(12)];
            byte[] wrong = [.. right];
            wrong[at] = with;
            using (var validation = new RateValidation(new MemoryStream(wrong)))
            {
                validation.Run();
                if (!Strict(wrong) && with < 0x80) Assert.True(validation.Counts.ContainsKey("syntax"), $"byte {at} to {with:X2}: validate finds no fault in what is no JSON");
            }
            (long Items, long Prices, long Groups)? ours = Ours(wrong, folder), theirs = Theirs(wrong);
            if (ours is null) refused++;
            // what a strict reader takes must be counted alike; what it refuses may be left by its brackets unread
            else if (theirs is not null) Assert.True(ours == theirs, $"byte {at} to {with:X2}: {ours} and not {theirs}");
        }
        Directory.Delete(folder, recursive: true);
        Assert.True(refused > times / 10, $"{refused} refused");
    }

    static bool Strict(byte[] text)
    {
        try
        {
            using var document = System.Text.Json.JsonDocument.Parse(text);
            return true;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    static (long, long, long)? Ours(byte[] text, string folder)
    {
        var wanted = new Wanted();
        wanted.AddCode("97110");
        try
        {
            var counts = new RateRun { Wanted = wanted }.Run(RateSource.Open("-", new MemoryStream(text)), folder).Counts;
            return (counts.Items, counts.Prices, counts.GroupRows);
        }
        catch (UnusableRateFileException)
        {
            return null;
        }
    }

    /// <summary>A reader that is not ours, for what has the expected shape.</summary>
    static (long, long, long)? Theirs(byte[] text)
    {
        try
        {
            using var document = System.Text.Json.JsonDocument.Parse(text);
            var root = document.RootElement;
            var groups = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var reference in root.GetProperty("provider_references").EnumerateArray())
                groups[reference.GetProperty("provider_group_id").GetDecimal().ToString("0.####", null)] = groups.GetValueOrDefault(reference.GetProperty("provider_group_id").GetDecimal().ToString("0.####", null)) + reference.GetProperty("provider_groups").GetArrayLength();
            var (items, prices, rows) = (0L, 0L, 0L);
            foreach (var item in root.GetProperty("in_network").EnumerateArray())
            {
                if (item.GetProperty("billing_code").GetString() != "97110" || item.GetProperty("billing_code_type").GetString() != "CPT") continue;
                items++;
                foreach (var rate in item.GetProperty("negotiated_rates").EnumerateArray())
                {
                    int count = rate.GetProperty("negotiated_prices").GetArrayLength();
                    prices += count;
                    foreach (var reference in rate.GetProperty("provider_references").EnumerateArray()) rows += count * groups.GetValueOrDefault(reference.GetDecimal().ToString("0.####", null));
                }
            }
            return (items, prices, rows);
        }
        catch (Exception fault) when (fault is System.Text.Json.JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
