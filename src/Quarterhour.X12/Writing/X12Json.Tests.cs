using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.X12;

public class X12JsonTests
{
    static byte[] Claims => File.ReadAllBytes(Repository.Path("samples", "x12", "claims.837"));

    /// <summary>A stream that gives a few bytes at a time, so that every token is once cut in the middle.</summary>
    sealed class Trickle(byte[] bytes, int most) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, most));
    }

    static string Written(Stream json)
    {
        var output = new MemoryStream();
        X12Json.Read(json, new X12Writer(output));
        return Encoding.ASCII.GetString(output.ToArray());
    }

    static string Written(string json) => Written(new MemoryStream(Encoding.UTF8.GetBytes(json)));

    /// <summary>As a program writes it that sorts the members of every object by name, forward or backward.</summary>
    static JsonNode? Sorted(JsonNode? node, int direction) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(one => one.Key, Comparer<string>.Create((a, b) => direction * string.CompareOrdinal(a, b))).Select(one => KeyValuePair.Create(one.Key, Sorted(one.Value, direction)))),
        JsonArray items => new JsonArray([.. items.Select(one => Sorted(one, direction))]),
        _ => node?.DeepClone(),
    };

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Is_read_in_pieces_of_any_size(int most) =>
        Assert.Equal(Written(new MemoryStream(X12Models.ToJson(Claims))), Written(new Trickle(X12Models.ToJson(Claims), most)));

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Is_read_with_its_members_in_any_order(int direction)
    {
        byte[] json = X12Models.ToJson(Claims);
        string sorted = Sorted(JsonNode.Parse(json), direction)!.ToJsonString();
        // sorted by name, the list of an interchange stands before its isa; backward, the isa comes first
        Assert.Equal(direction > 0, sorted.IndexOf("\"content\"", StringComparison.Ordinal) < sorted.IndexOf("\"isa\"", StringComparison.Ordinal));
        Assert.Equal(Written(new MemoryStream(json)), Written(sorted));
    }

    [Fact]
    public void May_begin_with_a_mark_of_the_byte_order() => Assert.Equal(Written(new MemoryStream(X12Models.ToJson(Claims))), Written(new MemoryStream([0xEF, 0xBB, 0xBF, .. X12Models.ToJson(Claims)])));

    [Fact]
    public void Members_that_nobody_asked_for_are_passed_over()
    {
        string json = Encoding.UTF8.GetString(X12Models.ToJson(Claims));
        Assert.Equal(Written(json), Written(json.Replace("\"isa\"", "\"note\":{\"content\":[[1,{}],\"}\"]},\"isa\"", StringComparison.Ordinal)));
    }

    const string Isa = """["00","","00","","ZZ","A","ZZ","B","260504","1200","^","00501","000000001","0","T",":"]""";

    [Theory]
    [InlineData("", "")]
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
    [InlineData("{\"interchanges\":[]} {", "")]
    [InlineData("{\"interchanges\":[", "")]
    public void What_is_not_of_the_form_is_told(string json, string says)
    {
        var fault = Assert.ThrowsAny<Exception>(() => Written(json));
        Assert.True(fault is FormatException or JsonException, fault.GetType().Name);
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_cut_of_a_file_is_told()
    {
        byte[] json = X12Models.ToJson(Claims);
        for (int length = 0; length < json.Length; length += 97) Assert.ThrowsAny<JsonException>(() => Written(new MemoryStream(json, 0, length)));
    }
}
