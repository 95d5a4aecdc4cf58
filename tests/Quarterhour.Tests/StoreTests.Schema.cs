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

    [Fact]
    public async Task Several_who_open_new_records_at_once_make_them_once()
    {
        string connection = Fresh();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => PracticeStore.Open(connection).Dispose())));
        using var store = PracticeStore.Open(connection);
        Assert.Equal(0, store.Claims.Count());
    }
}
