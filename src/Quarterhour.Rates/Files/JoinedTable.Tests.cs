using System.Globalization;
using System.Text;
using Quarterhour.Rates.Reading;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Rates.Files;

/// <summary>Made files whose joined rows go over several Parquet groups, read back by DuckDB.</summary>
public sealed class JoinedTableTests : IDisposable
{
    const int References = 900;

    readonly string folder = Directory.CreateTempSubdirectory("joined").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string Table(string name) => $"'{folder}/{name}/*.parquet'";

    static string Reference(int number, Random dice)
    {
        string networks = (number % 4) switch { 0 => "", 1 => ",\"network_name\":[\"Gold\"]", _ => $",\"network_name\":[\"Network {number % 7}\",\"Silver\"]" };
        return $$"""{"provider_group_id":{{number}}{{networks}},"provider_groups":[{{Groups(number, number % 6, dice)}}]}""";
    }

    /// <summary>Names with what JSON escapes, and none.</summary>
    static string Groups(int number, int count, Random dice) => string.Join(',', Enumerable.Range(0, count).Select(group =>
    {
        var npis = Enumerable.Range(0, 1 + dice.Next(4)).Select(_ => 1_000_000_000L + dice.Next(900_000_000));
        string name = group % 3 == 0 ? "" : $",\"business_name\":\"Practice \\\"{number % 50}\\\" \\u00e9\"";
        return $$$"""{"npi":[{{{string.Join(',', npis)}}}],"tin":{"type":"{{{(group % 2 == 0 ? "ein" : "npi")}}}","value":"{{{100_000_000 + dice.Next(5000)}}}"{{{name}}}}}""";
    }));

    /// <summary>Rates with one price, with some, and with more than a Parquet group has rows; references that nobody defines; an arrangement that is told last; amounts that are all different, then few.</summary>
    /// <param name="inline">Some rates have groups of their own.</param>
    static string Made(bool inline)
    {
        var dice = new Random(7);
        var text = new StringBuilder("""{"reporting_entity_name":"Payer","reporting_entity_type":"payer","last_updated_on":"2026-10-01","version":"2.0.0","provider_references":[""");
        text.AppendJoin(',', Enumerable.Range(1, References).Select(number => Reference(number, dice))).Append("""],"in_network":[""");
        for (int item = 0; item < 3; item++)
        {
            text.Append(item == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $$"""{{{(item == 1 ? "" : "\"negotiation_arrangement\":\"ffs\",")}}"name":"n","billing_code_type":"CPT","billing_code_type_version":"2026","billing_code":"{{(item == 2 ? "99213" : "97110")}}","description":"d","negotiated_rates":[""");
            for (int rate = 0; rate < 400; rate++)
            {
                int prices = rate == 200 ? 70_000 : 1 + dice.Next(rate % 50 == 0 ? 900 : 3);
                var references = rate == 200 ? [1, 2] : Enumerable.Range(0, 1 + dice.Next(12)).Select(_ => 1 + dice.Next(References + (item == 1 && rate > 350 ? 5 : 0)));
                text.Append(rate == 0 ? "" : ",").Append("{\"provider_references\":[").AppendJoin(',', references).Append(inline && rate > 300 && rate % 10 == 0 ? $"],\"provider_groups\":[{Groups(rate, 3, dice)}" : "").Append("],\"negotiated_prices\":[");
                for (int price = 0; price < prices; price++)
                    text.Append(price == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $$"""{"negotiated_type":"{{(price % 9 == 4 ? "percentage" : "negotiated")}}","negotiated_rate":{{(price % 1013 == 1012 ? "1e99" : item == 0 ? (dice.Next(40) + 0.5m).ToString(CultureInfo.InvariantCulture) : (dice.Next(10_000_000) / 100m).ToString(CultureInfo.InvariantCulture))}},"expiration_date":"2027-{{1 + dice.Next(12):D2}}-01","billing_class":"{{(price % 2 == 0 ? "professional" : "institutional")}}","setting":"outpatient","service_code":["{{10 + dice.Next(5)}}"],"billing_code_modifier":[{{(dice.Next(3) == 0 ? "\"GP\"" : "")}}]}""");
                text.Append("]}");
            }
            text.Append(item == 1 ? "],\"negotiation_arrangement\":\"bundle\"}" : "]}");
        }
        return text.Append("]}").ToString();
    }

    static RateSource Source(string text) => RateSource.Open("-", new MemoryStream(Encoding.UTF8.GetBytes(text)));

    const string Values = "negotiated_type, negotiated_rate, negotiated_rate_text, expiration_date, billing_class, setting, service_codes, billing_code_modifiers, additional_information";

