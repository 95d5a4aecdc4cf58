using System.Runtime.CompilerServices;
using Xunit;

namespace Quarterhour.Rates.Parsing;

/// <summary>Words of prices by number, batch after batch.</summary>
public sealed class RateBatchTests
{
    static Known Word(string text) => new(new(System.Text.Encoding.UTF8.GetBytes(text)), [], []);

    /// <summary>A date that comes a few times in a file must not hold the notes that stood beside it.</summary>
    [Fact]
    public void A_word_that_is_kept_holds_no_other()
    {
        var batch = new RateBatch();
        var kept = Word("2027-01-01");
        var other = List(batch, kept);
        batch.Clear();
        GC.Collect();
        Assert.False(other.IsAlive);
        Assert.Equal((1, kept), (batch.NumberOf(kept), batch.Known[1]));
        batch.Return();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static WeakReference List(RateBatch batch, Known kept)
    {
        var other = Word("a note of one price");
        Assert.Equal((1, 2, 1), (batch.NumberOf(kept), batch.NumberOf(other), batch.NumberOf(kept)));
        return new(other);
    }

    [Fact]
    public void Words_have_their_numbers_in_each_batch_and_behind_its_growing()
    {
        var words = Enumerable.Range(0, 1000).Select(static number => Word($"{number}")).ToArray();
        RateBatch one = new(), another = new();
        for (int round = 0; round < 3; round++)
        {
            foreach (var batch in new[] { one, another })
            {
                for (int i = 0; i < words.Length; i++) Assert.Equal(i + 1, batch.NumberOf(words[(i + round) % words.Length]));
                for (int i = 0; i < words.Length; i++) Assert.Same(words[i], batch.Known[batch.NumberOf(words[i])]);
                Assert.Null(batch.Known[batch.NumberOf(null)]);
            }
            one.Clear();
            another.Clear();
        }
        one.Return();
        another.Return();
    }
}
