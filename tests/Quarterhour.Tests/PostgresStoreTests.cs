using Quarterhour.Practice;
using Quarterhour.Simulation;
using Xunit;

namespace Quarterhour.Tests;

/// <summary>The same on PostgreSQL.</summary>
public sealed class PostgresStoreTests(Postgres server) : StoreTests, IClassFixture<Postgres>
{
    protected override string Fresh() => server.Database();

    [Fact]
    public void The_commands_take_it_by_connection()
    {
        string database = server.Database(), folder = Directory.CreateTempSubdirectory("postgres-cli").FullName, file = Path.Combine(folder, "remit.835");
        var week = SimulatedWeek.Of(7, 8);
        using (var store = PracticeStore.Open(database)) Recording.Record(store, week.Claims, week.Files[0].Submissions, new DateTimeOffset(2026, 5, 11, 9, 0, 0, TimeSpan.Zero));
        File.WriteAllBytes(file, new SimulatedPayer(week.Files[0].File, 7, SimulatedWeek.Tables).FirstRemittance());
        Assert.False(CommandLine.Run("remit", file, "--post", "--json", "--db", database, "--data", folder).Json.GetProperty("posted")[0].GetProperty("before").GetBoolean());
        Assert.True(CommandLine.Run("remit", file, "--post", "--json", "--db", database, "--data", folder).Json.GetProperty("posted")[0].GetProperty("before").GetBoolean());
        Assert.True(CommandLine.Run("report", "expected", "--json", "--db", database, "--data", folder).Json.GetProperty("rows").GetArrayLength() > 0);
        // nothing was written beside it
        Assert.False(File.Exists(PracticeStore.InFolder(folder)));
        Assert.Contains("can't be opened", CommandLine.Run("worklist", "--db", "Host=127.0.0.1;Port=1;Database=none;Timeout=2", "--data", folder).Error, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }
}
