using System.Globalization;
using Quarterhour.Billing;
using Quarterhour.Billing.Tables;

namespace Quarterhour.TableMaker;

/// <summary>rvu-releases.csv and rvu.csv: the physician fee schedule's relative values of the catalogue's codes, release by release.</summary>
static class RelativeValueTables
{
    public static IEnumerable<MadeTable> Make(Source source, IReadOnlySet<string> codes)
    {
        var releases = new MadeTable("rvu-releases.csv").Heading("release,from,to,conversion_factor,file");
        var values = new MadeTable("rvu.csv").Heading("release,code,status,work,nonfac_pe,fac_pe,mp,mult_proc");
        using var imported = new ImportedFiles(source);
        var tables = imported.Tables([.. source.Files("rvu/history", "pprrvu_", ".csv.gz"), "rvu/2025D/PPRRVU2025_Oct.csv", "rvu/2026/pprrvu2026_jul_nonqpp_therapy_nodesc.csv"]);
        foreach (var book in tables.Fees.Books)
        {
            if (imported.Cited(book.Release.File) is not { } file) continue;
            releases.Add(book.Release.Name, Day.Text(book.Release.From), Day.Text(book.Release.To), Number(book.Release.ConversionFactor), file);
            foreach (var (code, component, row) in book.Rows.All())
                if (component == default && codes.Contains(code.ToString())) values.Add([book.Release.Name, code.ToString(), .. Fields(row)]);
        }
        return [releases, values];
    }

    static string[] Fields(RelativeValues row) =>
        [row.Status.ToString(), Number(row.Work), Number(row.PracticeExpense), Number(row.FacilityPracticeExpense), Number(row.Malpractice), row.MultipleProcedure.ToString()];

    static string Number(decimal number) => number.ToString("0.00##", CultureInfo.InvariantCulture);
}
