using System.Text;
using Xunit;

namespace Quarterhour.Rates.Reading;

/// <summary>All paths of the scan find what a byte-by-byte reader finds, wherever the text is cut.</summary>
public sealed unsafe class StructureTests
{
    static readonly string[] Parts = ["{", "}", "[", "]", "\"", "\\", "\\\"", "a", " ", ",", ":", "\\\\", "]}", "},{", "\"x\"", "0123456789012345678901234567890123456789"];

    [Fact]
    public void Every_path_agrees_with_a_plain_reader()
    {
        var random = new Random(7);
        foreach (var path in Enum.GetValues<Structure.Path>())
        {
            if (path > Structure.Best) continue;
            Structure.Used = path;
            try
            {
                for (int round = 0; round < 4000; round++) Check(random, path);
            }
            finally
            {
                Structure.Used = Structure.Best;
            }
        }
    }

    static void Check(Random random, Structure.Path path)
    {
        var text = new StringBuilder();
        for (int i = random.Next(1, 60); i > 0; i--) text.Append(Parts[random.Next(Parts.Length)]);
        byte[] bytes = Encoding.ASCII.GetBytes(text.ToString());
        int depth = random.Next(1, 4), expected = Plain(bytes, depth, out int braces);
        byte[] padded = new byte[bytes.Length + BlockRing.Padding];
        bytes.CopyTo(padded, 0);
        padded.AsSpan(bytes.Length).Fill((byte)']');
        var state = ScanState.Within(depth, 0);
        int found = -1;
        fixed (byte* at = padded)
            for (int from = 0; found < 0 && from < bytes.Length;)
            {
                int to = Math.Min(bytes.Length, from + random.Next(1, 150));
                found = Structure.Skip(at, from, to, ref state);
                from = to;
            }
        Assert.Equal((path, text.ToString(), expected), (path, text.ToString(), found));
        if (found >= 0) Assert.Equal(braces % 2 == 0, state.BracesEven);
    }

    static int Plain(byte[] bytes, int depth, out int braces)
    {
        bool inString = false;
        braces = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            switch (bytes[i])
            {
                case (byte)'\\':
                    // outside of strings, where JSON has none, a bracket behind it stays a bracket
                    if (i + 1 < bytes.Length && bytes[i + 1] is (byte)'"' or (byte)'\\') i++;
                    break;
                case (byte)'"':
                    inString = !inString;
                    break;
                case (byte)'{' or (byte)'[' or (byte)'}' or (byte)']' when !inString:
                    if (bytes[i] is (byte)'{' or (byte)'}') braces++;
                    depth += bytes[i] is (byte)'{' or (byte)'[' ? 1 : -1;
                    if (depth == 0) return i + 1;
                    break;
            }
        }
        return -1;
    }
}
