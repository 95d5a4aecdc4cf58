using System.Globalization;
using System.IO.Compression;
using System.Text;
using Quarterhour.Rates.Reading;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Rates.Files;

/// <summary>Providers read by two threads are those that one thread reads: extract does the one, convert the other.</summary>
public sealed class ProviderPortionsTests : IDisposable
{
    const int References = 20_000;

    readonly string folder = Directory.CreateTempSubdirectory("portions").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <param name="text">Of the file.</param>
    /// <param name="packed">From gzip, where much of the list may wait.</param>
    static RateSource Source(string text, bool packed = false)
    {
        var file = new MemoryStream();
        if (packed)
            using (var gzip = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(text));
        else file.Write(Encoding.UTF8.GetBytes(text));
        file.Position = 0;
        return RateSource.Open("-", file);
    }

    string Table(string name, string run) => $"'{folder}/{run}/{name}/*.parquet'";

    static Wanted Everything()
    {
        // what every price has: nothing is left out, and yet it is an extract
        var wanted = new Wanted();
        wanted.Classes.Add("professional");
        return wanted;
    }

    /// <summary>An element with whatever payers make of it; some are longer than a portion.</summary>
    static string Element(int number)
    {
        string id = (number % 50) switch { 7 => $"\"{number}\"", 8 => $"{number}.25", 9 => $"\"G{number}\"", 10 => $"{number}.0", _ => number.ToString(CultureInfo.InvariantCulture) };
        string own = number % 97 == 5 ? "" : $"\"provider_group_id\":{id},";
        string npis = string.Join(',', Enumerable.Range(0, number % 2500 == 0 || number is > 15_000 and < 15_006 ? 20_000 : 1 + number % 5).Select(i => 1_000_000_000L + (long)number * 7919 * (i + 1) % 999_999_999));
        string list = (number % 60) switch { 3 => $"\"npi\":\"{npis.Split(',')[0]}\"", 4 => $"\"NPI\":[{npis}]", 5 => "\"npi\":[0]", _ => $"\"npi\":[{npis}]" };
        string odd = number % 211 == 0 ? ",\"unknown_thing\":{\"a\":[1,2]}" : "";
        string name = (number % 3) switch { 0 => "", 1 => $",\"business_name\":\"Practice \\\"{number % 300}\\\" \\u00e9 of the hills\"", _ => $",\"business_name\":\"Dr. {number}\"" };
        return $$"""{{{own}}"network_name":["Network {{number % 3}}"],"provider_groups":[{{{list}},"tin":{"type":"{{(number % 4 == 0 ? "EIN" : "npi")}}","value":"{{100_000_000 + number}}"{{name}}}{{odd}}}]}""";
    }

    static string Made(Func<int, string> element)
    {
        var text = new StringBuilder("""{"reporting_entity_name":"Payer","reporting_entity_type":"payer","last_updated_on":"2026-10-01","version":"2.0.0","provider_references":[""");
        // some ids are defined twice
        text.AppendJoin(',', Enumerable.Range(1, References).Append(1).Append(12_345).Select(element));
        text.Append("""],"in_network":[{"negotiation_arrangement":"ffs","name":"n","billing_code_type":"CPT","billing_code_type_version":"2026","billing_code":"97110","description":"d","negotiated_rates":[""");
        for (int rate = 0; rate < 100; rate++)
            text.Append(rate == 0 ? "" : ",").Append("{\"provider_references\":[").AppendJoin(',', Enumerable.Range(1 + rate * References / 100, References / 100).Select(Named))
                .Append("],\"negotiated_prices\":[{\"negotiated_type\":\"negotiated\",\"negotiated_rate\":5,\"billing_class\":\"professional\"}]}");
        return text.Append("]}]}").ToString();
    }

    static string Named(int number) => (number % 50) switch { 8 => $"{number}.250", 9 => $"\"G{number}\"", _ => number.ToString(CultureInfo.InvariantCulture) };

