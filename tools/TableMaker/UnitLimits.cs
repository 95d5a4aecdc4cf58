using Quarterhour.Reference.Store;

namespace Quarterhour.TableMaker;

/// <summary>unit-limits.csv: the medically unlikely edits of the catalogue's codes.</summary>
static class UnitLimits
{
    public static MadeTable Make(ImportedFiles files, IReadOnlySet<string> codes)
    {
        var table = new MadeTable("unit-limits.csv").Heading("release,code,limit,mai");
        foreach (var release in EditReleases.UnitLimits)
            foreach (var (code, limit) in UnitLimitsPack.Rows(files.Open(release.File, $"{release.Quarter.Year}Q{release.Quarter.Letter - 'A' + 1}")))
                if (codes.Contains(code.ToString())) table.Add(release.Key, code.ToString(), $"{limit.Limit}", $"{limit.Adjudication}");
        return table;
    }
}
