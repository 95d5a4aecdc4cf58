using System.Text.Json;
using Quarterhour.Rates.Reading;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Rates.Files;

/// <summary>Every golden number of the files at hand, counted elsewhere by two other readers.</summary>
public sealed class RateRunTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("rates").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    static JsonElement Golden() => JsonDocument.Parse(File.ReadAllText(Shared.Path("data", "mrf", "golden.json"))).RootElement.GetProperty("in_network");

    RateResult Extract(string path, string code)
    {
        var wanted = new Wanted();
        wanted.AddCode(code);
        return new RateRun { Wanted = wanted }.Run(RateSource.Open(path, checksum: true), folder);
    }

    static string Given(string name) => Shared.Path(["data", "mrf", .. name.Split('/')]);

    [Fact]
    public void Every_code_of_every_file_has_its_golden_counts()
    {
        int codes = 0;
        foreach (var file in Golden().EnumerateObject().Where(file => File.Exists(Given(file.Name))))
            foreach (var code in file.Value.GetProperty("codes").EnumerateObject())
            {
                var counts = Extract(Given(file.Name), code.Name).Counts;
                var golden = code.Value;
                Assert.Equal((file.Name, code.Name, Whole(golden, "items"), Whole(golden, "rates"), Whole(golden, "prices"), Whole(golden, "group_rows"), Whole(golden, "npi_rows"), Whole(golden, "unresolved_refs")),
                    (file.Name, code.Name, counts.Items, counts.Rates, counts.Prices, counts.GroupRows, counts.NpiRows, counts.Unresolved));
                Assert.Equal(decimal.Parse(golden.GetProperty("sum_over_prices").GetString()!), decimal.Parse(counts.Sum.ToString()));
                codes++;
            }
        Assert.True(codes > 30, $"{codes} codes");
    }

    [Fact]
    public void Everything_of_every_file_has_its_golden_totals()
    {
        foreach (var file in Golden().EnumerateObject().Where(file => File.Exists(Given(file.Name))))
        {
            var result = new RateRun().Run(RateSource.Open(Given(file.Name)), folder);
            var golden = file.Value.GetProperty("totals");
            Assert.Equal((file.Name, Whole(golden, "items"), Whole(golden, "rates"), Whole(golden, "prices"), Whole(golden, "provider_references"), Whole(golden, "provider_groups"), Whole(file.Value, "bytes")),
                (file.Name, result.Counts.Items, result.Counts.Rates, result.Counts.Prices, result.Counts.References, result.Counts.Groups, result.Bytes));
            Assert.Empty(result.Deviations.Dropped);
        }
    }

    static long Whole(JsonElement golden, string name) => golden.GetProperty(name).GetInt64();

    [Fact]
    public void Deviations_of_the_real_files_are_counted()
    {
        var healthscope = Extract(Given("real/healthscope-2023-02-01_in-network-rates.json.gz"), "97110");
        Assert.Equal(63, healthscope.Deviations.Normalised["service-code-unpadded"]);
        Assert.Equal(370, Extract(Given("real/carefirst-2020-08-27_in-network-rates_slice.json.gz"), "36830").Deviations.Normalised["group-id-fractional"]);
    }

    [Fact]
    public void DuckDB_reads_back_what_was_counted()
    {
        var result = Extract(Given("real/healthscope-2023-02-01_in-network-rates.json.gz"), "97110");
        Assert.Equal(("584.80", 16L, 1670L, 1L), DuckDb.Row<string, long, long, long>(
            $"select sum(negotiated_rate)::decimal(18,2)::varchar, count(*), sum(npi_count)::bigint, count(distinct payer) from '{folder}/rates/*.parquet'"));
        Assert.Equal((14L, "507.48"), DuckDb.Row<long, string>($"select count(*), sum(negotiated_rate)::decimal(18,2)::varchar from '{folder}/prices/*.parquet'"));
        Assert.Equal((16L, 1670L), DuckDb.Row<long, long>($"""
            select count(distinct (price, provider_group)), count(*) from '{folder}/prices/*.parquet' p join '{folder}/rate_references/*.parquet' using (rate)
            join '{folder}/provider_groups/*.parquet' using (reference) join '{folder}/npis/*.parquet' using (provider_group)
            """));
        Assert.Equal(result.Tables.Single(table => table.Name == "npis").Rows, DuckDb.Row<long, long>($"select count(*), 0::bigint from '{folder}/npis/*.parquet'").Item1);
    }

    [Fact]
    public void The_same_file_gives_the_same_bytes_again()
    {
        string path = Given("cms-examples/v2.2.0/examples/in-network-rates/in-network-rates-all-negotiated-types-sample.json");
        new RateRun().Run(RateSource.Open(path, checksum: true), folder);
        var first = Contents();
        new RateRun().Run(RateSource.Open(path, checksum: true), folder);
        Assert.Equal(first, Contents());
        Assert.Empty(Directory.EnumerateDirectories(folder, ".part-*"));
    }

    /// <summary>Whoever sums up, and whether zeros fill the file up: the sum is that of all bytes.</summary>
    [Fact]
    public void The_checksum_is_that_of_all_bytes()
    {
        foreach (int zeros in (int[])[0, 1, 600_000, 5_000_000])
            for (int time = 0; time < 20; time++)
            {
                byte[] file = [.. System.Text.Encoding.UTF8.GetBytes($$"""{"reporting_entity_name":"{{new string('x', 300_000)}}","in_network":[]} """), .. new byte[zeros]];
                var result = new RateRun().Run(RateSource.Open("-", new MemoryStream(file), checksum: true), folder);
                Assert.Equal((Convert.ToHexStringLower(System.IO.Hashing.XxHash128.Hash(file)), zeros > 0), (result.Checksum, result.Deviations.Normalised.ContainsKey("zeros-at-end")));
            }
    }

    Dictionary<string, string> Contents() => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(file => file, file => Convert.ToHexString(File.ReadAllBytes(file)));
}
