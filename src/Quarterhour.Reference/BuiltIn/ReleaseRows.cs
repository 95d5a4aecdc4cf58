using System.Text;
using Quarterhour.Billing.Tables;

namespace Quarterhour.Reference.BuiltIn;

/// <summary>edit-releases.csv: the releases of one edit table.</summary>
static class ReleaseRows
{
    public static List<EditRelease> Of(string table)
    {
        List<EditRelease> releases = [];
        var rows = Rows.Of(Embedded.Bytes("edit-releases.csv"));
        while (rows.Next())
        {
            if (!Ascii.Equals(rows.Field(), table)) continue;
            releases.Add(new(rows.Text(), rows.Field() is [(byte)'h', ..] ? Setting.Hospital : Setting.Office, rows.Day(), rows.Day(), rows.Text()));
        }
        return releases;
    }

    /// <summary>How the rows of a release name it: <c>office-2024-07-01</c>.</summary>
    public static string Key(EditRelease release) => $"{(release.Setting == Setting.Hospital ? "hospital" : "office")}-{release.From:yyyy-MM-dd}";
}
