using System.IO.Compression;
using System.Net;
using System.Text;
using Quarterhour.Rates.Reading;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Rates.Files;

/// <summary>Deviations, orders, packings and places of the text, each in a file of a few lines.</summary>
public sealed class OtherFilesTests : IDisposable
{
    const string Head = """{"reporting_entity_name":"A","reporting_entity_type":"issuer","last_updated_on":"2026-01-01","version":"1.3.1",""";

    const string Price = """{"negotiated_type":"negotiated","negotiated_rate":30.5,"expiration_date":"9999-12-31","service_code":["11"],"billing_class":"professional"}""";

    readonly string folder = Directory.CreateTempSubdirectory("rates").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    static string Item(string rates, string head = """ "negotiation_arrangement":"ffs","name":"n","billing_code_type":"CPT","billing_code_type_version":"2026","billing_code":"97110","description":"d" """) => "{" + head + ",\"negotiated_rates\":[" + rates + "]}";

    RateResult Extract(byte[] bytes, Wanted? wanted = null, RemoteGroups? remote = null)
    {
        if (wanted is null) (wanted = new()).AddCode("97110");
        return new RateRun { Wanted = wanted, Remote = remote }.Run(RateSource.Open("-", new MemoryStream(bytes)), folder);
    }

    RateResult Extract(string text, Wanted? wanted = null, RemoteGroups? remote = null) => Extract(Encoding.UTF8.GetBytes(text), wanted, remote);

    static readonly string References = """ "provider_references":[{"provider_groups":[{"NPI":["1234567893",1000000002],"tin":{"type":"EIN","value":123456789}}],"provider_group_id":7.10},{"provider_group_id":"8","provider_groups":{"npi":[0],"tin":{"type":"ein","value":"1"}}}] """;

    static readonly string Items = "\"in_network\":[" + Item($$"""{"provider_references":[7.1,8,9],"negotiated_prices":[{{Price}}]},{"provider_groups":[{"npi":1000000003,"tin":[{"type":"ein","value":"2"}]}],"negotiated_prices":{{Price}}}""") + "]";

    public static TheoryData<bool> Orders => [false, true];

    [Theory, MemberData(nameof(Orders))]
    public void Deviations_are_read_as_meant_and_counted_in_either_order(bool itemsFirst)
    {
        var result = Extract(Head + (itemsFirst ? Items + "," + References : References + "," + Items) + "}");
        var counts = result.Counts;
        Assert.Equal((1, 2, 2, 3, 4, 1, "61.00"), (counts.Items, counts.Rates, counts.Prices, counts.GroupRows, counts.NpiRows, counts.Unresolved, counts.Sum.ToString()));
        Assert.Equal(["group-id-as-text 1", "group-id-fractional 1", "list-for-single 1", "npi-as-text 1", "npi-key-case 1", "number-for-text 1", "single-for-list 3", "text-case 1"], result.Deviations.Normalised.Select(one => $"{one.Key} {one.Value}"));
        Assert.Empty(result.Deviations.Dropped);
    }

    [Fact]
    public void A_code_that_stands_behind_its_rates_is_found()
    {
        string late = "{\"negotiated_rates\":[{\"provider_references\":[1],\"negotiated_prices\":[" + Price + "]}],\"billing_code\":\"97110\",\"billing_code_type\":\"CPT\"}";
        Assert.Equal((1, 1), (Extract(Head + "\"in_network\":[" + late + "," + late.Replace("97110", "97112") + "]}").Counts is var counts ? (counts.Items, counts.Prices) : default));
    }

    [Fact]
    public void Nothing_is_dropped_in_silence()
    {
        var result = Extract(Head + "\"x\":[{}],\"in_network\":[" + Item("{\"provider_references\":[],\"negotiated_prices\":[{\"negotiated_rate\":\"call us\",\"expiration_date\":\"soon\"},{},7,{\"negotiated_rate\":1e30}]}") + "]}");
        Assert.Equal(["expiration_date 1", "negotiated_price 1", "negotiated_rate 2"], result.Deviations.Dropped.Select(one => $"{one.Key} {one.Value}"));
        Assert.Equal((3, "1000000000000000000000000000000.00"), (result.Counts.Prices, result.Counts.Sum.ToString()));
        Assert.Equal(["x"], result.Deviations.Unknown.Keys);
    }

    [Fact]
    public void Filters_leave_out_and_say_so()
    {
        var wanted = new Wanted();
        wanted.AddCode("97110");
        wanted.AddTin("12-3456789");
        var counts = Extract(Head + References + "," + Items + "}", wanted).Counts;
        Assert.Equal((1, 1, 1, 2, 1), (counts.Rates, counts.Prices, counts.GroupRows, counts.NpiRows, counts.FilteredRates));
        wanted.Settings.Add("inpatient");
        Assert.Equal((0, 2), Extract(Head + References + "," + Items + "}", wanted).Counts is var none ? (none.Prices, none.FilteredPrices) : default);
    }

