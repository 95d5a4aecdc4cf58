using System.Diagnostics;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Practice;
using Quarterhour.Practice.Rows;
using Quarterhour.Simulation;
using Xunit;

namespace Quarterhour.Tests;

/// <summary>Remittances that are damaged, and programs that are killed while they post: nothing half, nothing twice, no crash.</summary>
public sealed class RemitFuzzTests : IDisposable
{
    static readonly DateTimeOffset Now = new(2026, 5, 22, 9, 0, 0, TimeSpan.Zero);

    readonly string folder = Directory.CreateTempSubdirectory("remitfuzz").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>CsCheck_Iter asks for more.</summary>
    [Fact]
    public void A_damaged_remittance_is_posted_to_the_cent_or_not_at_all()
    {
        var week = SimulatedWeek.Of(11, 8);
        var payer = new SimulatedPayer(week.Files[0].File, 11, SimulatedWeek.Tables);
        byte[] good = payer.FirstRemittance();
        string place = PracticeStore.InFolder(folder), start = Path.Combine(folder, "start.db");
        using (var store = PracticeStore.Open(start)) Recording.Record(store, week.Claims, week.Files[0].Submissions, Now);
        int posted = 0, refused = 0;
        Gen.Select(Gen.Int[0, 3], Gen.Int[106, good.Length - 1], Gen.Int[1, 40], Gen.Byte).Sample((kind, at, length, fresh) =>
        {
            byte[] bad = Damage(good, kind, at, length, fresh);
            File.Copy(start, place, overwrite: true);
            using var store = PracticeStore.Open(place);
            try
            {
                Posting.Post(store, bad, "bad.835", Now);
                posted++;
            }
            catch (UnusableStoreException)
            {
                refused++;
                Assert.Equal((0, 0, 0), (store.Files.Count(), store.Postings.Count(), store.Queue.Count()));
                return;
            }
            foreach (var remittance in store.Remittances.AsNoTracking().ToList())
            {
                var rows = store.Postings.AsNoTracking().Where(row => row.Remittance == remittance.Id).ToList();
                long sum = rows.Where(row => row.Kind == PostingRow.Payment).Sum(row => row.AmountCents) - rows.Where(row => row.Kind == PostingRow.Provider).Sum(row => row.AmountCents);
                // what does not come out is on the worklist with its difference
                Assert.Equal(sum - remittance.AmountCents, store.Queue.Where(row => row.Kind == "payment").Sum(row => row.AmountCents));
            }
            foreach (var decision in store.Decisions.AsNoTracking().Where(row => row.Claim != null).ToList())
                Assert.Equal(decision.ChargeCents, store.Postings.Where(row => row.Decision == decision.Id && row.Claim != null).Sum(row => row.AmountCents));
        }, iter: 150, threads: 1);
        Assert.True(posted > 10 && refused > 10, $"{posted} posted, {refused} refused");
    }

    static byte[] Damage(byte[] good, int kind, int at, int length, byte fresh)
    {
        length = Math.Min(length, good.Length - at);
        return kind switch
        {
            0 => good[..at],
            1 => [.. good[..at], .. good[(at + length)..]],
            2 => [.. good[..(at + length)], .. good[at..]],
            _ => [.. good[..at], fresh, .. good[(at + 1)..]],
        };
    }

    /// <summary>The command itself, killed at any moment, on SQLite.</summary>
    [Fact(Explicit = true)]
    public async Task A_program_that_is_killed_while_it_posts_leaves_all_or_nothing()
    {
        var token = TestContext.Current.CancellationToken;
        var week = SimulatedWeek.Of(12, 400);
        using (var store = PracticeStore.Open(PracticeStore.InFolder(folder))) Recording.Record(store, week.Claims, week.Files[0].Submissions, Now);
        string file = Path.Combine(folder, "remit.835");
        var payer = new SimulatedPayer(week.Files[0].File, 12, SimulatedWeek.Tables);
        await File.WriteAllBytesAsync(file, payer.FirstRemittance(), token);
        var random = new Random(1);
        int killed = 0;
        for (int tries = 0; tries < 40; tries++)
        {
            using var process = Start(file);
            await Task.Delay(random.Next(200, 3000), token);
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                killed++;
            }
            await process.WaitForExitAsync(token);
            using var store = PracticeStore.Open(PracticeStore.InFolder(folder));
            if (store.Remittances.Any()) break;
            Assert.Equal((0, 0, 0), (store.Files.Count(), store.Decisions.Count(), store.Postings.Count()));
        }
        Assert.True(killed > 0);
        for (int i = 0; i < 2; i++)
        {
            using var last = Start(file);
            await last.WaitForExitAsync(token);
            Assert.InRange(last.ExitCode, 0, 1);
        }
        using var after = PracticeStore.Open(PracticeStore.InFolder(folder));
        Assert.Equal(1, after.Remittances.Count());
        Assert.Equal(after.Remittances.Single().AmountCents, after.Postings.Where(row => row.Kind == PostingRow.Payment).Sum(row => row.AmountCents) - after.Postings.Where(row => row.Kind == PostingRow.Provider).Sum(row => row.AmountCents));
    }

    Process Start(string file) => Process.Start(new ProcessStartInfo(Repository.Path("artifacts", "bin", "Quarterhour.Cli", "debug", "quarterhour-cli"), ["remit", file, "--post", "--json", "--data", folder]) { RedirectStandardOutput = true, UseShellExecute = false })!;
}
