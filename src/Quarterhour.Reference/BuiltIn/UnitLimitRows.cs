using System.Text;
using Quarterhour.Billing.Tables;

namespace Quarterhour.Reference.BuiltIn;

/// <summary>unit-limits.csv: the medically unlikely edits, release after release.</summary>
static class UnitLimitRows
{
    public static UnitLimitTable Read()
    {
        List<UnitLimitRelease> releases = [];
        foreach (var release in ReleaseRows.Of("unit-limits")) releases.Add(Limits(release));
        return new(releases);
    }

    static UnitLimitRelease Limits(EditRelease release)
    {
        string key = ReleaseRows.Key(release);
        var codes = new CodeIndex();
        var limits = new UnitLimit[256];
        var rows = Rows.Of(Embedded.Bytes("unit-limits.csv"));
        while (rows.Next())
        {
            if (!Ascii.Equals(rows.Field(), key)) continue;
            int place = codes.Add(rows.Code());
            if (place == limits.Length) Array.Resize(ref limits, 2 * place);
            limits[place] = new(rows.Whole(), rows.Letter());
        }
        return new(release, codes, limits[..codes.Count]);
    }
}
