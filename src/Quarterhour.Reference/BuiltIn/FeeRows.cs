using System.Text;
using Quarterhour.Billing.Tables;

namespace Quarterhour.Reference.BuiltIn;

/// <summary>rvu-releases.csv and rvu.csv: relative values and conversion factors.</summary>
static class FeeRows
{
    public static FeeTable Read()
    {
        var releases = Releases();
        var codes = new CodeIndex();
        List<RelativeValues?[]> values = new(256);
        var rows = Rows.Of(Embedded.Bytes("rvu.csv"));
        int at = 0;
        while (rows.Next())
        {
            // rows stand in the order of the releases
            var release = rows.Field();
            while (!Ascii.Equals(release, releases[at].Name)) at++;
            int place = codes.Add(rows.Code());
            if (place == values.Count) values.Add(new RelativeValues?[releases.Count]);
            values[place][at] = new(rows.Letter(), rows.Number(), rows.Number(), rows.Number(), rows.Number(), rows.Letter());
        }
        return new(releases, codes, values);
    }

    static List<FeeRelease> Releases()
    {
        List<FeeRelease> releases = new(32);
        var rows = Rows.Of(Embedded.Bytes("rvu-releases.csv"));
        while (rows.Next()) releases.Add(new(rows.Text(), rows.Day(), rows.Day(), rows.Number(), rows.Text()));
        return releases;
    }
}
