using System.Text;
using Xunit;

namespace Quarterhour.Rates.Parsing;

public sealed class DeviationsTests
{
    static unsafe void PassOver(Deviations into, int number)
    {
        byte[] name = Encoding.UTF8.GetBytes($"member{number:D4}");
        fixed (byte* at = name) into.PassOver(new Slice(at, name.Length, false));
    }

    /// <summary>Members of one name come thrice, in any order and by any of three readers: the first 200 by name are counted whole, the rest together.</summary>
    [Fact]
    public void Unknown_members_are_the_same_in_whatever_order_they_come()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            int[] order = [.. Enumerable.Range(0, 900).Select(static i => i % 300)];
            new Random(seed).Shuffle(order);
            Deviations[] readers = [new(), new(), new()];
            for (int i = 0; i < order.Length; i++) PassOver(readers[i % readers.Length], order[i]);
            var all = new Deviations();
            foreach (var reader in readers) all.Take(reader);
            Assert.Equal(201, all.Unknown.Count);
            Assert.All(Enumerable.Range(0, 200), number => Assert.Equal(3, all.Unknown[$"member{number:D4}"]));
            Assert.Equal(300, all.Unknown["..."]);
            Assert.All(readers, static reader => Assert.Empty(reader.Unknown));
        }
    }
}
