namespace Quarterhour.TableMaker;

/// <summary>Every table that is made, in the order of their names.</summary>
static class AllTables
{
    public static IReadOnlyList<MadeTable> Make(string cms, string data)
    {
        var source = new Source(cms);
        var codes = Catalogue.Read(data);
        List<MadeTable> tables =
        [
            .. RelativeValueTables.Make(source, codes),
            GeographicIndexTable.Make(source),
            ZipRuns.Make(source),
            EditReleases.Make(),
            .. Pairs.Make(source, codes),
            UnitLimits.Make(source, codes),
            AddOns.Make(source, codes),
            DiagnosisYears.Make(source, out var years),
            DiagnosisChanges.Make(source, years),
        ];
        tables.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return tables;
    }
}