    [Theory, InlineData(false), InlineData(true)]
    public void Two_threads_read_what_one_reads(bool packed)
    {
        string made = Made(Element);
        var one = new RateRun().Run(Source(made), Path.Combine(folder, "one"));
        var two = new RateRun { Wanted = Everything() }.Run(Source(made, packed), Path.Combine(folder, "two"));
        Assert.Equal((one.Counts.References, one.Counts.Groups, one.Counts.Unresolved, one.Counts.GroupRows, one.Counts.NpiRows), (two.Counts.References, two.Counts.Groups, two.Counts.Unresolved, two.Counts.GroupRows, two.Counts.NpiRows));
        Assert.Equal(one.Deviations.Normalised, two.Deviations.Normalised);
        Assert.Equal(one.Deviations.Dropped, two.Deviations.Dropped);
        Assert.Equal(one.Deviations.Unknown, two.Deviations.Unknown);
        Assert.True(one.Deviations.Unknown["unknown_thing"] > 50 && one.Deviations.Dropped["provider_group_id"] > 100 && one.Counts.Unresolved > 100, "the file is not odd enough");
        // numbers of groups differ, since an extract numbers those that its rates name, as they name them
        foreach (string table in (string[])["provider_references", "rate_references"])
            Assert.Equal((0L, 0L), Differences(table, "*"));
        Assert.Equal((0L, 0L), Differences("provider_groups", "* exclude (provider_group)"));
        string npis = $"select reference, tin, npi, count(*) from {{0}} join {{1}} using (provider_group) group by all";
        string first = npis.Replace("{0}", Table("npis", "one")).Replace("{1}", Table("provider_groups", "one")), second = npis.Replace("{0}", Table("npis", "two")).Replace("{1}", Table("provider_groups", "two"));
        Assert.Equal((0L, 0L), DuckDb.Row<long, long>($"select (select count(*) from ({first} except {second})), (select count(*) from ({second} except {first}))"));
    }

    (long, long) Differences(string table, string columns) => DuckDb.Row<long, long>(
        $"select (select count(*) from (select {columns} from {Table(table, "one")} except all select {columns} from {Table(table, "two")})), (select count(*) from (select {columns} from {Table(table, "two")} except all select {columns} from {Table(table, "one")}))");

    /// <summary>Tax numbers are all different, names come again: the one without a dictionary, the other with.</summary>
    [Fact]
    public void What_is_mostly_new_is_written_without_a_dictionary()
    {
        string made = Made(static number => $$$"""{"provider_group_id":{{{number}}},"provider_groups":[{"npi":[{{{1_000_000_000 + number}}}],"tin":{"type":"ein","value":"{{{200_000_000 + number}}}","business_name":"Practice of the hills {{{number % 4000}}}"}}]}""");
        new RateRun { Wanted = Everything() }.Run(Source(made), Path.Combine(folder, "two"));
        string groups = Table("provider_groups", "two");
        Assert.Equal(("business_name:true provider_group_id:false tin:false", 3L), DuckDb.Row<string, long>(
            $"select string_agg(path_in_schema || ':' || (encodings like '%DICTIONARY%'), ' ' order by path_in_schema), count(*) from parquet_metadata({groups}) where path_in_schema in ('tin', 'business_name', 'provider_group_id')"));
        // one of twenty-five is named by another id
        Assert.Equal((References + 2L - References / 25, 0L), DuckDb.Row<long, long>(
            $"select count(*), count(*) filter (tin <> (200000000 + provider_group_id::int)::varchar or business_name <> 'Practice of the hills ' || provider_group_id::int % 4000) from {groups}"));
    }

    /// <summary>What was written without a dictionary is followed by one long name that comes again and again.</summary>
    [Fact]
    public void Long_values_do_not_fill_memory()
    {
        string much = new('x', 2000);
        string made = Made(number => $$$"""{"provider_group_id":{{{number}}},"provider_groups":[{"npi":[{{{1_000_000_000 + number}}}],"tin":{"type":"ein","value":"{{{200_000_000 + number}}}","business_name":"{{{(number <= 16_500 ? $"Practice {number}" : much + number % 5)}}}"}}]}""");
        new RateRun { Wanted = Everything() }.Run(Source(made), Path.Combine(folder, "two"));
        string groups = Table("provider_groups", "two");
        Assert.Equal((0L, 5L), DuckDb.Row<long, long>(
            $"select count(*) filter (business_name <> case when provider_group_id::int <= 16500 then 'Practice ' || provider_group_id::int else repeat('x', 2000) || provider_group_id::int % 5 end), count(distinct business_name) filter (business_name like 'x%') from {groups}"));
        Assert.Equal((1L, true), DuckDb.Row<long, bool>($"select count(*), bool_and(encodings like '%DICTIONARY%' and total_uncompressed_size < 1000000) from parquet_metadata({groups}) where path_in_schema = 'business_name'"));
    }

