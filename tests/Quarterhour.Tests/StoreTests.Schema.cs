using Microsoft.EntityFrameworkCore;
using Quarterhour.Practice;
using Xunit;

namespace Quarterhour.Tests;

/// <summary>How records become those of a later version.</summary>
public abstract partial class StoreTests
{
    [Fact]
    public void From_each_version_to_the_newest_with_what_is_in_it()
    {
        // one more than there are, so that the way up is tried from every version that exists
        IReadOnlyList<SchemaVersion> next = [.. SchemaVersion.All, new(SchemaVersion.All[^1].Number + 1, "alter table claim add column later text")];
        for (int version = 1; version <= SchemaVersion.All.Count; version++)
        {
            string connection = Fresh();
            using (var old = PracticeStore.Open(connection, [.. SchemaVersion.All.Take(version)]))
                old.Database.ExecuteSqlRaw("insert into control_number (kind, last) values ('claim', 41)");
            using (var upgraded = PracticeStore.Open(connection, next))
            {
                Assert.Equal(42, upgraded.NextNumbers("claim"));
                Recording.Record(upgraded, [One], [], Now);
                Assert.Equal(1, upgraded.Database.ExecuteSqlRaw("update claim set later = 'there'"));
            }
            Assert.Contains("use the newer program", Assert.Throws<UnusableStoreException>(() => PracticeStore.Open(connection)).Message, StringComparison.Ordinal);
        }
    }

    const string Before = """
        insert into claim (number, visit, payer, payer_number, patient, member, day, charge_cents, frequency, state, made_at, json) values ('OLD$id', '$number', '', '', '', '', '2026-05-04', 1, 1, '$state', '', '{}');
        insert into visit (id, number, facility, patient, clinician, payer, day, state, version, outcome, blocks, units, made_at, json) values ('$id', '$number', 'F1', 'P1', 'PT1', 'medicare', '2026-05-04', 'Signed', 1, 'clean', '', 1, '', '{"visit":"$number","discipline":"$discipline","interventions":[{"code":"97110"$clock}]}')
        """;

    /// <summary>What versions 5 and 8 say of visits in columns, it finds in what was written before.</summary>
    [Fact]
    public void Visits_of_before_get_their_discipline_their_claim_and_their_clock()
    {
        for (int version = 2; version <= 4; version++)
        {
            string connection = Fresh();
            using (var old = PracticeStore.Open(connection, [.. SchemaVersion.All.Take(version)]))
                foreach (var (id, number, discipline, state) in ((string, string, string, string)[])[("v1", One.Visit, "OT", "Sent"), ("v2", "NONE", "SLP", "Withdrawn")])
                {
                    using var command = old.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // a test's own words
                    command.CommandText = Before.Replace("$id", id, StringComparison.Ordinal).Replace("$number", number, StringComparison.Ordinal).Replace("$discipline", discipline, StringComparison.Ordinal).Replace("$state", state, StringComparison.Ordinal).Replace("$clock", id == "v1" ? ",\"start\":\"09:00\"" : "", StringComparison.Ordinal);
#pragma warning restore CA2100
                    command.ExecuteNonQuery();
                }
            using var upgraded = PracticeStore.Open(connection);
            Assert.Equal([("OT", "OLDv1", true), ("SLP", null, false)], upgraded.Visits.OrderBy(row => row.Id).AsEnumerable().Select(row => (row.Discipline, row.Claim, row.Timed)));
        }
    }

    [Fact]
    public async Task Several_who_open_new_records_at_once_make_them_once()
    {
        string connection = Fresh();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => PracticeStore.Open(connection).Dispose())));
        using var store = PracticeStore.Open(connection);
        Assert.Equal(0, store.Claims.Count());
    }
}
