using Quarterhour.Billing.Pricing;
using Quarterhour.Billing.Tables;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Reference.Import;

public sealed class ZipFilesTests : IDisposable
{
    static readonly DateOnly Day = new(2026, 11, 3);
    readonly ImportFolder folder = new();

    public void Dispose() => folder.Dispose();

    static string Row(string place, string locality, string flagAndPlus, string quarter = "20264") => $"{place}{locality}R".PadRight(20) + flagAndPlus.PadRight(55) + quarter + "\r\n";

    string Nine() => folder.File("ZIP9_OCT2026.txt", Row("CA94303", "0111209", "11000") + Row("CA94303", "0111209", "11001") + Row("CA94303", "0111205", "12000") + Row("OH43215", "1520200", "0    "));

    [Fact]
    public void Nine_digits_answer_where_five_do_not()
    {
        var one = Assert.Single(folder.Import(Nine()).Imported);
        Assert.Equal(("zip9", "2026Q4", new(2026, 10, 1), 4), (one.Table.Release.Table, one.Table.Release.Release, one.Table.Release.From!.Value, one.Table.Rows));
        var zips = folder.Tables.Zips;
        Assert.Equal("01112-09", PaymentLocality.OfZip("94303-1001", Day, zips).Value.ToString());
        Assert.Equal("01112-05", PaymentLocality.OfZip("943032000", Day, zips).Value.ToString());
        Assert.Contains("check the last four digits", PaymentLocality.OfZip("94303-1002", Day, zips).Needs, StringComparison.Ordinal);
    }

    [Fact]
    public void Five_digits_with_another_quarter_in_a_row()
    {
        string many = string.Concat(Enumerable.Range(35_203, 20).Select(zip => Row($"AL{zip}", "1011200", "0 A")));
        var one = Assert.Single(folder.Import(folder.File("ZIP5.txt", many + Row("AL36104", "1011200", "0 A", "20263"))).Imported);
        Assert.Equal((20, "2026Q4"), (one.Table.Rows, one.Table.Release.Release));
        Assert.Equal(new RejectedRow(21, "year and quarter: \"20263\" is not 20264 as in the first row"), Assert.Single(one.Rejected.Rows));
    }

    [Fact]
    public void A_cut_answers_only_for_what_the_whole_table_lacks()
    {
        folder.Import(folder.File("ZIP5.txt", Row("AL35203", "9999999", "0 A") + Row("AL00001", "1011200", "0 A")));
        var zips = folder.Tables.Zips;
        Assert.Equal("10112-00", zips.Find("35203", Day).Locality.ToString());
        Assert.Equal("10112-00", zips.Find("00001", Day).Locality.ToString());
    }

    [Fact]
    public void Columns_of_the_CSV_go_by_their_headings()
    {
        folder.Import(folder.File("ZIP5_OCT2026.csv", "YEAR/QTR,ZIP CODE,LOCALITY,CARRIER,PLUS 4 FLAG,STATE\n20264,0002,1,13202,0,NY\n"));
        Assert.Equal("13202-01", folder.Tables.Zips.Find("00002", Day).Locality.ToString());
    }

    [Fact]
    public void Carrier_and_locality_that_changed_places_are_refused() =>
        Assert.Contains("rows can't be used", folder.Wrong(folder.File("ZIP5_OCT2026.csv", "STATE,ZIP CODE,CARRIER,LOCALITY,PLUS 4 FLAG,YEAR/QTR\nNY,00501,01,13202,0,20264\n")), StringComparison.Ordinal);
}
