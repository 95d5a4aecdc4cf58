using Quarterhour.Claims;
using Quarterhour.Practice;
using Quarterhour.Simulation;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Cli.Store;

/// <summary>The records on the command line: claims out, answers in, money posted, what waits, what it tells.</summary>
public sealed class StoreCommandsTests : IDisposable
{
    static readonly DateTimeOffset Now = new(2026, 5, 11, 9, 0, 0, TimeSpan.Zero);

    readonly string folder = Directory.CreateTempSubdirectory("records").FullName;

    readonly SimulatedPayer payer;

    public StoreCommandsTests()
    {
        var week = SimulatedWeek.Of(7, 12);
        using var store = PracticeStore.Open(PracticeStore.InFolder(folder));
        Recording.Record(store, week.Claims, week.Files[0].Submissions, Now);
        payer = new(week.Files[0].File, 7, SimulatedWeek.Tables);
        File.WriteAllBytes(Place("999"), payer.Acknowledgment());
        File.WriteAllBytes(Place("277"), payer.ClaimAcknowledgment());
        File.WriteAllBytes(Place("835"), payer.FirstRemittance());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string Place(string kind) => Path.Combine(folder, "answer." + kind);

    CommandLine Run(params string[] line) => CommandLine.Run([.. line, "--data", folder]);

    [Fact]
    public void Answers_move_claims()
    {
        var run = Run("ack", Place("999"), "--json");
        Assert.Equal((0, "accepted", payer.Outcomes.Count), (run.Status, run.Json.GetProperty("answers")[0].GetProperty("state").GetString(), run.Json.GetProperty("answers")[0].GetProperty("claims").GetArrayLength()));
        var second = Run("ack", Place("277"));
        Assert.Equal(payer.Outcomes.Exists(one => one.Whim == PayersWhim.RejectsBeforehand) ? 1 : 0, second.Status);
        Assert.All(second.Lines, line => Assert.True(line.Length <= 80, line));
        Assert.Equal(2, Run("ack", Place("835")).Status);
    }

    [Fact]
    public void A_remittance_is_posted_once_and_leaves_a_worklist()
    {
        var run = Run("remit", Place("835"), "--post", "--json");
        var posted = run.Json.GetProperty("posted")[0];
        Assert.False(posted.GetProperty("before").GetBoolean());
        Assert.True(posted.GetProperty("matched").GetInt32() > 3);
        Assert.True(Run("remit", Place("835"), "--post", "--json").Json.GetProperty("posted")[0].GetProperty("before").GetBoolean());
        var list = Run("worklist", "--json");
        Assert.Equal((1, posted.GetProperty("queued").GetInt32()), (list.Status, list.Json.GetProperty("items").GetArrayLength()));
        Assert.Contains("did you mean \"denial\"", Run("worklist", "--kind", "denials").Error, StringComparison.Ordinal);
        var text = Run("worklist");
        Assert.All(text.Lines, line => Assert.True(line.Length <= 80, line));
        long item = list.Json.GetProperty("items").EnumerateArray().First(one => one.GetProperty("kind").GetString() is "denial" or "underpayment" or "doubt").GetProperty("item").GetInt64();
        Assert.Equal(2, Run("worklist", "--done", $"{item}").Status);
        Assert.Equal(posted.GetProperty("queued").GetInt32() - 1, Run("worklist", "--done", $"{item}", "--note", "corrected and sent", "--json").Json.GetProperty("items").GetArrayLength());
        Assert.Equal(2, Run("worklist", "--done", $"{item}", "--note", "again").Status);
    }

    [Fact]
    public void One_file_that_can_t_be_used_posts_none()
    {
        File.WriteAllBytes(Place("later"), payer.SecondRemittance()[..^20]);
        var run = Run("remit", Place("835"), Place("later"), "--post", "--json");
        Assert.Equal(2, run.Status);
        Assert.Contains("answer.later is not whole", run.Json.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, Run("worklist").Status);
        using var store = PracticeStore.Open(PracticeStore.InFolder(folder));
        Assert.Equal(0, store.Remittances.Count());
    }

    [Fact]
    public void What_the_records_refuse_of_one_file_does_not_keep_the_others_back()
    {
        // the second tells another sum for the first one's trace
        File.WriteAllBytes(Place("other"), System.Text.Encoding.ASCII.GetBytes(System.Text.Encoding.ASCII.GetString(payer.SecondRemittance()).Replace("SIM7B", "SIM7A", StringComparison.Ordinal)));
        File.WriteAllBytes(Place("later"), payer.SecondRemittance());
        var run = Run("remit", Place("835"), Place("other"), Place("later"), "--post", "--json");
        Assert.Equal(2, run.Status);
        Assert.Equal([Place("835"), Place("later")], run.Json.GetProperty("posted").EnumerateArray().Select(one => one.GetProperty("file").GetString()));
        var refused = Assert.Single(run.Json.GetProperty("not_posted").EnumerateArray());
        Assert.Equal(Place("other"), refused.GetProperty("file").GetString());
        Assert.Contains("trace SIM7A was posted on", refused.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Contains("ask the payer which is right", run.Error, StringComparison.Ordinal);
        var text = Run("remit", Place("835"), Place("other"), "--post");
        Assert.Contains("SIM7A was posted before", text.Out, StringComparison.Ordinal);
        Assert.Contains("not posted:", text.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void From_minutes_to_posted_money_on_the_command_line()
    {
        string own = Directory.CreateDirectory(Path.Combine(folder, "own")).FullName, sent = Path.Combine(own, "week.837");
        string[] line = ["claim", Repository.Path("samples", "clinic-week.csv"), "--practice", Repository.Path("samples", "practice.yaml"), "--out", sent, "--record", "--json", "--date", "2026-05-08", "--data", own];
        var claims = CommandLine.Run(line);
        Assert.NotEqual(2, claims.Status);
        int count = claims.Json.GetProperty("written").GetArrayLength();
        Assert.Equal(("records", count, 0), (claims.Json.GetProperty("numbers").GetString(), claims.Json.GetProperty("recorded").GetProperty("claims").GetInt32(), claims.Json.GetProperty("recorded").GetProperty("claims_before").GetInt32()));
        // the same again changes nothing, and says so
        var again = CommandLine.Run(line);
        Assert.Equal(claims.Status, again.Status);
        Assert.Equal((0, count, 5), (again.Json.GetProperty("recorded").GetProperty("claims").GetInt32(), again.Json.GetProperty("recorded").GetProperty("claims_before").GetInt32(), again.Json.GetProperty("recorded").GetProperty("transactions_before").GetInt32()));
        Assert.Contains($"recorded: 0 claims, {count} recorded before", CommandLine.Run([.. line.Where(word => word != "--json")]).Out, StringComparison.Ordinal);
        using (var store = PracticeStore.Open(PracticeStore.InFolder(own)))
        {
            Assert.Equal((store.Claims.Count(), 5), (store.SubmittedClaims.Count(), store.Submissions.Count()));
            Assert.All(store.Claims, claim => Assert.Equal(Practice.Rows.ClaimState.Sent, claim.State));
        }
        File.WriteAllBytes(Place("999"), CommandLine.Run("x12", "ack", sent).Out.Select(one => (byte)one).ToArray());
        Assert.Equal(0, CommandLine.Run("ack", Place("999"), "--data", own).Status);
        using var after = PracticeStore.Open(PracticeStore.InFolder(own));
        Assert.All(after.Claims, claim => Assert.Equal(Practice.Rows.ClaimState.Accepted, claim.State));
    }

    [Fact]
    public void Another_day_s_run_bills_nothing_twice()
    {
        string own = Directory.CreateDirectory(Path.Combine(folder, "twice")).FullName, sent = Path.Combine(own, "week.837"), later = Path.Combine(own, "later.837");
        CommandLine Claims(string date, string to, params string[] more) => CommandLine.Run(["claim", Repository.Path("samples", "clinic-week.csv"), "--practice", Repository.Path("samples", "practice.yaml"), "--out", to, "--record", "--json", "--date", date, "--data", own, .. more]);
        var first = Claims("2026-05-11", sent);
        int count = first.Json.GetProperty("written").GetArrayLength();
        Assert.Equal(0, first.Json.GetProperty("already_sent").GetArrayLength());
        // the same visits on another day: they are with their payers
        var second = Claims("2026-06-15", later);
        Assert.Equal((first.Status, 0, count, false), (second.Status, second.Json.GetProperty("written").GetArrayLength(), second.Json.GetProperty("already_sent").GetArrayLength(), File.Exists(later)));
        var told = second.Json.GetProperty("already_sent")[0];
        Assert.Equal(("sent", "week.837"), (told.GetProperty("state").GetString(), told.GetProperty("file").GetString()));
        var text = CommandLine.Run("claim", Repository.Path("samples", "clinic-week.csv"), "--practice", Repository.Path("samples", "practice.yaml"), "--out", later, "--record", "--date", "2026-06-15", "--data", own);
        Assert.Contains($"left out: {count} claims", text.Out, StringComparison.Ordinal);
        Assert.All(text.Lines, line => Assert.True(line.Length <= 80, line));
        // what was rejected goes, and nothing else
        File.WriteAllBytes(Place("999"), CommandLine.Run("x12", "ack", sent).Out.Select(one => (byte)one).ToArray());
        CommandLine.Run("ack", Place("999"), "--data", own);
        string rejected = first.Json.GetProperty("written")[3].GetProperty("claim").GetString()!;
        using (var store = PracticeStore.Open(PracticeStore.InFolder(own)))
        {
            store.Claims.Single(row => row.Number == rejected).State = Practice.Rows.ClaimState.Rejected;
            store.SaveChanges();
        }
        Assert.Equal(rejected, Assert.Single(Claims("2026-06-15", later).Json.GetProperty("written").EnumerateArray()).GetProperty("claim").GetString());
        // once more, because a person says so: nobody's state falls back
        Assert.Equal(count, Claims("2026-06-16", later, "--again").Json.GetProperty("written").GetArrayLength());
        using var after = PracticeStore.Open(PracticeStore.InFolder(own));
        Assert.All(after.Claims, claim => Assert.Equal(claim.Number == rejected ? Practice.Rows.ClaimState.Sent : Practice.Rows.ClaimState.Accepted, claim.State));
    }

    [Fact]
    public void A_file_that_is_cut_off_posts_nothing()
    {
        string cut = Place("cut");
        byte[] whole = File.ReadAllBytes(Place("835"));
        File.WriteAllBytes(cut, whole[..(whole.Length / 2)]);
        var run = Run("remit", cut, "--post", "--json");
        Assert.Equal(2, run.Status);
        Assert.Contains("Nothing was posted", run.Json.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, Run("worklist").Status);
    }

    [Theory]
    [InlineData("clean-claims")]
    [InlineData("denials")]
    [InlineData("denial-codes")]
    [InlineData("denial-causes")]
    [InlineData("days")]
    [InlineData("expected")]
    public void Reports_in_every_form(string name)
    {
        Run("ack", Place("999"), Place("277"));
        Run("remit", Place("835"), "--post");
        var text = Run("report", name);
        Assert.Equal((0, ""), (text.Status, text.Error));
        Assert.Contains("medicare", text.Out, StringComparison.Ordinal);
        string[] csv = Run("report", name, "--format", "csv").Out.TrimEnd().Split('\n');
        Assert.True(csv.Length > 1);
        Assert.All(csv, line => Assert.Equal(csv[0].Split(',').Length, line.Split(',').Length));
        Assert.Equal(csv.Length - 1, Run("report", name, "--json").Json.GetProperty("rows").GetArrayLength());
        var svg = System.Xml.Linq.XDocument.Parse(Run("report", name, "--format", "svg").Out);
        Assert.Equal(csv.Length - 1, svg.Descendants().Count(one => one.Name.LocalName == "rect"));
        Assert.Contains("nothing yet", Run("report", name, "--to", "2025-01-01").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_expected_and_paid_is_what_was_posted()
    {
        File.WriteAllBytes(Place("later"), payer.SecondRemittance());
        Run("remit", Place("835"), Place("later"), "--post");
        var row = Run("report", "expected", "--json").Json.GetProperty("rows")[0];
        Assert.Equal((Dollars(payer.Outcomes.Where(one => one.Whim != PayersWhim.LosesNumber).Sum(one => one.Paid)), Dollars(payer.Outcomes.Sum(one => one.Underpaid)), Dollars(payer.Outcomes.SelectMany(one => one.Denials).Sum(one => one.Cents))),
            (row.GetProperty("paid").GetString(), row.GetProperty("underpaid").GetString(), row.GetProperty("refused").GetString()));
    }

    static string Dollars(long cents) => (cents / 100m).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public void A_claim_tells_where_every_cent_went()
    {
        Run("remit", Place("835"), "--post");
        Assert.True(Run("claims", "--json").Json.GetProperty("claims").GetArrayLength() > 1);
        Assert.Contains("medicare", Run("claims").Out, StringComparison.Ordinal);
        var outcome = payer.Outcomes.First(one => one.Whim is PayersWhim.Pays or PayersWhim.Underpays or PayersWhim.DropsModifiers);
        var text = Run("claims", outcome.Claim);
        Assert.Equal(0, text.Status);
        Assert.All(text.Lines, line => Assert.True(line.Length <= 80, line));
        var lines = Run("claims", outcome.Claim, "--json").Json.GetProperty("lines").EnumerateArray().ToList();
        Assert.Equal(Dollars(outcome.Paid), Dollars(lines.Sum(line => Cents(line.GetProperty("paid")))));
        Assert.All(lines, line => Assert.Equal(Cents(line.GetProperty("charge")), Cents(line.GetProperty("paid")) + line.GetProperty("differences").EnumerateObject().Sum(part => Cents(part.Value))));
        Assert.Equal(2, Run("claims", "NONE").Status);
    }

    static long Cents(System.Text.Json.JsonElement money) => (long)(decimal.Parse(money.GetString()!, System.Globalization.CultureInfo.InvariantCulture) * 100);

    [Fact]
    public void A_copy_is_made_and_put_back_and_the_trail_is_held_against_an_anchor()
    {
        using (var store = PracticeStore.Open(PracticeStore.InFolder(folder)))
            for (int i = 0; i < 3; i++) AuditTrail.Note(store, new("a1", "Ann"), Now, "read", "patients", $"p{i}", "");
        var whole = Run("audit", "verify", "--json");
        Assert.Equal((0, 3L, true), (whole.Status, whole.Json.GetProperty("entries").GetInt64(), whole.Json.GetProperty("intact").GetBoolean()));
        string anchor = $"3:{whole.Json.GetProperty("last").GetString()}";
        Assert.Contains($"the last is {anchor}", Run("audit", "verify").Out.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Equal(0, Run("audit", "verify", "--anchor", anchor).Status);
        // a copy, whole; never over another
        string copy = Path.Combine(folder, "copy.db");
        var made = Run("backup", copy, "--json");
        Assert.Equal((0, new FileInfo(copy).Length), (made.Status, made.Json.GetProperty("bytes").GetInt64()));
        Assert.Contains("never written over", Run("backup", copy).Error, StringComparison.Ordinal);
        // what was written since is gone with the copy put back, and kept beside it; the anchor of then finds out
        using (var store = PracticeStore.Open(PracticeStore.InFolder(folder))) AuditTrail.Note(store, new("a1", "Ann"), Now, "read", "patients", "p3", "");
        string later = $"4:{Run("audit", "verify", "--json").Json.GetProperty("last").GetString()}";
        var restored = Run("restore", copy, "--json");
        Assert.Equal((0, 3L, true), (restored.Status, restored.Json.GetProperty("entries").GetInt64(), restored.Json.GetProperty("intact").GetBoolean()));
        Assert.True(File.Exists(restored.Json.GetProperty("before").GetString()));
        Assert.Equal(0, Run("audit", "verify", "--anchor", anchor).Status);
        var older = Run("audit", "verify", "--anchor", later, "--json");
        Assert.Equal((1, false), (older.Status, older.Json.GetProperty("intact").GetBoolean()));
        Assert.Contains("entry 4 is not the one of the anchor", older.Json.GetProperty("fault").GetString(), StringComparison.Ordinal);
        Assert.Contains("is not N:HASH", Run("audit", "verify", "--anchor", "3").Error, StringComparison.Ordinal);
        Assert.Contains("there is no copy", Run("restore", Path.Combine(folder, "none.db")).Error, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, "bad.db"), "nothing of a database in it, and yet more than a hundred bytes long, so that it is looked at as if it were one of them");
        Assert.Equal(2, Run("restore", Path.Combine(folder, "bad.db")).Status);
        Assert.Equal(0, Run("audit", "verify", "--anchor", anchor).Status);
    }

    [Fact]
    public void A_report_that_is_none_is_said() => Assert.Contains("is no report", Run("report", "denail-codes").Error, StringComparison.Ordinal);
}
