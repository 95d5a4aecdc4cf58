using Microsoft.EntityFrameworkCore;
using Quarterhour.Claims;
using Quarterhour.Practice;
using Quarterhour.Practice.Rows;
using Xunit;
using static Quarterhour.Tests.MadeDecisions;

namespace Quarterhour.Tests;

public abstract partial class StoreTests
{
    static Claim Replacement(decimal charge, string theirs) => Claim("VQ-P7", Line("VQ-P7-1", "97110", charge)) with { Visit = "VQ", Frequency = ClaimFrequency.Replacement, PayerControlNumber = theirs };

    static Claim Original(decimal charge) => Claim("VQ-P1", Line("VQ-P1-1", "97110", charge)) with { Visit = "VQ" };

    static Claim Numbered(PracticeStore store, Claim claim)
    {
        var (numbered, why) = Numbering.Of(store, claim);
        Assert.Null(why);
        Recording.Record(store, [numbered!], [], Now);
        return numbered!;
    }

    [Fact]
    public void A_second_replacement_has_a_number_of_its_own()
    {
        var (store, _) = With();
        using (store)
        {
            Assert.Equal("VQ-P7", Numbered(store, Replacement(100m, "ICN1")).Number);
            var second = Numbered(store, Replacement(90m, "ICN2"));
            Assert.Equal(("VQ-P7B", "VQ-P7B-1"), (second.Number, second.Lines[0].ControlNumber));
            Assert.Equal("VQ-P7C", Numbered(store, Replacement(80m, "ICN3")).Number);
            // each again is the same
            Assert.Equal(["VQ-P7", "VQ-P7B", "VQ-P7C"], new[] { Replacement(100m, "ICN1"), Replacement(90m, "ICN2"), Replacement(80m, "ICN3") }.Select(claim => Numbered(store, claim).Number));
            Assert.Equal(3, store.Claims.Count());
        }
    }

