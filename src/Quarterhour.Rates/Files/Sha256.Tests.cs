using Xunit;

namespace Quarterhour.Rates.Files;

public sealed class Sha256Tests
{
    /// <summary>Around the edges of blocks, and longer.</summary>
    [Fact]
    public void It_is_the_frameworks()
    {
        var dice = new Random(1);
        for (int length = 0; length < 300; length++)
        {
            byte[] bytes = new byte[length];
            dice.NextBytes(bytes);
            Assert.Equal(System.Security.Cryptography.SHA256.HashData(bytes), Sha256.Hash(bytes));
        }
    }
}