    [Fact]
    public void Every_packing_gives_the_same()
    {
        byte[] plain = Encoding.UTF8.GetBytes(Head + References + "," + Items + "}");
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = archive.CreateEntry("file.json").Open()) entry.Write(plain);
        byte[] twoMembers = [.. Gzip(plain[..100]), .. Gzip(plain[100..]), 0, 0, 0];
        foreach (byte[] packed in new[] { plain, [0xEF, 0xBB, 0xBF, .. plain], Gzip(plain), twoMembers, zip.ToArray() }) Assert.Equal((3, 4), Extract(packed).Counts is var counts ? (counts.GroupRows, counts.NpiRows) : default);
        string path = Path.Combine(folder, "a.zip");
        File.WriteAllBytes(path, zip.ToArray());
        using var source = RateSource.Open(path);
        Assert.Equal(plain.Length, new StreamReader(source.Text).ReadToEnd().Length);
        Assert.Throws<UnusableRateFileException>(() => Extract(Gzip(plain)[..^20]));
    }

    static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return packed.ToArray();
    }

    [Fact]
    public void Values_may_lie_across_blocks_of_any_size()
    {
        byte[] text = Encoding.UTF8.GetBytes(Head + References + "," + Items + "}");
        for (int size = 1; size < 80; size++)
        {
            using var json = new JsonText(new MemoryStream(text), size);
            var walk = new Counting(json);
            walk.Run();
            Assert.Equal((size, 2, 1), (size, walk.References_, walk.Items));
        }
    }

    sealed class Counting(JsonText text) : FileWalk(text, new())
    {
        public int References_, Items;

        protected override void ProviderReference() => References_ += Whole();

        protected override void InNetwork() => Items += Whole();

        int Whole()
        {
            Text.Peek();
            int length = Text.Whole();
            Reader(length).Skip();
            Text.Pass(length);
            return 1;
        }
    }

    [Fact]
    public void Groups_elsewhere_are_fetched_once_and_a_dead_server_is_left_alone()
    {
        using var web = new Web(request => request.EndsWith("/good.json", StringComparison.Ordinal) ? "{\"provider_groups\":[{\"npi\":[1000000004,1000000005],\"tin\":{\"type\":\"ein\",\"value\":\"3\"}}],\"version\":\"1.3.1\"}" : null);
        string text = Head + $$""" "provider_references":[{"provider_group_id":1,"location":"http://payer.example/good.json"},{"provider_group_id":2,"location":"http://payer.example/gone.json"}],"in_network":[""" + Item("{\"provider_references\":[1,2],\"negotiated_prices\":[" + Price + "]},{\"provider_references\":[1],\"negotiated_prices\":[" + Price + "]}") + "]}";
        var remote = new RemoteGroups(new HttpClient(web), TimeSpan.Zero);
        var counts = Extract(text, null, remote).Counts;
        Assert.Equal((2, 4, 1, 1, 1), (counts.GroupRows, counts.NpiRows, counts.Unresolved, remote.Fetched, remote.FailedCount));
        Assert.Equal((2, 4, 1), new RateRun { Remote = new RemoteGroups(new HttpClient(web), TimeSpan.Zero) }.Run(RateSource.Open("-", new MemoryStream(Encoding.UTF8.GetBytes(text))), folder).Counts is var whole ? (whole.GroupRows, whole.NpiRows, whole.Unresolved) : default);
    }

    sealed class Web(Func<string, string?> answer) : HttpMessageHandler
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
            answer(request.RequestUri!.ToString()) is { } text ? new(HttpStatusCode.OK) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text)) } : new(HttpStatusCode.NotFound);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(Send(request, cancellationToken));
    }

    [Fact]
    public void An_index_names_each_file_once()
    {
        using var file = File.OpenRead(Directory.EnumerateFiles(Shared.Path("data", "mrf", "real"), "*_index.json").Single());
        var index = RateIndex.Read(file);
        Assert.Equal((2, 263, 262), (index.Plans, index.Files.Count, index.Files.Count(one => one.File.Kind == "in-network-rates")));
        Assert.Equal(1, index.Deviations.Normalised["list-for-single"]);
    }

    [Fact]
    public void A_probe_tells_networks_and_codes_and_stops()
    {
        var items = new StringBuilder();
        for (int i = 0; i < 1000; i++) items.Append(i == 0 ? "" : ",").Append(Item("{\"provider_references\":[7],\"negotiated_prices\":[" + Price + "]}").Replace("97110", $"{10000 + i}"));
        string text = Head + References.Replace("\"provider_group_id\":7.10", "\"provider_group_id\":7,\"network_name\":[\"Choice\"]") + ",\"in_network\":[" + items + "]}";
        var probe = RateProbe.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), 20_000);
        Assert.Equal((1, true, false, 20_000), (probe.Networks["Choice"], probe.ReferencesFirst, probe.Complete, probe.Bytes));
        Assert.InRange(probe.Items, 20, 100);
        Assert.True(RateProbe.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), long.MaxValue).Complete);
    }
}
