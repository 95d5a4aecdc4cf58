using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Reference.Import;

public sealed class GpciFilesTests : IDisposable
{
    const string Title = "ADDENDUM E. FINAL CY 2027 GEOGRAPHIC PRACTICE COST INDICES (GPCIs) BY STATE AND MEDICARE LOCALITY,,,,,,\n,,,,,,\n",
        Heading = "Medicare Administrative Contractor (MAC),State,Locality Number,Locality Name,2027 PW GPCI (without 1.0 Floor),2027 PW GPCI (with 1.0 Floor),2027 PE GPCI,2027 MP GPCI\n";

    readonly ImportFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_work_index_with_its_floor_is_taken_and_zeros_are_given_back()
    {
        var one = Assert.Single(folder.Import(folder.File("GPCI2027.csv", Title + Heading + "2102,AK,1,ALASKA*,1.1,1.5,1.081,0.592\n,,,,,,\n*A footnote.,,,,,,\n")).Imported);
        Assert.Equal(("2027", new(2027, 12, 31), 1), (one.Table.Release.Release, one.Table.Release.To!.Value, one.Table.Rows));
        var found = folder.Tables.Localities.Find(new(2102, 1), new(2027, 6, 1), out _)!;
        Assert.Equal(("ALASKA", "AK", 1.5m, 1.081m, 0.592m), (found.Name, found.State, found.Work, found.PracticeExpense, found.Malpractice));
    }

    [Theory]
    [InlineData("2102,1,AK,ALASKA,1,1.5,1.081,0.592")]
    [InlineData("2102,AK,1,ALASKA,1,1.5,1081,0.592")]
    [InlineData("2102,AK,1,1.5,1,ALASKA,1.081,0.592")]
    public void Data_that_changed_places_under_its_headings_is_refused(string row) =>
        Assert.Contains("rows can't be used", folder.Wrong(folder.File("GPCI2027.csv", Title + Heading + row + "\n")), StringComparison.Ordinal);

    /// <summary>The indices of 2026, with the columns in this order under headings of another.</summary>
    [Theory]
    [InlineData(0, 1, 2, true)]
    [InlineData(1, 0, 2, false)]
    [InlineData(2, 1, 0, false)]
    [InlineData(0, 2, 1, false)]
    [InlineData(1, 2, 0, false)]
    public void Indices_that_changed_places_are_told_by_how_they_spread(int work, int practice, int malpractice, bool right)
    {
        string rows = string.Concat(BuiltInTables.Open().Localities.All.Where(one => one.From.Year == 2026).Select(one =>
        {
            decimal[] indices = [one.Work, one.PracticeExpense, one.Malpractice];
            return $"{one.Locality.Carrier},{one.State},{one.Locality.Number},PLACE,1,{indices[work]},{indices[practice]},{indices[malpractice]}\n";
        }));
        string path = folder.File("GPCI2027.csv", Title + Heading + rows);
        if (right) Assert.Equal(109, Assert.Single(folder.Import(path).Imported).Table.Rows);
        else Assert.Contains("columns changed places", folder.Wrong(path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_column_is_named() => Assert.Contains("without the column MP GPCI", folder.Wrong(folder.File("GPCI2027.csv", Title + Heading.Replace(",2027 MP GPCI", "", StringComparison.Ordinal) + "2102,AK,1,ALASKA,1,1,1\n")), StringComparison.Ordinal);
}
