using System.IO.Pipelines;
using System.Text;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.X12;

public class X12ReaderTests
{
    static readonly string Clean = MadeX12.Claim();

    static List<string> Segments(byte[] bytes, Findings? findings = null)
    {
        using var reader = X12Reader.Open(bytes, findings);
        var all = new List<string>();
        while (reader.Read()) all.Add(reader.Segment.ToString());
        return all;
    }

    static List<string> Segments(string text, Findings? findings = null) => Segments(MadeX12.Bytes(text), findings);

    static string[] Plain => Clean.Split('~', StringSplitOptions.RemoveEmptyEntries);

    [Theory]
    [InlineData("~", "~\n")]
    [InlineData("~", "~\r\n")]
    [InlineData("~", "\n")]
    [InlineData("~", "\r\n")]
    [InlineData("~", "\r")]
    [InlineData("~", "~  \r\n  ")]
    public void Ends_of_line_wherever_they_occur(string old, string fresh)
    {
        var findings = new Findings();
        Assert.Equal(Plain, Segments(Clean.Replace(old, fresh, StringComparison.Ordinal), findings));
        Assert.Empty(findings);
    }

    [Theory]
    [InlineData('|', '!', '>', '\\')]
    [InlineData('\x1D', '\x1F', '\x1E', '\x1C')]
    [InlineData('+', ':', '\'', '@')]
    public void Separators_come_from_ISA(char element, char component, char terminator, char repetition)
    {
        string text = Clean.Replace('*', element).Replace(':', component).Replace('~', terminator).Replace('^', repetition);
        var findings = new Findings();
        Assert.Equal(Plain.Length, Segments(text, findings).Count);
        Assert.Empty(findings);
        Assert.Empty(X12Check.Run(MadeX12.Bytes(text)).Findings);
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over()
    {
        var findings = new Findings();
        Assert.Equal(Plain, Segments([0xEF, 0xBB, 0xBF, .. MadeX12.Bytes(Clean)], findings));
        Assert.Empty(findings);
    }

    [Fact]
    public void Interchanges_may_have_separators_of_their_own()
    {
        string other = Clean.Replace('*', '|').Replace('~', '!');
        var findings = new Findings();
        using var reader = X12Reader.Open(MadeX12.Bytes(Clean + "\n" + other + Clean), findings);
        var seen = new List<byte>();
        while (reader.Read())
            if (reader.Code == Tag.CLM) seen.Add(reader.Segment.Delimiters.Element);
        Assert.Equal("*|*"u8.ToArray(), seen);
        Assert.Equal(3, reader.InterchangeNumber);
        Assert.Empty(findings);
    }

    [Fact]
    public void Version_4010_has_no_repetition_separator()
    {
        using var reader = X12Reader.Open(MadeX12.Bytes(Clean.Replace("*^*00501*", "*U*00401*", StringComparison.Ordinal)));
        Assert.True(reader.Read());
        Assert.Equal(0, reader.Segment.Delimiters.Repetition);
        Assert.Equal("00401", reader.Interchange!.Version);
    }

    [Fact]
    public void Bytes_one_by_one_give_the_same()
    {
        using var reader = X12Reader.Open(new Drops(MadeX12.Bytes(Clean + Clean.Replace('~', '!')), 1));
        var all = new List<string>();
        while (reader.Read()) all.Add(reader.Segment.ToString());
        Assert.Equal([.. Plain, .. Plain], all);
    }

    [Fact]
    public async Task A_pipe_gives_the_same()
    {
        var pipe = new Pipe();
        var writing = Task.Run(async () =>
        {
            foreach (byte[] part in MadeX12.Bytes(Clean).Chunk(37)) await pipe.Writer.WriteAsync(part, TestContext.Current.CancellationToken);
            await pipe.Writer.CompleteAsync();
        }, TestContext.Current.CancellationToken);
        using var reader = X12Reader.Open(pipe.Reader);
        var all = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken)) all.Add(reader.Segment.ToString());
        await writing;
        Assert.Equal(Plain, all);
    }

    [Fact]
    public void Places_are_bytes_of_the_file()
    {
        byte[] bytes = MadeX12.Bytes(Clean.Replace("~", "~\r\n", StringComparison.Ordinal));
        using var reader = X12Reader.Open(new Drops(bytes, 100));
        while (reader.Read()) Assert.Equal(reader.Segment.ToString(), Encoding.ASCII.GetString(bytes, (int)reader.Offset, reader.Segment.Bytes.Length));
    }

    [Fact]
    public void A_segment_of_ten_megabytes_is_passed_over_in_little_memory()
    {
        string text = MadeX12.Claim(("REF*6R*L1~", $"REF*6R*L1~NTE*ADD*{new string('X', 10_000_000)}~"));
        var findings = new Findings();
        using var reader = X12Reader.Open(new Drops(MadeX12.Bytes(text), 65536), findings, longest: 1 << 16);
        int last = 0;
        long kept = 0;
        while (reader.Read()) (last, kept) = (reader.Position, Math.Max(kept, reader.Segment.Bytes.Length));
        Assert.Contains("envelope-segment-too-long", findings.Counts.Keys);
        Assert.Equal(1 << 16, kept);
        Assert.True(last == 0, "the rest was read");
        Assert.DoesNotContain("envelope-se-missing", findings.Counts.Keys);
    }

    [Theory]
    [InlineData("BIN*5*A~B*C~", "BIN*5*A~B*C")]
    [InlineData("BIN*9*ABC~", "BIN*9*ABC")]
    [InlineData("BIN*x*ABC~", "BIN*x*ABC")]
    [InlineData("BDS*ASC*3*~~~~", "BDS*ASC*3*~~~")]
    public void Binary_data_may_hold_separators(string segment, string read) => Assert.Contains(read, Segments(MadeX12.Transaction("275", "005010X211", segment[..^1])));

    [Fact]
    public void An_amount_is_exact()
    {
        using var reader = X12Reader.Open(MadeX12.Bytes(MadeX12.Transaction("835", "005010X221A1", "AMT*A*12345678901234.56*-0.10*1e5*+1*.5*5.* 1*--1")));
        while (reader.Read())
            if (reader.Code == Tag.AMT)
                Assert.Equal([null, 12345678901234.56m, -0.1m, null, null, 0.5m, 5m, null, null, null], Enumerable.Range(1, 10).Select(element => Amount(reader, element)));

        static decimal? Amount(X12Reader reader, int element) => reader.Segment.Amount(element);
    }

    /// <summary>A stream that gives few bytes at a time.</summary>
    internal sealed class Drops(byte[] bytes, int most) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, most)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, most));
    }
}
