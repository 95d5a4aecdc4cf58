using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Quarterhour.Reference.Store;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Reference.Import;

/// <summary>Every real file of codes and unit limits is imported, and its rows are counted once more by other means.</summary>
public sealed partial class PublicFilesTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("quarterhour").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [GeneratedRegex("^[0-9A-Z]{5},[0-9]+,[123] ", RegexOptions.Multiline, 10_000)]
    private static partial Regex Limit();

    [GeneratedRegex("^[0-9]{5} [A-Z].{6} [01] ", RegexOptions.Multiline, 10_000)]
    private static partial Regex Order();

    [GeneratedRegex("<c r=\"A[0-9]+\"[^>]*t=\"s\"><v>", RegexOptions.None, 10_000)]
    private static partial Regex CellA();

    [Theory]
    [InlineData("ncci/MCR_MUE_PractitionerServices_Eff_04-01-2026.csv", "unit-limits", "MUE practitioner 2026 Q2", "limits")]
    [InlineData("ncci/mue_outpatient_hospital_2024.csv", "unit-limits", "MUE hospital 2024 Q3", "lines", "2024Q3")]
    [InlineData("ncci/mue_outpatient_hospital_2026-10-01_therapy.csv", "unit-limits", "MUE hospital 2026 Q4", "lines")]
    [InlineData("ncci/aoc_2024.csv", "add-ons", "Add-on codes 2024 Q3", "lines", "2024Q3")]
    [InlineData("ncci/aoc_v2026q2_mcr.csv.gz", "add-ons", "Add-on codes 2026 Q2", "lines")]
    [InlineData("pos/pos_codes.csv", "places-of-service", "undated", "lines")]
    [InlineData("hcpcs2/hcpcs_level2_2024-04_nodesc.csv", "hcpcs", "HCPCS Level II 2024 Q2", "lines")]
    [InlineData("denial-codes/carc_rarc_numbers.csv", "denial-codes", "undated", "lines")]
    [InlineData("taxonomy/therapy_taxonomy_codes.csv", "taxonomies", "undated", "lines")]
    [InlineData("icd10cm/icd10cm-order-Jan-2021.txt.gz", "diagnoses", "ICD-10-CM FY 2021 (January)", "order")]
    [InlineData("icd10cm/cdc_fy2022_codes.zip", "diagnoses", "ICD-10-CM FY 2022", "order")]
    [InlineData("icd10cm/cdc_fy2023_codes.zip", "diagnoses", "ICD-10-CM FY 2023", "order")]
    [InlineData("icd10cm/cdc_fy2024_codes.zip", "diagnoses", "ICD-10-CM FY 2024", "order")]
    [InlineData("icd10cm/cdc_fy2025_codes.zip", "diagnoses", "ICD-10-CM FY 2025", "order")]
    [InlineData("icd10cm/cdc_fy2026_codes.zip", "diagnoses", "ICD-10-CM FY 2026", "order")]
    [InlineData("icd10cm/cdc_conversion_table_fy2026.xlsx", "diagnosis-changes", "ICD-10-CM conversion table FY 2026", "changes")]
    [InlineData("icd10cm/icd10cm_tabular_2021.xml.gz", "diagnosis-notes", "ICD-10-CM tabular list FY 2021", "notes")]
    public void Kind_release_and_rows_are_told(string file, string kind, string release, string counted, string? hint = null)
    {
        string path = Shared.Path(["data", "cms", .. file.Split('/')]);
        var importing = new Importing(ReferenceFolder.Open(folder), new(hint), _ => { });
        importing.Import(path);
        Assert.DoesNotContain(importing.PassedOver, one => one.IsFault);
        var one = Assert.Single(importing.Imported);
        Assert.Equal((kind, release, 0, Count(path, counted)), (one.Table.Release.Table, one.Table.Release.Release, one.Rejected.Count, one.Table.Rows));
        // every member that holds no table is told for what it is
        Assert.DoesNotContain(importing.PassedOver, passed => passed.Why.Contains("no table that is known", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("icd10cm/icd10-order-file-layout.txt", "layout")]
    [InlineData("icd10cm/icd10cm-codes-file-layout.txt", "layout")]
    [InlineData("zip/ZIP5lyout.txt", "layout")]
    [InlineData("zip/ZIP9lyout.txt", "layout")]
    [InlineData("rvu/2025D/RVU25D-layout.txt", "layout")]
    [InlineData("rvu/2026/NOTE.md", "note")]
    [InlineData("README.md", "note")]
    public void What_is_no_table_is_told(string file, string word)
    {
        var importing = new Importing(ReferenceFolder.Open(folder), new(), _ => { });
        importing.Import(Shared.Path(["data", "cms", .. file.Split('/')]));
        Assert.Empty(importing.Imported);
        Assert.Contains(word, Assert.Single(importing.PassedOver).Why, StringComparison.Ordinal);
    }

    static int Count(string path, string how) => how switch
    {
        "lines" => Text(path).Split('\n').Count(line => line.Trim().Length > 0) - 1,
        "limits" => Limit().Count(Text(path)),
        "order" => Order().Count(Text(path)),
        "changes" => CellA().Count(Text(path)) - 2,
        "notes" => Notes(XDocument.Parse(Text(path))),
        _ => throw new ArgumentOutOfRangeException(nameof(how)),
    };

    static int Notes(XDocument list) => list.Descendants().Count(element => element.Name.LocalName == "note" && element.Parent!.Name.LocalName is "excludes1" or "excludes2")
        + list.Descendants("sevenChrDef").Count();

    static string Text(string path)
    {
        using var file = File.OpenRead(path);
        if (path.EndsWith(".gz", StringComparison.Ordinal)) return Read(new GZipStream(file, CompressionMode.Decompress));
        if (!path.EndsWith(".zip", StringComparison.Ordinal) && !path.EndsWith(".xlsx", StringComparison.Ordinal)) return Read(file);
        using var archive = new ZipArchive(file);
        return Read(archive.Entries.Single(entry => entry.FullName.EndsWith("sheet1.xml", StringComparison.Ordinal) || Regex.IsMatch(entry.Name, "^icd10cm-order-[0-9]{4}.txt$", RegexOptions.None, TimeSpan.FromSeconds(1))).Open());
    }

    static string Read(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }
}