    /// <summary>One token of a price stands for many rows.</summary>
    [Fact]
    public void Long_tokens_do_not_fill_memory()
    {
        string much = new('x', 3000);
        var prices = Enumerable.Range(0, 60_000).Select(i => $$"""{"billing_class":"professional","negotiated_type":"negotiated","negotiated_rate":{{i}},"additional_information":"{{(i < 16_500 ? $"note {i}" : much)}}"}""");
        string text = $$"""{"reporting_entity_name":"Payer","in_network":[{"negotiation_arrangement":"ffs","billing_code_type":"CPT","billing_code":"97110","negotiated_rates":[{"provider_groups":[{"npi":[1234567893],"tin":{"type":"ein","value":"123456789"} }],"negotiated_prices":[{{string.Join(',', prices)}}]}]}]}""";
        new RateRun().Run(Source(text), Path.Combine(folder, "one"));
        Assert.Equal((0L, 16_501L), DuckDb.Row<long, long>($"select count(*) filter (additional_information <> case when price < 16500 then 'note ' || price else repeat('x', 3000) end), count(distinct additional_information) from {Table("prices", "one")}"));
        // with a dictionary each is there once
        Assert.Equal((1L, true), DuckDb.Row<long, bool>($"select count(*), bool_and(encodings like '%DICTIONARY%' and total_uncompressed_size < 1000000) from parquet_metadata({Table("prices", "one")}) where path_in_schema = 'additional_information'"));
    }

    [Fact]
    public void What_has_nothing_is_read_all_the_same()
    {
        const string Head = "{'reporting_entity_name':'Payer','in_network':[{'negotiation_arrangement':'ffs','billing_code_type':'CPT','billing_code':'97110','negotiated_rates':[{",
            Tail = ",'negotiated_prices':[{'billing_class':'professional','negotiated_rate':5}]}]}]}";
        string[] texts = [Head + "'provider_groups':[]" + Tail, "{'provider_references':[{'provider_group_id':''},{'provider_group_id':1,'provider_groups':[]}]," + Head[1..] + "'provider_references':[1]" + Tail];
        foreach (string text in texts.Select(static text => text.Replace('\'', '"')))
        {
            var result = new RateRun { Wanted = Everything() }.Run(Source(text), Path.Combine(folder, "two"));
            Assert.Equal((1L, 1L, 0L), (result.Counts.Rates, result.Counts.Prices, result.Counts.GroupRows));
        }
    }

