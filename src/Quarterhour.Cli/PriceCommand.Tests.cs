using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Cli;

public class PriceCommandTests
{
    [Theory]
    [InlineData("--locality: 99999-00 is in no loaded GPCI file; check the number, or give --zip. quarterhour data", "--locality", "99999-00", "97110")]
    [InlineData("--locality: 10112-01 is in no loaded GPCI file; the nearest is 10112-00. quarterhour data", "--locality", "10112-01", "97110")]
    [InlineData("99999: 99999 is in no loaded table; check the number", "--locality", "10112-00", "99999")]
    public void Only_what_is_near_is_named(string message, params string[] given)
    {
        var run = CommandLine.Run(["price", "--date", "2025-06-02", .. given]);
        Assert.Equal(2, run.Status);
        Assert.Contains(message, run.Error);
    }

    static readonly string[] day = ["price", "--date", "2025-10-15", "--locality", "15202-00"];

    [Fact]
    public void Prices_a_days_lines_as_the_published_example()
    {
        var json = CommandLine.Run([.. day, "97530", "97110-GP", "97110-CQ-GP", "97140", "--json"]).Json;
        Assert.Equal(["32.84", "21.23", "21.23", "20.14"], json.GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("allowed").GetString()));
        var totals = json.GetProperty("totals");
        Assert.Equal(("95.44", "0.00", "19.10", "2.55", "1.48", "72.31"), (Amount("allowed"), Amount("deductible"), Amount("coinsurance"), Amount("assistant_reduction"), Amount("sequestration"), Amount("payer_pays")));
        string? Amount(string name) => totals.GetProperty(name).GetString();
    }

    [Fact]
    public void Units_and_unit_fees()
    {
        var line = CommandLine.Run([.. day, "97110x3", "--json"]).Json.GetProperty("lines")[0];
        Assert.Equal((3, 1, 2), (line.GetProperty("units").GetInt32(), line.GetProperty("full_units").GetInt32(), line.GetProperty("reduced_units").GetInt32()));
        Assert.Equal(("27.56", "21.23", "70.02"), (line.GetProperty("full").GetString(), line.GetProperty("reduced").GetString(), line.GetProperty("allowed").GetString()));
        Assert.Contains(line.GetProperty("because").EnumerateArray(), reason => reason.GetProperty("text").GetString()!.Contains("taken as met, 0.00"));
    }

    [Fact]
    public void A_code_that_is_not_paid_keeps_its_place_and_needs_a_person()
    {
        var run = CommandLine.Run([.. day, "97010", "97530", "--json"]);
        Assert.Equal(1, run.Status);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, run.Json.GetProperty("lines")[0].GetProperty("allowed").ValueKind);
        Assert.Equal("not-covered", run.Json.GetProperty("findings")[0].GetProperty("id").GetString());
        Assert.Equal("32.84", run.Json.GetProperty("totals").GetProperty("allowed").GetString());
    }

    [Fact]
    public void A_year_that_is_not_loaded_stays_open()
    {
        var run = CommandLine.Run("price", "--date", "2019-10-15", "--locality", "15202-00", "97530", "--json");
        Assert.Equal(0, run.Status);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, run.Json.GetProperty("totals").GetProperty("allowed").ValueKind);
        Assert.Contains("the fee schedule of 2019", run.Json.GetProperty("findings")[0].GetProperty("message").GetString());
    }

    [Fact]
    public void Facility_takes_the_other_practice_expense() => Assert.NotEqual(
        CommandLine.Run([.. day, "97597", "--json"]).Json.GetProperty("lines")[0].GetProperty("allowed").GetString(),
        CommandLine.Run([.. day, "97597", "--facility", "--json"]).Json.GetProperty("lines")[0].GetProperty("allowed").GetString());

    [Fact]
    public void By_zip() => Assert.Equal("10112-00", CommandLine.Run("price", "--date", "2025-10-15", "--zip", "36104-1234", "97530", "--json").Json.GetProperty("locality").GetString());

    [Theory]
    [InlineData("97110x0", "is not a number of units")]
    [InlineData("97110x1000", "is not a number of units")]
    [InlineData("97110-GPX", "\"GPX\" is not a modifier")]
    [InlineData("97110-GP-KX-59-76-77", "a line has room for 4")]
    [InlineData("9711x2", "is not a procedure code")]
    [InlineData("97110x", "is not a number of units")]
    public void Wrong_lines(string line, string message)
    {
        var run = CommandLine.Run([.. day, line]);
        Assert.Equal(2, run.Status);
        Assert.Contains(message, run.Error);
    }

    [Theory]
    [InlineData("--zip", "3610", "five or nine digits")]
    [InlineData("--locality", "1011200", "write carrier and locality")]
    [InlineData("--locality", "10112-01", "is in no loaded GPCI file; the nearest is 10112-00")]
    public void Wrong_places(string option, string value, string message)
    {
        var run = CommandLine.Run("price", "--date", "2025-10-15", option, value, "97530");
        Assert.Equal(2, run.Status);
        Assert.Contains(message, run.Error);
    }

    [Fact]
    public void Fits_the_terminal() => Assert.All(CommandLine.Run([.. day, "97530", "97110-CQ-GPx2", "97010", "--explain"]).Lines, line => Assert.True(line.Length <= 80, line));
}