    [Fact]
    public void A_rejected_claim_goes_out_again_under_the_next_number()
    {
        var (store, _) = With();
        using (store)
        {
            Numbered(store, Original(100m));
            Sent(store, "VQ-P1");
            var (none, why) = Numbering.Of(store, Original(90m));
            Assert.Null(none);
            Assert.Contains("it was sent before as VQ-P1, otherwise than now, and that is sent", why, StringComparison.Ordinal);
            store.Database.ExecuteSqlRaw("update claim set state = 'Rejected' where number = 'VQ-P1'");
            Assert.Equal("VQ-P1B", Numbered(store, Original(90m)).Number);
            // and once another took its place, the rejected one does not
            store.Database.ExecuteSqlRaw("update claim set state = 'Sent' where number = 'VQ-P1B'");
            Assert.Contains("it was sent before as VQ-P1B", Numbering.Of(store, Original(100m)).Why, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_with_its_payer_goes_once_more_only_where_a_person_says_so()
    {
        var (store, _) = With(One, Other);
        using (store)
        {
            Submission File(string number, params string[] claims) => new(number + "0001", "medicare-oh", "house", number, number.TrimStart('0'), "0001", $"{number}.837", $"hash {number}", [.. claims]) { Date = Day };
            Assert.Empty(Numbering.Sent(store, ["QH1", "QH2"]));
            Recording.Record(store, [], [File("000000001", "QH1", "QH2")], Now);
            Assert.Equal(("000000001.837", ClaimState.Sent), (Numbering.Sent(store, ["QH1"])["QH1"].File, Numbering.Sent(store, ["QH1"])["QH1"].State));
            Assert.Equal("2026-05-04T00:00:00Z", store.Claims.AsNoTracking().First(row => row.Number == "QH1").SentAt);
            Post(store, Remittance(Payment(), Usual()));
            var refused = Assert.Throws<UnusableStoreException>(() => Recording.Record(store, [], [File("000000002", "QH1", "QH2")], Now));
            Assert.Contains("claim QH1 was sent before and is paid", refused.Message, StringComparison.Ordinal);
            store.Database.ExecuteSqlRaw("update claim set state = 'Rejected' where number = 'QH2'");
            Assert.Equal(["QH1"], Numbering.Sent(store, ["QH1", "QH2"]).Keys);
        }
    }

    [Fact]
    public void A_second_copy_moves_no_claim_back()
    {
        var (store, connection) = With(One);
        using (store)
        {
            Sent(store, "QH1");
            Post(store, Remittance(Payment(), Usual()));
        }
        using var later = PracticeStore.Open(connection);
        Recording.Record(later, [], [new("000000002" + "0001", "medicare-oh", "house", "000000002", "2", "0001", "2.837", "other", ["QH1"])], Now.AddDays(9), again: true);
        Assert.Equal((ClaimState.Paid, PracticeStore.Moment(Now)), (later.Claims.Single().State, later.Claims.Single().SentAt));
    }

    [Fact]
    public void What_was_never_sent_gives_way()
    {
        var (store, _) = With();
        using (store)
        {
            Numbered(store, Original(100m));
            Assert.Equal("VQ-P1B", Numbered(store, Original(90m)).Number);
            Assert.Equal([("VQ-P1", ClaimState.Withdrawn), ("VQ-P1B", ClaimState.Made)], store.Claims.AsNoTracking().OrderBy(row => row.Number).AsEnumerable().Select(row => (row.Number, row.State)));
        }
    }

    [Fact]
    public void A_price_that_is_expected_anew_is_no_other_claim()
    {
        var (store, _) = With(One);
        using (store)
        {
            var repriced = One with { Lines = [One.Lines[0] with { Expected = One.Lines[0].Expected! with { Allowed = 51m } }, One.Lines[1]] };
            Assert.Equal((0, 1), (Recording.Record(store, [repriced], [], Now).Claims, Recording.Record(store, [repriced], [], Now).ClaimsBefore));
        }
    }

    static void Sent(PracticeStore store, string claim) => Recording.Record(store, [], [new("000000001" + "0001", "medicare-oh", "house", "000000001", "1", "0001", "1.837", "hash", [claim])], Now);

    [Fact]
    public void A_control_number_that_went_out_is_not_given_to_another_file()
    {
        var practice = MadePractice.Read(MadePractice.Yaml);
        var claim = MadePractice.Claim();
        var (store, _) = With(claim);
        using (store)
        {
            var first = Assert.Single(Transmissions.Of(practice, [claim], Day));
            string interchange = first.Control.ToString("D9", System.Globalization.CultureInfo.InvariantCulture);
            Recording.Record(store, [], [new(first.Transactions[0].Number, "medicare", "house", interchange, $"{first.Control}", "0001", "1.837", Hash(first), [claim.Number])], Now);
            bool IsTaken(Transmission file) => Numbering.IsTaken(store, file.Control.ToString("D9", System.Globalization.CultureInfo.InvariantCulture), Hash(file));
            // the same file has the same number; another that would have it takes the next
            Assert.Equal(first.Control, Assert.Single(Transmissions.Of(practice, [claim], Day, isTaken: IsTaken)).Control);
            Assert.Contains("went out before", Assert.Throws<OverflowException>(() => Transmissions.Of(practice, [claim], Day.AddDays(1), first.Control, isTaken: IsTaken)).Message, StringComparison.Ordinal);
            store.Database.ExecuteSqlRaw("update submission set hash = 'another'");
            var second = Assert.Single(Transmissions.Of(practice, [claim], Day, isTaken: IsTaken));
            Assert.Equal((first.Control % 999_999_999 + 1, $"{second.Control:D9}0001"), (second.Control, second.Transactions[0].Number));
        }
    }

    static string Hash(Transmission file)
    {
        using var stream = new MemoryStream();
        file.Write(stream);
        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(stream.ToArray()));
    }
}
