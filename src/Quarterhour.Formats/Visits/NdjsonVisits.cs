using System.Text.Json;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Formats.Visits;

/// <summary>Visits from NDJSON: one visit a line, in bounded memory where the input is sorted by date.</summary>
sealed class NdjsonVisits(StartOfFile stream, string name, Func<string, string?>? nearestCode) : VisitSource
{
    /// <summary>A longer line is reported and passed over.</summary>
    const int LongestLine = 1 << 24;

    readonly JsonVisit visits = new(new WordPool(), nearestCode);

    public override long Position => stream.Position;

    public override IEnumerable<IReadOnlyList<Visit>> Days(bool sorted) => sorted ? VisitReading.InOrder(Visits(true), name) : ByDate(Visits(false));

    IEnumerable<Visit> Visits(bool forgetful)
    {
        using var reader = new StreamReader(stream);
        var known = new HashSet<string>(StringComparer.Ordinal);
        DateOnly day = default;
        for (long line = 1; reader.ReadLine() is { } text; line++)
        {
            if (string.IsNullOrWhiteSpace(text)) continue;
            if (ReadLine(text, line) is not { } visit)
            {
                Rejected++;
                continue;
            }
            // in a sorted file ids are remembered for a day only, so that memory stays bounded
            if (forgetful && visit.Date != day) known.Clear();
            day = visit.Date;
            if (VisitReading.IsNew(visit, known, line, name, Add)) yield return visit;
            else Rejected++;
        }
    }

    Visit? ReadLine(string text, long line)
    {
        if (text.Length > LongestLine)
        {
            Add(new(name, line, null, null, $"the line is longer than {LongestLine >> 20} MB; one visit a line is needed"));
            return null;
        }
        try
        {
            using var document = JsonDocument.Parse(text);
            return VisitReading.Read(visits, document.RootElement, line, name, Add);
        }
        catch (JsonException wrong)
        {
            Add(new(name, line, null, null, VisitReading.NotJson(wrong)));
            return null;
        }
    }
}
