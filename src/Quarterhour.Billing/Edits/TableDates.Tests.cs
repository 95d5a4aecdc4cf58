using Quarterhour.Billing.Tables;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Edits;

public sealed class TableDatesTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var releases = new Dictionary<string, EditRelease>(StringComparer.Ordinal);
        var run = StandIns(one.Given.Only("stood_in", "other_part")["stood_in"], releases);
        run.Add(StandIns(one.Given["other_part"], releases));
        one.Expect.Holds(Found.All([.. TableDates.Notes(run)]));
    }

    /// <summary>A release's name and, after it, the date for which it stood in.</summary>
    static StandIns StandIns(Node given, Dictionary<string, EditRelease> releases)
    {
        var standIns = new StandIns();
        foreach (string line in given.Items.Select(line => line.Text))
        {
            string release = line[..^11];
            if (!releases.TryGetValue(release, out var known)) releases[release] = known = new(release, Setting.Office, new(2024, 7, 1), new(2024, 9, 30), "made for tests");
            standIns.Add(known, DateOnly.Parse(line[^10..]));
        }
        return standIns;
    }
}
