using Quarterhour.Reference.Store;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Reference.Import;

public sealed class CountyFilesTests : IDisposable
{
    readonly ImportFolder folder = new();

    public void Dispose() => folder.Dispose();

    List<LocalityCounties> Rows()
    {
        var stored = ReferenceFolder.Open(folder.Data);
        return [.. CountiesPack.Read(stored.OpenPacked(Assert.Single(stored.Of("locality-counties"))))];
    }

    [Fact]
    public void The_state_is_filled_down_and_zeros_are_given_back()
    {
        folder.Import(Shared.Path("data", "cms", "rvu", "2025D", "25LOCCO.csv"));
        var rows = Rows();
        Assert.Equal(new(new(6102, 12), "ILLINOIS", "EAST ST. LOUIS", "BOND, CALHOUN, CLINTON, JERSEY, MACOUPIN, MADISON, MONROE, MONTGOMERY, RANDOLPH, ST. CLAIR AND WASHINGTON"), rows.Single(row => row.Locality == new Quarterhour.Billing.Tables.LocalityId(6102, 12)));
        Assert.DoesNotContain(rows, row => row.State.Length == 0);
    }

    [Fact]
    public void The_text_is_the_same_table_but_for_what_it_cuts_off()
    {
        folder.Import(Shared.Path("data", "cms", "rvu", "2025D", "25LOCCO.csv"));
        var csv = Rows();
        folder.Import(Shared.Path("data", "cms", "rvu", "2025D", "25LOCCO.txt"));
        Assert.Equal(csv.Select(row => row.Locality), Rows().Select(row => row.Locality));
        // the text leaves California unnamed; Arkansas, which stands before it, is not taken for it
        Assert.Equal("", Rows().First(row => row.Locality.Carrier == 1182).State);
    }
}
