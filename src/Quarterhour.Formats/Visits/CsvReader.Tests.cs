using System.Text;
using Xunit;

namespace Quarterhour.Formats.Visits;

public sealed class CsvReaderTests
{
    [Theory]
    [InlineData("a,b\nc,d\n", "1:a|b 2:c|d")]
    [InlineData("a,b\r\n\r\nc,d", "1:a|b 3:c|d")]
    [InlineData("\"a,b\",\" c \"\n", "1:a,b|c")]
    [InlineData("\"a\"\"b\",c\n", "1:a\"b|c")]
    [InlineData("\"a\nb\",c\nd,e\n", "1:a\nb|c 3:d|e")]
    [InlineData("5\" band,b\nc,d\n", "1:5\" band|b 2:c|d")]
    [InlineData("a,b\nc,\"d\ne,f\ng,h\n", "1:a|b 2:? 3:e|f 4:g|h")]
    [InlineData("a,\"b", "1:?")]
    public void Records(string text, string expected) => Assert.Equal(expected, string.Join(' ', Read(text)));

    [Fact]
    public void A_quote_left_open_in_a_large_file_costs_one_line()
    {
        var rows = Enumerable.Range(2, 300_000).Select(i => $"{i},x");
        var read = Read($"1,\"x\n{string.Join('\n', rows)}\n").ToList();
        Assert.Equal(300_001, read.Count);
        Assert.Equal("1:?", read[0]);
        Assert.Equal("2:2|x", read[1]);
        Assert.Equal("300001:300001|x", read[^1]);
    }

    static IEnumerable<string> Read(string text)
    {
        var csv = new CsvReader(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        while (csv.Read())
            yield return $"{csv.Line}:" + (csv.Fault is not null ? "?" : string.Join('|', Enumerable.Range(0, csv.Count).Select(i => Encoding.UTF8.GetString(csv[i]))));
    }
}
