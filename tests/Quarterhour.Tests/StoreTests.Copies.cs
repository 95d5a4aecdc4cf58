using Microsoft.EntityFrameworkCore;
using Quarterhour.Practice;
using Xunit;

namespace Quarterhour.Tests;

/// <summary>Copies made while the records are in use, and put back.</summary>
public abstract partial class StoreTests
{
    [Fact]
    public void A_copy_made_in_use_is_whole_and_goes_back()
    {
        string connection = Fresh(), folder = Directory.CreateTempSubdirectory("copy").FullName, copy = Path.Combine(folder, "copy"), back = Fresh();
        using (var store = PracticeStore.Open(connection))
        {
            Visits(store).Add([Visit("V1")]);
            StoreCopy.Make(connection, copy);
            Visits(store).Add([Visit("V2")]);
        }
        Assert.Contains("never written over", Assert.Throws<UnusableStoreException>(() => StoreCopy.Make(connection, copy)).Message, StringComparison.Ordinal);
        Assert.Null(StoreCopy.Restore(copy, back, Now));
        using (var restored = PracticeStore.Open(back))
        {
            Assert.Equal(["V1"], restored.Visits.Select(row => row.Number).ToList());
            Assert.Null(AuditTrail.Verify(restored).Fault);
        }
        if (!connection.Contains("Host=", StringComparison.Ordinal))
        {
            // what is there stays beside it; and not while somebody has it open
            using (var open = PracticeStore.Open(back))
            {
                open.Visits.Count();
                Assert.Contains("end the application first", Assert.Throws<UnusableStoreException>(() => StoreCopy.Restore(copy, back, Now)).Message, StringComparison.Ordinal);
            }
            Assert.True(File.Exists(StoreCopy.Restore(copy, back, Now)));
            File.WriteAllText(copy + ".bad", "not a database at all, and long enough to be looked at as one by whoever reads its first page");
            Assert.Throws<UnusableStoreException>(() => StoreCopy.Restore(copy + ".bad", back, Now));
            using var kept = PracticeStore.Open(back);
            Assert.Equal(1, kept.Visits.Count());
        }
        Directory.Delete(folder, recursive: true);
    }
}
