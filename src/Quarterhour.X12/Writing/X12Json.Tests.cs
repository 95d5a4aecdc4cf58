using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.X12;

public class X12JsonTests
{
    /// <summary>Two interchanges, in the second two groups.</summary>
    static byte[] Claims
    {
        get
        {
            string one = File.ReadAllText(Repository.Path("samples", "x12", "claims.837"));
            int gs = one.IndexOf("GS*", StringComparison.Ordinal), iea = one.IndexOf("IEA*", StringComparison.Ordinal);
            return Encoding.ASCII.GetBytes(one + one[..iea] + one[gs..iea] + one[iea..]);
        }
    }

    static string Written(Stream json, int size = 1 << 16)
    {
        var output = new MemoryStream();
        new X12JsonReading(json, new X12Writer(output), size).Read();
        return Encoding.ASCII.GetString(output.ToArray());
    }

    static string Written(string json) => Written(new MemoryStream(Encoding.UTF8.GetBytes(json)));

    /// <summary>The members of every object in another order.</summary>
    static JsonNode? Ordered(JsonNode? node, Func<IEnumerable<KeyValuePair<string, JsonNode?>>, IEnumerable<KeyValuePair<string, JsonNode?>>> order) => node switch
    {
        JsonObject members => new JsonObject(order(members).Select(one => KeyValuePair.Create(one.Key, Ordered(one.Value, order)))),
        JsonArray items => new JsonArray([.. items.Select(one => Ordered(one, order))]),
        _ => node?.DeepClone(),
    };

    public static TheoryData<string, int> Orders => new(from order in (string[])["as written", "by name", "backward", "lists first"] from most in (int[])[1, 7, 1000, 1 << 20] select (order, most));

    static string Of(string order) => order == "as written" ? Encoding.UTF8.GetString(X12Models.ToJson(Claims)) : Ordered(JsonNode.Parse(X12Models.ToJson(Claims)), order switch
    {
        "by name" => static members => members.OrderBy(static one => one.Key, StringComparer.Ordinal),
        "backward" => static members => members.OrderByDescending(static one => one.Key, StringComparer.Ordinal),
        // content and transactions before what heads them
        _ => static members => members.OrderBy(static one => one.Key is not ("content" or "transactions" or "interchanges")),
    })!.ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    [Theory]
    [MemberData(nameof(Orders))]
    public void Is_read_in_pieces_of_any_size_and_with_its_members_in_any_order(string order, int most)
    {
        string json = Of(order);
        Assert.Equal(order is "by name" or "lists first", json.IndexOf("\"content\"", StringComparison.Ordinal) < json.IndexOf("\"isa\"", StringComparison.Ordinal));
        Assert.Equal(Written(new MemoryStream(X12Models.ToJson(Claims))), Written(new X12ReaderTests.Drops(Encoding.UTF8.GetBytes(json), most), 16));
    }

    [Fact]
    public void May_begin_with_a_mark_of_the_byte_order() => Assert.Equal(Written(new MemoryStream(X12Models.ToJson(Claims))), Written(new MemoryStream([0xEF, 0xBB, 0xBF, .. X12Models.ToJson(Claims)])));

    [Fact]
    public void Members_that_nobody_asked_for_are_passed_over()
    {
        string json = Encoding.UTF8.GetString(X12Models.ToJson(Claims));
        Assert.Equal(Written(json), Written(json.Replace("\"isa\"", "\"note\":{\"content\":[[1,{}],\"}\"]},\"\\ud800\":1,\"isa\"", StringComparison.Ordinal)));
    }

    const string Isa = """["00","","00","","ZZ","A","ZZ","B","260504","1200","^","00501","000000001","0","T",":"]""";