    /// <summary>Two neighbours are read by two threads, and either may be ready first.</summary>
    [Theory, InlineData(false), InlineData(true)]
    public void The_first_of_two_faults_is_told_whoever_meets_it_first(bool packed)
    {
        for (int first = 5000; first < 8000; first += 137)
        {
            string made = Made(number => number == first || number == first + 650 ? "{\"provider_group_id\":1,\"provider_groups\":[{\"npi\":[12x]}]}" : number % 2500 == 0 ? "{}" : Element(number));
            var fault = Assert.Throws<UnusableRateFileException>(() => new RateRun { Wanted = Everything() }.Run(Source(made, packed), Path.Combine(folder, "two")));
            Assert.Equal(made.IndexOf("12x", StringComparison.Ordinal) + 2, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(made).AsSpan(0, (int)fault.Offset)).Length);
        }
    }

    [Theory, InlineData(3, 19_000), InlineData(5000, 5001), InlineData(9999, 15_001), InlineData(19_999, 3_000_000)]
    public void The_first_fault_is_told_where_it_stands(int first, int second)
    {
        First(first, second, packed: false);
        First(first, second, packed: true);
    }

    void First(int first, int second, bool packed)
    {
        string made = Made(number => number == first ? "{\"provider_group_id\":1,\"provider_groups\":[{\"npi\":[12x]}]}" : number == second ? "{\"provider_group_id\":2 \"provider_groups\":[]}" : Element(number));
        // cut off as well, behind both
        if (second > References) made = made[..^1000];
        var one = Assert.Throws<UnusableRateFileException>(() => new RateRun().Run(Source(made), Path.Combine(folder, "one")));
        var two = Assert.Throws<UnusableRateFileException>(() => new RateRun { Wanted = Everything() }.Run(Source(made, packed), Path.Combine(folder, "two")));
        Assert.Equal((one.Message, one.Offset), (two.Message, two.Offset));
        Assert.Equal(made.IndexOf("12x", StringComparison.Ordinal) + 2, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(made).AsSpan(0, (int)two.Offset)).Length);
    }

    /// <summary>An element of more than four megabytes is read and added at once, so that nothing waits at the end of the list.</summary>
    [Fact]
    public void What_was_met_in_a_list_that_is_added_already_is_counted()
    {
        string npis = string.Join(',', Enumerable.Range(0, 400_000).Select(static i => 1_000_000_000L + i));
        string made = Made(number => number == 1 ? $$$"""{"provider_group_id":"1","provider_groups":[{"NPI":[{{{npis}}}],"tin":{"type":"EIN","value":"123456789"}}]}""" : "{}");
        made = made[..made.IndexOf(",{}", StringComparison.Ordinal)] + made[made.IndexOf("],\"in_network\"", StringComparison.Ordinal)..];
        foreach (bool packed in (bool[])[false, true])
        {
            var read = new RateRun { Wanted = Everything() }.Run(Source(made, packed), Path.Combine(folder, "two"));
            Assert.Equal((1L, 1L), (read.Deviations.Normalised.GetValueOrDefault("npi-key-case"), read.Deviations.Normalised.GetValueOrDefault("text-case")));
        }
    }

    /// <summary>The list may wait until something of it is asked for; a fault in it is told all the same, and before one that stands behind it.</summary>
    [Theory, InlineData("97110", "]"), InlineData("97110", "]}]}]x"), InlineData("97112", "]}]}"), InlineData("97112", "]}]}]x"), InlineData("97112", "")]
    public void A_fault_of_the_list_is_told_however_the_file_goes_on(string code, string end)
    {
        foreach (bool packed in (bool[])[false, true])
        {
            string made = Made(static number => number == 19_990 ? "{\"provider_group_id\":1,\"provider_groups\":[{\"npi\":[12x]}]}" : Element(number));
            made = made[..^4] + end;
            var wanted = new Wanted();
            wanted.AddCode(code);
            var fault = Assert.Throws<UnusableRateFileException>(() => new RateRun { Wanted = wanted }.Run(Source(made, packed), Path.Combine(folder, "two")));
            Assert.Equal(made.IndexOf("12x", StringComparison.Ordinal) + 2, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(made).AsSpan(0, (int)fault.Offset)).Length);
        }
    }

    /// <summary>What was read is added while items that nobody wants are passed over, and another list may follow: each name, of any length, stays with its number.</summary>
    [Theory, InlineData(false), InlineData(true)]
    public void Two_lists_with_items_between_that_nobody_wants(bool packed)
    {
        int[] lengths = [8, 9, 256, 257, 1];
        string Element(int n) => $$$"""{"provider_group_id":{{{n}}},"provider_groups":[{"npi":[{{{1_000_000_000 + n}}}],"tin":{"type":"ein","value":"{{{200_000_000 + n}}}","business_name":"{{{new string((char)('a' + n % 26), lengths[n % 5])}}}"}}]}""";
        string Item(string code, IEnumerable<int> references) => $$$"""{"negotiation_arrangement":"ffs","billing_code_type":"CPT","billing_code":"{{{code}}}","negotiated_rates":[{"provider_references":[{{{string.Join(',', references)}}}],"negotiated_prices":[{"billing_class":"professional","negotiated_rate":5}]}]}""";
        string Others(string code) => string.Join(',', Enumerable.Range(1, 3000).Select(i => Item(code, Enumerable.Range(i, 20))));
        string text = "{\"reporting_entity_name\":\"Payer\",\"provider_references\":[" + string.Join(',', Enumerable.Range(1, 30_000).Select(Element)) + "],\"in_network\":[" + Others("1") + "],\"provider_references\":["
            + string.Join(',', Enumerable.Range(30_001, 30_000).Select(Element)) + "],\"in_network\":[" + Others("2") + "," + Item("97110", Enumerable.Range(1, 60_000)) + "]}";
        var wanted = new Wanted();
        wanted.AddCode("97110");
        for (int run = 0; run < 3; run++)
        {
            var read = new RateRun { Wanted = wanted }.Run(Source(text, packed), Path.Combine(folder, "two"));
            Assert.Equal((60_000L, 60_000L, 0L, 60_000L), (read.Counts.References, read.Counts.Groups, read.Counts.Unresolved, read.Counts.GroupRows));
            Assert.Equal((60_000L, 0L), DuckDb.Row<long, long>(
                $"select count(*), count(*) filter (tin <> (200000000 + n)::varchar or business_name <> repeat(chr(97 + n % 26), [8, 9, 256, 257, 1][1 + n % 5])) from (select *, provider_group_id::int n from {Table("rates", "two")})"));
        }
    }
}
