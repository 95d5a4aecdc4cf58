using Quarterhour.X12;
using Xunit;

namespace Quarterhour.Tests;

/// <summary>Damaged files: every one-byte mutation and every truncation ends in findings, never in an exception or a hang. A sample here; all of them with ./test --long.</summary>
public sealed class X12FuzzTests
{
    /// <summary>Bytes that hurt most: separators, ends, blanks, letters, digits, minus, zero, the highest.</summary>
    static ReadOnlySpan<byte> Hurting => "*:~^\n\r A0-.\0\x7F"u8;

    static List<byte[]> Seeds()
    {
        List<byte[]> seeds = [MadeX12.Bytes(MadeX12.Claim()), MadeX12.Bytes(MadeX12.Payment(MadeX12.ClaimPayment)), .. Directory.EnumerateFiles(Repository.Path("samples", "x12"), "*.8*").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        return seeds;
    }

    /// <summary>Thirty files of all kinds, the smallest of each first.</summary>
    static List<byte[]> Fixtures() => [.. X12FixtureTests.Rows().Select(row => (row, X12FixtureTests.Bytes(row))).Where(one => one.Item2.Length < 8000)
        .GroupBy(one => one.row.Transactions).SelectMany(kind => kind.OrderBy(one => one.Item2.Length).Take(3)).Select(one => one.Item2).Take(30)];

    [Fact]
    public void Some_mutations_and_truncations_of_our_own_files() => Assert.True(Damage(Seeds(), everyByte: 11, everyEnd: 17, all: false) > 2000);

    [Fact]
    public void Some_mutations_and_truncations_of_thirty_files() => Assert.True(Damage(Fixtures(), everyByte: 97, everyEnd: 89, all: false) > 1000);

    [Fact(Explicit = true)]
    public void Every_byte_of_thirty_files_becomes_what_hurts_most() => Damage(Fixtures(), everyByte: 1, everyEnd: 1, all: false);

    [Fact(Explicit = true)]
    public void All_mutations_and_truncations_of_thirty_files() => Damage(Fixtures(), everyByte: 1, everyEnd: 1, all: true);

    [Theory(Explicit = true), InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public void Random_damage(int seed)
    {
        var random = new Random(seed);
        var seeds = Seeds();
        for (int round = 0; round < 20_000; round++)
        {
            byte[] bytes = [.. seeds[random.Next(seeds.Count)]];
            for (int times = random.Next(1, 30); times > 0; times--)
            {
                int at = random.Next(bytes.Length), length = random.Next(Math.Min(200, bytes.Length - at));
                bytes = random.Next(3) switch
                {
                    0 => [.. bytes[..at], .. bytes[(at + length)..], (byte)'~'],
                    1 => [.. bytes[..at], .. bytes[at..(at + length)], .. bytes[at..]],
                    _ => [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]],
                };
            }
            Survives(bytes);
        }
    }

    static int Damage(List<byte[]> seeds, int everyByte, int everyEnd, bool all)
    {
        int tried = 0;
        foreach (byte[] seed in seeds)
        {
            byte[] bytes = [.. seed];
            for (int at = tried % everyByte; at < bytes.Length; at += everyByte)
            {
                byte was = bytes[at];
                int last = all ? 256 : Hurting.Length;
                for (int i = 0; i < last; i++)
                {
                    bytes[at] = all ? (byte)i : Hurting[i];
                    Survives(bytes);
                    tried++;
                }
                bytes[at] = was;
            }
            for (int end = 0; end < seed.Length; end += everyEnd)
            {
                Survives(seed[..end]);
                tried++;
            }
        }
        return tried;
    }

    static void Survives(byte[] bytes)
    {
        Survives(bytes, static given => Assert.True(X12Check.Run(given).Findings.Count <= 10_000));
        // whatever was read can be held as models, and what can't be written is refused in words
        Survives(bytes, static given => X12Models.Write(X12Models.Read(given)));
        Survives(bytes, static given => X12Models.FromJson(X12Models.ToJson(given)));
        Survives(bytes, static given => MadeX12.Copied(given));
    }

    static void Survives(byte[] bytes, Action<byte[]> work)
    {
        try
        {
            work(bytes);
        }
        catch (Exception refused) when (refused is X12DataException or FormatException)
        {
            Assert.NotEmpty(refused.Message);
        }
        catch (Exception fault) when (fault is not Xunit.Sdk.IAssertionException)
        {
            string kept = Path.Combine(Path.GetTempPath(), $"x12-{Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes))[..12]}");
            File.WriteAllBytes(kept, bytes);
            Assert.Fail($"{fault} (input kept as {kept})");
        }
    }
}
