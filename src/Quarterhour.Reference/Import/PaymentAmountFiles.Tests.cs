using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Reference.Import;

public sealed class PaymentAmountFilesTests : IDisposable
{
    // CMS's layout: 16 quoted fields; the amounts of 97012 in Kansas are CMS's, those of 97016 are one cent off
    const string Rows = "\"2025\",\"05202\",\"00\",\"97012\",\"  \",\"0000013.54\",\"0000013.54\",\" \",\"7\",\"A\",\"5\",\"0000010.90\",\"0000010.90\",\"9\",\"0000000.00\",\"0000000.00\"\r\n"
        + "\"2025\",\"05202\",\"00\",\"97016\",\"  \",\"0000010.99\",\"0000010.99\",\" \",\"7\",\"A\",\"5\",\"0000008.49\",\"0000008.49\",\"9\",\"0000000.00\",\"0000000.00\"\r\n"
        + "\"2025\",\"05202\",\"00\",\"71046\",\"  \",\"0000086.00\",\"0000060.00\",\" \",\"0\",\"A\",\"0\",\"0000000.00\",\"0000000.00\",\"9\",\"0000000.00\",\"0000000.00\"\r\nTRL0000003\r\n";

    readonly ImportFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_import_says_how_many_amounts_are_ours()
    {
        var one = Assert.Single(folder.Import(folder.File("PFALL25.txt", Rows)).Imported);
        Assert.Equal(("payment-amounts", "2025", 3), (one.Table.Release.Table, one.Table.Release.Release, one.Table.Rows));
        Assert.Equal(["1 of 3 amounts equal ours to the cent, 1 can't be compared: we have no price for them; 1 differ, the first is 97016 in 05202-00: 10.99, ours 10.98"], one.Rejected.Notes);
    }

    [Fact]
    public void Another_year_in_a_row_is_refused() =>
        Assert.Contains("\"2024\" is not 2025 as in the first row", folder.Wrong(folder.File("PFALL25.txt", Rows[..Rows.IndexOf("\"2025\",\"05202\",\"00\",\"71046\"", StringComparison.Ordinal)] + Rows[..Rows.IndexOf('\n', StringComparison.Ordinal)].Replace("2025", "2024", StringComparison.Ordinal))), StringComparison.Ordinal);
}
