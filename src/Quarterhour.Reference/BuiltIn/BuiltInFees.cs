using System.Text;
using Quarterhour.Billing.Tables;

namespace Quarterhour.Reference.BuiltIn;

/// <summary>rvu-releases.csv and rvu.csv: relative values and conversion factors of the catalogue's codes.</summary>
static class BuiltInFees
{
    public static FeeTable Read() => new(Books());

    public static List<FeeBook> Books()
    {
        var releases = Releases();
        var text = Embedded.Bytes("rvu.csv");
        int most = text.AsSpan().Count((byte)'\n');
        var (keys, values, codes) = (new ulong[most], new FeeRow[most], new CodeIndex());
        List<FeeBook> books = new(releases.Count);
        var rows = Rows.Of(text);
        int count = 0, first = 0, at = 0;
        while (rows.Next())
        {
            // rows stand in the order of the releases, those of one in the order of their codes
            var release = rows.Field();
            for (; !Ascii.Equals(release, releases[at].Name); at++) Close();
            var code = rows.Code();
            codes.Add(code);
            keys[count] = FeeRows.Key(code, default);
            values[count++] = new(rows.Letter(), rows.TenThousandths(), rows.TenThousandths(), rows.TenThousandths(), rows.TenThousandths(), rows.Letter());
        }
        Close();
        return books;

        void Close()
        {
            var found = new FeeRows(keys.AsMemory(first, count - first), values.AsMemory(first, count - first));
            books.Add(new(releases[at], found.Count, () => found, IsOfWholeFile(releases[at]) ? codes.Contains : static _ => false));
            first = count;
        }
    }

    /// <summary>To 2025 the catalogue's codes were cut from whole files; the file of 2026 is itself a cut.</summary>
    static bool IsOfWholeFile(FeeRelease release) => release.From.Year <= 2025;

    static List<FeeRelease> Releases()
    {
        List<FeeRelease> releases = new(32);
        var rows = Rows.Of(Embedded.Bytes("rvu-releases.csv"));
        while (rows.Next()) releases.Add(new(rows.Text(), rows.Day(), rows.Day(), rows.Number(), rows.Text()));
        return releases;
    }
}