    [Theory]
    [InlineData("", "does not contain any JSON tokens")]
    [InlineData("[]", "the file needs a list \"interchanges\"")]
    [InlineData("{}", "the file needs a list \"interchanges\"")]
    [InlineData("{\"interchanges\":{}}", "the file needs a list \"interchanges\"")]
    [InlineData("{\"interchanges\":[{\"content\":[]}]}", "an interchange needs a list \"isa\"")]
    [InlineData("{\"interchanges\":[{\"isa\":[]}]}", "an interchange needs a list \"content\"")]
    [InlineData("{\"interchanges\":[{\"isa\":[],\"content\":[]}]}", "isa has 0 elements")]
    [InlineData("{\"interchanges\":[{\"isa\":" + Isa + ",\"content\":[{\"transactions\":[]}]}]}", "a group needs a list \"gs\"")]
    [InlineData("{\"interchanges\":[{\"isa\":" + Isa + ",\"content\":[],\"content\":[]}]}", "\"content\" twice")]
    [InlineData("{\"interchanges\":[{\"isa\":" + Isa + ",\"content\":[],\"separators\":{\"element\":\"|\"}}]}", "\"separators\" stands behind \"content\"")]
    [InlineData("{\"interchanges\":[{\"isa\":" + Isa + ",\"content\":[[]]}]}", "a segment is empty")]
    [InlineData("{\"interchanges\":[{\"isa\":" + Isa + ",\"content\":[[\"TA1\",1]]}]}", "write numbers as strings")]
    [InlineData("{\"interchanges\":[{\"isa\":" + Isa + ",\"content\":[[\"TA1\",{\"repeat\":[1]}]]}]}", "write numbers as strings")]
    [InlineData("{\"interchanges\":[{\"isa\":" + Isa + ",\"content\":[[\"TA1\",\"\\ud800\"]]}]}", "half a character")]
    [InlineData("{\"interchanges\":[{\"isa\":" + Isa + ",\"content\":[[\"TA1\",{\"\\ud800x\":1}]]}]}", "half a character")]
    [InlineData("{\"interchanges\":[{\"separators\":{\"\\ud800xxxxxx\":\"|\"},\"isa\":" + Isa + ",\"content\":[]}]}", "half a character")]
    [InlineData("{\"interchanges\":[]} {", "is invalid after a single JSON value")]
    [InlineData("{\"interchanges\":[", "Expected depth to be zero")]
    public void What_is_not_of_the_form_is_told(string json, string says)
    {
        var fault = Assert.ThrowsAny<Exception>(() => Written(json));
        Assert.True(fault is FormatException or JsonException, fault.GetType().Name);
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    /// <summary>Whatever stands in it, it is X12 or one of the faults that are told.</summary>
    [Fact]
    public void Damage_of_any_kind_is_told()
    {
        byte[] json = X12Models.ToJson(Claims);
        var random = new Random(7);
        string[] pieces = ["{", "}", "[", "]", "\"", ",", "\\ud800", "null", "1e999", "\"repeat\":"];
        int told = 0;
        for (int i = 0; i < 3000; i++)
        {
            int at = random.Next(json.Length), to = Math.Min(json.Length, at + random.Next(1, 40));
            byte[] damaged = (i % 4) switch
            {
                0 => [.. json[..at], (byte)random.Next(256), .. json[(at + 1)..]],
                1 => [.. json[..at], .. json[to..]],
                2 => [.. json[..to], .. json[at..]],
                _ => [.. json[..at], .. Encoding.UTF8.GetBytes(pieces[random.Next(pieces.Length)]), .. json[at..]],
            };
            try
            {
                Written(new MemoryStream(damaged), 16);
            }
            catch (Exception fault) when (fault is FormatException or JsonException or X12DataException)
            {
                told++;
            }
        }
        Assert.InRange(told, 1000, 2999);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_told_with_their_place()
    {
        byte[] json = Encoding.UTF8.GetBytes("{\"interchanges\":[{\"isa\":" + Isa + ",\"content\":[[\"TA1\",\"?\"]]}]}");
        json[Array.LastIndexOf(json, (byte)'?')] = 0xFF;
        Assert.Contains("[\"TA1\",", Assert.Throws<FormatException>(() => Written(new MemoryStream(json))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_cut_of_a_file_is_told()
    {
        byte[] json = X12Models.ToJson(Claims);
        for (int length = 0; length < json.Length; length += 97) Assert.ThrowsAny<JsonException>(() => Written(new MemoryStream(json, 0, length)));
    }
}
