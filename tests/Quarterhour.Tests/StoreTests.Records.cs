using Microsoft.EntityFrameworkCore;
using Quarterhour.Claims;
using Quarterhour.Practice;
using Quarterhour.Practice.Rows;
using Xunit;

namespace Quarterhour.Tests;

/// <summary>The practice's own records, and the trail of who read and changed them.</summary>
public abstract partial class StoreTests
{
    static readonly Who Ann = new("a1", "Ann Biller");

    static readonly Seals Reversed = new(static text => new([.. text.Reverse()]), static text => new([.. text.Reverse()]));

    static RecordBook Book(PracticeStore store) => new(store, Ann, Reversed, new CommandLine.Noon());

    static VisitBook Visits(PracticeStore store) => new(store, Ann, new CommandLine.Noon());

    /// <summary>Many who read at once: each entry is there when its reader goes on, the trail is whole, and what was together went together.</summary>
    [Fact]
    public async Task Reads_of_many_at_once_stand_in_the_trail_before_each_goes_on()
    {
        string connection = Fresh();
        PracticeStore.Open(connection).Dispose();
        using var group = new TrailGroup(() => PracticeStore.Again(connection));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(reader => Task.Factory.StartNew(() =>
        {
            using var own = PracticeStore.Again(connection);
            for (int i = 0; i < 10; i++)
            {
                string id = $"{reader}-{i}";
                group.Add(new(Ann, Now, "read", "patients", id, "F1"));
                Assert.True(own.Trail.AsNoTracking().Any(row => row.Record == id));
            }
        }, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        using var store = PracticeStore.Open(connection);
        Assert.Equal((80L, null), (AuditTrail.Verify(store).Entries, AuditTrail.Verify(store).Fault));
    }

    static VisitRow Visit(string number, string facility = "F1") => new()
    {
        Id = PracticeStore.NewId(), Number = number, Facility = facility, Patient = "P1", Clinician = "PT1", Payer = "medicare", Day = MadeDecisions.Day, State = VisitState.Open, Version = 1, Outcome = "empty", Blocks = "", Units = 0, MadeAt = "", Json = "{}",
    };

    [Fact]
    public void A_practice_file_and_the_records_are_one_model()
    {
        using var store = PracticeStore.Open(Fresh());
        var practice = MadePractice.Read(MadePractice.Yaml);
        Assert.Equal((11, 0), Book(store).Load(practice));
        Assert.Equal((0, 0), Book(store).Load(practice));
        Assert.Equal((1, 1), Book(store).Load(MadePractice.Read(MadePractice.Yaml.Replace("Ada, birth", "Adele, birth", StringComparison.Ordinal).Replace("PTA1, last: Pace", "PTA2, last: Pace", StringComparison.Ordinal))));
        var read = Book(store).Practice(["medicare", "commercial-cms"]);
        // a claim that is prepared from the records is the one that is prepared from the file
        var from = MadePractice.Preparation(practice).Prepare(MadePractice.Bill(MadePractice.Visit()));
        var kept = MadePractice.Preparation(read).Prepare(MadePractice.Bill(MadePractice.Visit()));
        Assert.Empty(kept.Holds);
        Assert.Equal("Adele", kept.Claim!.Patient.Name.First);
        Assert.Equal(from.Claim!.Coverage, kept.Claim.Coverage);
        Assert.Equal(from.Claim.Billing.TaxId, kept.Claim.Billing.TaxId);
        // identifiers are closed where they stand
        Assert.DoesNotContain("1S00", store.Records.AsNoTracking().Single(row => row.Kind == "coverages").Fields, StringComparison.Ordinal);
        Assert.DoesNotContain(store.Trail.AsNoTracking().Select(row => row.Content), content => content!.Contains("1S00", StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_record_was_stays_and_two_who_change_it_are_told()
    {
        using var store = PracticeStore.Open(Fresh());
        var book = Book(store);
        var made = book.Make("rooms", new Dictionary<string, string> { ["id"] = "R1", ["name"] = "Gym", ["facility"] = "F1" }, "F1");
        book.Change(made.Id, 1, new Dictionary<string, string> { ["id"] = "R1", ["name"] = "Large gym", ["facility"] = "F1" });
        Assert.Throws<ChangedMeanwhileException>(() => book.Change(made.Id, 1, new Dictionary<string, string> { ["id"] = "R1", ["name"] = "Small gym", ["facility"] = "F1" }));
        Assert.Contains("in the records already", Assert.Throws<UnusableStoreException>(() => book.Make("rooms", new Dictionary<string, string> { ["id"] = "R1" })).Message, StringComparison.Ordinal);
        book.End(made.Id, 2);
        Assert.Throws<ChangedMeanwhileException>(() => book.End(made.Id, 3));
        var history = store.Trail.AsNoTracking().Where(row => row.Record == made.Id).OrderBy(row => row.Number).ToList();
        Assert.Equal(["made 1", "changed 2", "ended 3"], history.Select(row => $"{row.Action} {row.Version}"));
        Assert.Equal("Gym", book.Opened(history[0].Content!)["name"]);
        Assert.ThrowsAny<Exception>(() => store.Database.ExecuteSqlRaw("delete from record"));
    }

    [Fact]
    public void A_signed_visit_changes_by_addenda_alone()
    {
        using var store = PracticeStore.Open(Fresh());
        var visit = Visit("V1");
        Visits(store).Add([visit]);
        Assert.Equal(2, Visits(store).Save(visit.Id, 1, row => row.Units = 3).Version);
        Assert.Contains("Ann Biller changed this visit at 12:00", Assert.Throws<ChangedMeanwhileException>(() => Visits(store).Save(visit.Id, 1, row => row.Units = 4)).Message, StringComparison.Ordinal);
        Assert.Equal(("Ann Biller", VisitState.Signed), Visits(store).Sign(visit.Id, 2) is var signed ? (signed.SignedBy, signed.State) : default);
        Assert.Throws<UnusableStoreException>(() => Visits(store).Save(visit.Id, 3, row => row.Units = 4));
        Assert.Throws<UnusableStoreException>(() => Visits(store).End(visit.Id, 3));
        Visits(store).Save(visit.Id, 3, row => row.Units = 2, "The last quarter hour was not furnished");
        Assert.Equal(2, store.Visits.AsNoTracking().Single().Units);
        Assert.Equal("The last quarter hour was not furnished", store.Addenda.AsNoTracking().Single().Words);
        Assert.ThrowsAny<Exception>(() => store.Database.ExecuteSqlRaw("update addendum set words = 'other'"));
        Assert.Throws<UnusableStoreException>(() => Visits(store).Add([Visit("V1")]));
    }

    [Fact]
    public void A_store_shows_the_facilities_that_it_is_opened_for()
    {
        string connection = Fresh();
        using var all = PracticeStore.Open(connection);
        VisitRow here = Visit("V1"), there = Visit("V2", "F2");
        Visits(all).Add([here, there]);
        Book(all).Make("rooms", new Dictionary<string, string> { ["id"] = "R2" }, "F2");
        Recording.Record(all, [One], [], Now);
        all.Database.ExecuteSqlRaw("update claim set facility = 'F2'");
        using var store = PracticeStore.Open(connection);
        store.Seen = ["F1"];
        Assert.Equal("V1", Assert.Single(store.Visits.ToList()).Number);
        Assert.Equal(0, store.Records.Count());
        Assert.Equal(0, store.Claims.Count());
        Assert.DoesNotContain(store.Trail.ToList(), row => row.Facility == "F2");
        Assert.Contains("no such visit", Assert.Throws<UnusableStoreException>(() => Visits(store).Sign(there.Id, 1)).Message, StringComparison.Ordinal);
        store.Seen = [];
        Assert.Equal(0, store.Visits.Count());
    }

    [Theory]
    [InlineData("update audit_entry set name = 'Nobody' where number = 3", "entry 3 was changed")]
    [InlineData("update audit_entry set content = 'x' where number = 2", "entry 2 was changed")]
    [InlineData("delete from audit_entry where number = 2", "entry 2 is not there")]
    [InlineData("delete from audit_entry where number = 1", "entry 1 is not there")]
    [InlineData("delete from audit_entry where number = 5", "entry 5 and what followed are gone: 5 were written, 4 are there")]
    [InlineData("delete from audit_entry", "entry 1 and what followed are gone")]
    [InlineData("update audit_entry set number = 99 where number = 2; update audit_entry set number = 2 where number = 3; update audit_entry set number = 3 where number = 99", "entry 2 does not follow the one before")]
    [InlineData("insert into audit_entry (number, at, account, name, facility, action, kind, record, previous, hash) select 6, at, account, name, facility, action, kind, record, hash, 'made up' from audit_entry where number = 5", "entry 6 was changed")]
    public void Whatever_is_done_to_the_trail_is_found(string sql, string message)
    {
        using var store = PracticeStore.Open(Fresh());
        for (int i = 1; i <= 5; i++) AuditTrail.Note(store, Ann, Now, "read", "visits", $"v{i}", "F1");
        var whole = AuditTrail.Verify(store);
        Assert.Equal((5L, null), (whole.Entries, whole.Fault));
        // while the triggers stand, nothing can be done
        Assert.ThrowsAny<Exception>(() => store.Database.ExecuteSqlRaw(sql.StartsWith("insert", StringComparison.Ordinal) ? "update audit_entry set name = ''" : sql));
        Assert.Null(AuditTrail.Verify(store).Fault);
        foreach (string trigger in (string[])["audit_entry_stays", "audit_entry_kept"])
            store.Database.ExecuteSqlRaw(store.Database.ProviderName!.Contains("Sqlite", StringComparison.Ordinal) ? $"drop trigger {trigger}" : $"drop trigger if exists {trigger} on audit_entry");
        store.Database.ExecuteSqlRaw(sql);
        Assert.Contains(message, AuditTrail.Verify(store).Fault!.Message, StringComparison.Ordinal);
    }
}
