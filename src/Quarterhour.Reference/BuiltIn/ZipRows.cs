using Quarterhour.Billing.Tables;

namespace Quarterhour.Reference.BuiltIn;

/// <summary>zip.csv: its first line names the release, a heading and the runs follow.</summary>
static class ZipRows
{
    public static ZipTable Read() => new([Release()], []);

    public static ZipRelease Release()
    {
        var rows = Rows.Of(Embedded.Bytes("zip.csv"));
        string release = rows.Text().TrimStart('#');
        var (from, to, file) = (rows.Day(), rows.Day(), rows.Text());
        rows.Next();
        var runs = new ZipRun[rows.Rest.Count((byte)'\n')];
        for (int i = 0; rows.Next(); i++) runs[i] = new(rows.Whole(), rows.Whole(), new(rows.Whole(), rows.Whole()), !rows.Field().IsEmpty);
        return new(release, from, to, runs, file);
    }
}
