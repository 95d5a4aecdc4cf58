using System.Text;
using Xunit;

namespace Quarterhour.Rates.Reading;

/// <summary>Values longer than what stands before a block lie in one piece, and nothing is lost between them.</summary>
public sealed class JsonTextTests
{
    /// <summary>A block that is given back is read into at once, while its bytes are counted: on whichever side that is late, no value may lose a block. Thousands of blocks are given back while the reader waits for each.</summary>
    [Theory, InlineData(false), InlineData(true)]
    public unsafe void Long_values_are_whole_however_soon_their_blocks_are_read_into(bool inflates)
    {
        const int Size = 4096;
        var dice = new Random(11);
        var written = new StringBuilder("[");
        var values = new List<string>();
        for (int i = 0; i < 60; i++)
        {
            values.Add($"[{string.Join(',', Enumerable.Range(0, dice.Next(1, i % 3 == 0 ? 60_000 : 20)).Select(_ => dice.Next(1_000_000)))}]");
            written.Append(i == 0 ? "" : ",").Append(values[^1]);
        }
        byte[] bytes = Encoding.ASCII.GetBytes(written.Append(']').ToString());
        Assert.True(bytes.Length > 1000 * Size, "blocks enough for one of them to be late");
        for (int round = 0; round < 5; round++)
        {
            using var text = new JsonText(new MemoryStream(bytes), Size, inflates: inflates);
            foreach (string value in values)
            {
                Assert.Contains(text.Peek(), "[,"u8.ToArray());
                text.Step();
                Assert.Equal((byte)'[', text.Peek());
                int length = text.Whole();
                Assert.Equal(value, Encoding.ASCII.GetString(text.At, length));
                text.Pass(length);
            }
            Assert.Equal((byte)']', text.Peek());
            text.Step();
            Assert.Equal(((byte)0, bytes.Length), (text.Peek(), text.Offset));
        }
    }
}
