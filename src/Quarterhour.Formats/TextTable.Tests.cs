using Xunit;

namespace Quarterhour.Formats;

public class TextTableTests
{
    [Fact]
    public void Aligns_columns()
    {
        var table = new TextTable(new("Code"), new("Units", true), new("Why"));
        table.Add("97110", "12", "so");
        Assert.Equal(["Code   Units  Why", "97110     12  so"], table.Lines(80));
    }

    [Fact]
    public void Last_column_wraps()
    {
        var table = new TextTable(new TextColumn(), new TextColumn());
        table.Add("97110", "nine left over is the most");
        Assert.Equal(["97110  nine left over is", "       the most"], table.Lines(24));
    }

    [Fact]
    public void Without_rows_and_headings_there_is_nothing() => Assert.Empty(new TextTable(new TextColumn()).Lines(80));
}