    [Theory, InlineData(false), InlineData(true)]
    public void Joined_rows_are_the_join_of_the_other_tables(bool inline)
    {
        var wanted = new Wanted();
        wanted.AddCode("97110");
        var result = new RateRun { Wanted = wanted }.Run(Source(Made(inline)), folder);
        long rows = result.Tables.Single(table => table.Name == "rates").Rows;
        Assert.True(rows > 3 * Parquet.Column.GroupRows, $"{rows} rows");
        Assert.Equal(rows, result.Counts.GroupRows);
        string columns = $"billing_code_type, billing_code, negotiation_arrangement, {Values}, provider_group_id, network_names, tin_type, tin, business_name, npi_count, item, rate, price, provider_group";
        string join = $"""
            select i.billing_code_type, i.billing_code, i.negotiation_arrangement, {string.Join(", ", Values.Split(", ").Select(name => "p." + name))}, g.provider_group_id, g.network_names, g.tin_type, g.tin, g.business_name, g.npi_count, p.item, p.rate, p.price, g.provider_group
            from {Table("prices")} p join {Table("items")} i using (item) join {Table("rate_references")} l on l.rate = p.rate join {Table("provider_groups")} g on g.reference = l.reference
            """;
        Assert.Equal((rows, 0L), DuckDb.Row<long, long>($"select (select count(*) from ({join})), (select count(*) from ((select {columns} from {Table("rates")} except all {join}) union all ({join} except all select {columns} from {Table("rates")})))"));
        // what was not escaped, and in the order of the file
        Assert.Equal((1L, true), DuckDb.Row<long, bool>($"select count(distinct business_name[1:8]), bool_and(business_name like 'Practice \"%\" é') from {Table("rates")} where business_name is not null"));
        Assert.Equal((0L, rows), DuckDb.Row<long, long>($"select count(*) filter (earlier > rate), count(*) from (select rate, lag(rate) over (order by file_row_number) earlier from read_parquet({Table("rates")}, file_row_number = true))"));
    }

    /// <summary>What was made of it is packed while the file is read on; few rows are not worth a group, nor are those of many codes.</summary>
    [Theory, InlineData(1), InlineData(40)]
    public void A_group_of_rows_ends_with_a_long_item(int codes)
    {
        string prices = string.Join(',', Enumerable.Range(0, 250).Select(static price => $$"""{"negotiated_type":"negotiated","negotiated_rate":{{price}}}"""));
        string rates = string.Join(',', Enumerable.Repeat($$"""{"provider_references":[1],"negotiated_prices":[{{prices}}]}""", 100));
        string item = $$"""{"negotiation_arrangement":"ffs","billing_code_type":"CPT","billing_code":"97110","negotiated_rates":[{{rates}}]}""";
        string text = $$$"""{"reporting_entity_name":"Payer","provider_references":[{"provider_group_id":1,"provider_groups":[{"npi":[1234567893],"tin":{"type":"ein","value":"123456789"}}]}],"in_network":[{{{item}}},{{{item}}}]}""";
        var wanted = new Wanted();
        for (int code = 0; code < codes; code++) wanted.AddCode((97110 + code).ToString(CultureInfo.InvariantCulture));
        new RateRun { Wanted = wanted }.Run(Source(text), folder);
        string[] groups = [.. ((string[])["rates", "prices", "rate_references", "npis"]).Select(table => DuckDb.Row<string, long>($"select string_agg(num, ' ' order by id), count(*) from (select distinct row_group_id id, row_group_num_rows::varchar num from parquet_metadata({Table(table)}))").Item1)];
        Assert.Equal(codes == 1 ? ["25000 25000", "25000 25000", "200", "1"] : ["50000", "50000", "200", "1"], groups);
    }

    /// <summary>Names and descriptions of items that are not wanted are passed over; escapes, another code before, a member that is no text or not there.</summary>
    [Fact]
    public void An_item_has_its_own_name_and_description()
    {
        const string Rates = """ "negotiated_rates":[{"provider_references":[1],"negotiated_prices":[{"negotiated_type":"negotiated","negotiated_rate":5}]}]""";
        string[] items =
        [
            """ "name":"another, and long enough to leave something behind","description":"another","billing_code_type":"CPT","billing_code":"97112",""",
            """ "name":"\u00e9 \"first\"","billing_code_type":"CPT","billing_code":"97110","description":"a",""",
            """ "billing_code_type":"CPT","billing_code":"97110",""",
            """ "name":12,"description":null,"billing_code_type":"CPT","billing_code":"97110",""",
            """ "description":"","name":"last","billing_code_type":"CPT","billing_code":"97110",""",
        ];
        string list = string.Join(',', items.Select(static item => $"{{\"negotiation_arrangement\":\"ffs\",{item}{Rates}}}"));
        string text = $"{{\"reporting_entity_name\":\"Payer\",\"provider_references\":[],\"in_network\":[{list}]}}";
        var wanted = new Wanted();
        wanted.AddCode("97110");
        new RateRun { Wanted = wanted }.Run(Source(text), folder);
        Assert.Equal(("é \"first\"|-|12|last", "a|-|-|"), DuckDb.Row<string, string>($"select string_agg(coalesce(name, '-'), '|' order by item), string_agg(coalesce(description, '-'), '|' order by item) from {Table("items")}"));
    }

