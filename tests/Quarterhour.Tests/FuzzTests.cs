using System.Text;
using Xunit;

namespace Quarterhour.Tests;

/// <summary>Damaged input of every kind: the program ends with a status and a message, never with a fault. Long; ./test --long runs it.</summary>
public sealed class FuzzTests
{
    static readonly byte[][] Seeds = [.. new[] { "clinic-week.csv", "one-visit.csv", "visits.json", "visits.ndjson" }.Select(name => File.ReadAllBytes(Repository.Path("samples", name)))];

    static readonly string[] Words = ["\"", "\n", ",", "{", "}", "[", "]", "\0", "\uFEFF", "-1", "9999999999", "2026-02-30", "visit", "null", "é", "\t", ";", "97110", "medicare", "1e9", "\"\"", "\r"];

    [Theory(Explicit = true), InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public void Bill_never_ends_in_a_fault(int seed)
    {
        var random = new Random(seed);
        string folder = Directory.CreateTempSubdirectory("fuzz").FullName;
        try
        {
            for (int round = 0; round < 2_000; round++)
            {
                byte[] input = Damage(Seeds[random.Next(Seeds.Length)], random);
                string file = Path.Combine(folder, "visits");
                File.WriteAllBytes(file, input);
                string[] options = [.. new[] { "--json", "--sorted", "--accrue", "--explain" }.Where(_ => random.Next(2) == 0)];
                var said = CommandLine.Run(["bill", file, .. options]);
                if (said.Status is 0 or 1 or 2 && !said.Error.Contains("a fault of the program")) continue;
                string kept = Path.Combine(Path.GetTempPath(), $"fuzz-{seed}-{round}");
                File.WriteAllBytes(kept, input);
                Assert.Fail($"round {round} of seed {seed}, {string.Join(' ', options)}: status {said.Status}: {said.Error[..Math.Min(400, said.Error.Length)]} (input kept as {kept})");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static byte[] Damage(byte[] seed, Random random)
    {
        int from = random.Next(Math.Max(1, seed.Length - 4000)), take = Math.Min(seed.Length - from, random.Next(200, 4000));
        // the header stays in most rounds, so that the damage reaches the rows
        int header = Array.IndexOf(seed, (byte)'\n') + 1;
        var bytes = new List<byte>(random.Next(8) == 0 ? [] : seed[..header]);
        bytes.AddRange(seed[from..(from + take)]);
        for (int times = random.Next(1, 12); times > 0 && bytes.Count > 0; times--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Words[random.Next(Words.Length)]));
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 30)));
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, random.Next(1, 60))));
                    break;
            }
        }
        return [.. bytes];
    }
}
