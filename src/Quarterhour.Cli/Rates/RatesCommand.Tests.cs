using System.Text.Json;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Cli.Rates;

public sealed class RatesCommandTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("rates").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string Written(string text)
    {
        string path = Path.Combine(folder, "in.json");
        File.WriteAllText(path, text);
        return path;
    }

    internal const string Small = """
        {"reporting_entity_name":"A","reporting_entity_type":"issuer","last_updated_on":"2026-01-01","version":"2.0.0",
        "provider_references":[{"provider_group_id":1,"network_name":["N"],"provider_groups":[{"npi":[1234567893],"tin":{"type":"ein","value":"12-3456789","business_name":"B"}}]}],
        "in_network":[{"negotiation_arrangement":"ffs","name":"n","billing_code_type":"CPT","billing_code_type_version":"2026","billing_code":"97110","description":"d",
        "negotiated_rates":[{"provider_references":[1],"negotiated_prices":[{"negotiated_type":"negotiated","negotiated_rate":30.5,"expiration_date":"9999-12-31","service_code":["11"],"billing_class":"professional","setting":"outpatient"}]}]}]}
        """;

    string Out => Path.Combine(folder, "out");

    [Fact]
    public void Extract_answers_as_the_contract_says_and_compare_reads_it()
    {
        var run = CommandLine.Run("rates", "extract", Written(Small), "--code", "CPT:97110", "--out", Out, "--json");
        Assert.Equal(0, run.Status);
        Assert.Equal(["contract", "schema", "kind", "items", "rates", "prices", "group_rows", "npi_rows", "unresolved_refs", "rate_sum"], run.Json.EnumerateObject().Select(one => one.Name).Take(10));
        Assert.Equal(("2.0.0", 1, "30.50", JsonValueKind.Object, JsonValueKind.Object), (run.Json.GetProperty("schema").GetString(), run.Json.GetProperty("npi_rows").GetInt32(), run.Json.GetProperty("rate_sum").GetString(),
            run.Json.GetProperty("dropped").ValueKind, run.Json.GetProperty("normalised").ValueKind));
        var compared = CommandLine.Run("rates", "compare", Out, "--code", "97110", "--zip", "36104", "--date", "2026-05-04", "--json");
        Assert.Equal((0, "30.50", "dollars"), (compared.Status, compared.Json.GetProperty("rows")[0].GetProperty("median").GetString(), compared.Json.GetProperty("rows")[0].GetProperty("basis").GetString()));
        Assert.NotEqual(JsonValueKind.Null, compared.Json.GetProperty("rows")[0].GetProperty("medicare").ValueKind);
    }

    [Fact]
    public void Convert_takes_filters_and_joins_nothing()
    {
        var part = CommandLine.Run("rates", "convert", Written(Small), "--code", "CPT:97110", "--setting", "outpatient", "--out", Out, "--json");
        Assert.Equal((0, 1), (part.Status, part.Json.GetProperty("prices").GetInt32()));
        Assert.Equal(["items", "prices", "rate_references", "provider_references", "provider_groups", "npis"], part.Json.GetProperty("tables").EnumerateObject().Select(one => one.Name));
        var none = CommandLine.Run("rates", "convert", Written(Small), "--setting", "inpatient", "--out", Out, "--json");
        Assert.Equal((0, 1), (none.Json.GetProperty("prices").GetInt32(), none.Json.GetProperty("filtered").GetProperty("prices").GetInt32()));
    }

    [Fact]
    public void Validate_ends_with_one_where_something_is_wrong()
    {
        Assert.Equal(0, CommandLine.Run("rates", "validate", Written(Small)).Status);
        var wrong = CommandLine.Run("rates", "validate", Written(Small.Replace("30.5", "-30.5")), "--json");
        Assert.Equal((1, false, "range"), (wrong.Status, wrong.Json.GetProperty("valid").GetBoolean(), wrong.Json.GetProperty("findings")[0].GetProperty("rule").GetString()));
    }

    [Theory]
    [InlineData("{\"in_network\":[", "cut off")]
    [InlineData("[1]", "is expected")]
    [InlineData("", "is empty")]
    [InlineData("{}", "no rate file")]
    [InlineData("{\"reporting_structure\":[]}", "table-of-contents")]
    public void What_is_no_rate_file_is_told_and_leaves_nothing(string text, string says)
    {
        var run = CommandLine.Run(300, "rates", "extract", Written(text), "--code", "97110", "--out", Out, "--json");
        Assert.Equal(2, run.Status);
        Assert.Contains(says, run.Json.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Out));
    }

    [Theory]
    [InlineData("rates", "extract", "there-is-none.json", "--code", "97110", "--out", "x")]
    [InlineData("rates", "extract", "x", "--out", "x")]
    [InlineData("rates", "validate", "there-is-none.json")]
    [InlineData("rates", "compare", "there-is-none", "--code", "97110")]
    [InlineData("rates", "index", "there-is-none")]
    public void What_can_not_be_used_ends_with_two(params string[] arguments) => Assert.Equal(2, CommandLine.Run(arguments).Status);

    /// <summary>Providers' ZIPs from NPPES's file: each place stands beside what Medicare pays there.</summary>
    [Fact]
    public void Places_are_told_apart_beside_medicares_price_there()
    {
        string npis = Path.Combine(folder, "npidata_pfile_20050523-20261108.csv"), data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        File.WriteAllText(npis, """
            "NPI","Entity Type Code","Replacement NPI","Provider Last Name (Legal Name)","Provider Business Practice Location Address City Name","Provider Business Practice Location Address State Name","Provider Business Practice Location Address Postal Code","Healthcare Provider Taxonomy Code_1","Healthcare Provider Taxonomy Code_2"
            "1234567893","1","","DOE","HOUSTON","TX","770021234","225100000X",""
            "1999999984","1","","ROE","ANCHORAGE","AK","995011234","225100000X",""
            "1000000004","1","","POE","MONTREAL","QC","H3A1B1","225100000X",""
            "1000000012","1","","LOE","BERLIN","BERLIN","10115","225100000X",""

            """.Replace("\r", "", StringComparison.Ordinal));
        Assert.Equal(0, CommandLine.Run("import", npis, "--data", data).Status);
        Assert.Equal(0, CommandLine.Run("rates", "extract", Written(Small.Replace("[1234567893]", "[1234567893,1999999984,1000000004,1000000012]", StringComparison.Ordinal)), "--code", "97110", "--out", Out).Status);
        string Price(string zip) => CommandLine.Run("price", "97110", "--date", "2026-05-04", "--zip", zip, "--json").Json.GetProperty("lines")[0].GetProperty("full").GetString()!;
        string[] By(params string[] how) => [.. CommandLine.Run([.. (string[])["rates", "compare", Out, "--code", "97110", "--date", "2026-05-04", "--data", data, "--json"], .. how]).Json.GetProperty("rows").EnumerateArray()
            .Select(row => $"{row.GetProperty("state")} {row.GetProperty("place")} {row.GetProperty("medicare")} {row.GetProperty("medicare_locality")}")];
        Assert.NotEqual(Price("77002"), Price("99501"));
        // an address of another country has no price beside it, whatever its code looks like
        Assert.Equal([$"AK 99501 {Price("99501")} 02102-01", "BERLIN   ", "QC   ", $"TX 77002 {Price("77002")} 04412-18"], By("--by", "zip"));
        Assert.Equal([$"AK 02102-01 {Price("99501")} 02102-01", "BERLIN   ", "QC   ", $"TX 04412-18 {Price("77002")} 04412-18"], By("--by", "locality"));
        Assert.Equal([$"TX 77002 {Price("77002")} 04412-18"], By("--by", "zip", "--near", "770"));
        Assert.Equal([$"AK ANCHORAGE, AK {Price("77002")} 04412-18", $"BERLIN BERLIN, BERLIN {Price("77002")} 04412-18", $"QC MONTREAL, QC {Price("77002")} 04412-18", $"TX HOUSTON, TX {Price("77002")} 04412-18"], By("--by", "city", "--zip", "77002"));
        string[] text = [.. CommandLine.Run(200, "rates", "compare", Out, "--code", "97110", "--date", "2026-05-04", "--data", data, "--by", "zip").Lines];
        Assert.Contains("each place's own", text[0], StringComparison.Ordinal);
        Assert.Contains(text, line => line.Contains("open", StringComparison.Ordinal) && line.Contains("QC, ZIP not", StringComparison.Ordinal));
        Assert.Contains(text, line => line.Contains(Price("99501"), StringComparison.Ordinal) && line.Contains("99501", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--by", "town", "none of state, locality, zip, city")]
    [InlineData("--near", "77", "three to five digits")]
    [InlineData("--near", "77002-1", "three to five digits")]
    [InlineData("--by", "zip", "NPPES")]
    [InlineData("--by", "zip --zip 77002", "leave out --zip and --locality")]
    public void A_place_that_can_not_be_told_is_refused(string option, string value, string says)
    {
        string data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        CommandLine.Run("rates", "extract", Written(Small), "--code", "97110", "--out", Out);
        var run = CommandLine.Run(300, [.. (string[])["rates", "compare", Out, "--code", "97110", option], .. value.Split(' '), "--data", data]);
        Assert.Equal(2, run.Status);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_file_of_a_folder_is_converted_once()
    {
        Written(Small);
        Assert.Equal((0, 1), (CommandLine.Run("rates", "index", folder, "--out", Out, "--json") is var first ? (first.Status, first.Json.GetProperty("converted").GetInt32()) : default));
        Assert.Equal(1, CommandLine.Run("rates", "index", folder, "--out", Out, "--json").Json.GetProperty("done_before").GetInt32());
    }
}
