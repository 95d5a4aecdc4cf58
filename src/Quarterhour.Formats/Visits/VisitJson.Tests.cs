using System.Text;
using Quarterhour.Billing.Visits;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Formats.Visits;

public sealed class VisitJsonTests
{
    [Theory]
    [InlineData("clinic-week.csv")]
    [InlineData("one-visit.csv")]
    [InlineData("visits.json")]
    [InlineData("visits.ndjson")]
    public void What_is_written_is_read_back_equal(string sample)
    {
        using var file = File.OpenRead(Repository.Path("samples", sample));
        var visits = VisitSource.Open(file, sample).Days(sorted: false).SelectMany(static day => day).ToList();
        Assert.NotEmpty(visits);
        Assert.All(visits, static visit => Assert.Equal(Text(visit), Text(Read(VisitJson.Of(visit).ToJsonString()))));
    }

    static Visit Read(string json)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(json));
        var source = VisitSource.Open(bytes, "visit");
        var visit = source.Days(sorted: false).SelectMany(static day => day).Single();
        Assert.Empty(source.Faults);
        return visit;
    }

    /// <summary>All that the visit holds, lists written out.</summary>
    static string Text(Visit visit) => $"{visit with { SourceLine = 0, Interventions = [], Diagnoses = [], Ledger = [] }}".Replace("System.String[]", "", StringComparison.Ordinal)
        + string.Join('|', visit.Interventions) + string.Join(' ', visit.Diagnoses) + string.Join('|', visit.Ledger);
}