    /// <summary>Without codes everything may be wanted, and rates are read before their code is known.</summary>
    [Fact]
    public void An_item_whose_code_stands_behind_its_rates_has_it_in_every_row()
    {
        string prices = string.Join(',', Enumerable.Range(0, 5000).Select(static price => $$$"""{"negotiated_type":"negotiated","negotiated_rate":{{{price}}},"billing_class":"professional"}"""));
        string rate = $$$"""{"provider_references":[1],"negotiated_prices":[{{{prices}}}]}""";
        string text = $$$$"""{"reporting_entity_name":"Payer","provider_references":[{"provider_group_id":1,"provider_groups":[{"npi":[1234567893],"tin":{"type":"ein","value":"123456789"}}]}],"in_network":[{"negotiation_arrangement":"ffs","negotiated_rates":[{{{{rate}}}},{{{{rate}}}},{{{{rate}}}}],"billing_code_type":"CPT","billing_code":"97110"}]}""";
        var wanted = new Wanted();
        wanted.Classes.Add("professional");
        new RateRun { Wanted = wanted }.Run(Source(text), folder);
        Assert.Equal((15_000L, 15_000L), DuckDb.Row<long, long>($"select count(*), count(*) filter (billing_code = '97110' and billing_code_type = 'CPT' and negotiation_arrangement = 'ffs') from {Table("rates")}"));
    }

    /// <summary>The numbers of groups were given out by then; rows would name others.</summary>
    [Fact]
    public void A_second_list_of_providers_behind_joined_items_is_refused()
    {
        const string Group = """{"npi":[1234567893],"tin":{"type":"ein","value":"123456789"}}""";
        string text = $$$$"""{"reporting_entity_name":"Payer","provider_references":[{"provider_group_id":1,"provider_groups":[{{{{Group}}}}]}],"in_network":[{"negotiation_arrangement":"ffs","billing_code_type":"CPT","billing_code":"97110","negotiated_rates":[{"provider_references":[2],"provider_groups":[{{{{Group}}}}],"negotiated_prices":[{"negotiated_type":"negotiated","negotiated_rate":5}]}]}],"provider_references":[{"provider_group_id":2,"provider_groups":[{{{{Group}}}},{{{{Group}}}}]}]}""";
        var wanted = new Wanted();
        wanted.AddCode("97110");
        Assert.Contains("both before and behind", Assert.Throws<UnusableRateFileException>(() => new RateRun { Wanted = wanted }.Run(Source(text), folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Amounts_without_a_dictionary_are_read_back()
    {
        string made = Made(inline: false);
        var result = new RateRun().Run(Source(made), folder);
        long prices = result.Tables.Single(table => table.Name == "prices").Rows;
        Assert.True(prices > 3 * Parquet.Column.GroupRows, $"{prices} prices");
        using var document = System.Text.Json.JsonDocument.Parse(made);
        decimal sum = 0;
        long none = 0, at = 0;
        Int128 inOrder = 0;
        foreach (var item in document.RootElement.GetProperty("in_network").EnumerateArray())
            foreach (var rate in item.GetProperty("negotiated_rates").EnumerateArray())
                foreach (var price in rate.GetProperty("negotiated_prices").EnumerateArray())
                {
                    at++;
                    if (price.GetProperty("negotiated_rate").GetRawText() == "1e99")
                    {
                        none++;
                        continue;
                    }
                    decimal amount = price.GetProperty("negotiated_rate").GetDecimal();
                    sum += amount;
                    inOrder += (Int128)(amount * 100) * at;
                }
        Assert.Equal((sum.ToString("0.00", CultureInfo.InvariantCulture), none), DuckDb.Row<string, long>($"select sum(negotiated_rate)::decimal(38,2)::varchar, count(*) filter (negotiated_rate is null) from {Table("prices")}"));
        Assert.Equal((inOrder.ToString(CultureInfo.InvariantCulture), at), DuckDb.Row<string, long>($"select sum((negotiated_rate * 100)::hugeint * (price + 1)::hugeint)::hugeint::varchar, count(*) from {Table("prices")}"));
        var (dictionary, plain) = DuckDb.Row<long, long>($"select count(*) filter (encodings like '%DICTIONARY%'), count(*) filter (encodings not like '%DICTIONARY%') from parquet_metadata({Table("prices")}) where path_in_schema = 'negotiated_rate'");
        Assert.True(dictionary > 0 && plain > 0, $"{dictionary} groups with a dictionary, {plain} without");
    }
}
