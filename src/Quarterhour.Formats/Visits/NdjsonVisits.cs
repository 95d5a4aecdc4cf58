using System.Text.Json;
using System.Text.Unicode;
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
        var lines = new ByteLines(stream, LongestLine);
        var known = new HashSet<string>(StringComparer.Ordinal);
        DateOnly day = default;
        while (lines.Read() is { } text)
        {
            if (text.Span.Trim(" \t\r"u8).IsEmpty && !lines.TooLong) continue;
            if (ReadLine(text, lines) is not { } visit)
            {
                Rejected++;
                continue;
            }
            // in a sorted file ids are remembered for a day only, so that memory stays bounded
            if (forgetful && visit.Date != day) known.Clear();
            day = visit.Date;
            if (VisitReading.IsNew(visit, known, lines.Number, name, Add)) yield return visit;
            else Rejected++;
        }
    }

    Visit? ReadLine(ReadOnlyMemory<byte> text, ByteLines lines)
    {
        string? broken = lines.TooLong ? $"the line is longer than {LongestLine >> 20} MB; one visit a line is needed" : Utf8.IsValid(text.Span) ? null : VisitReading.NotUtf8;
        if (broken is not null)
        {
            Add(new(name, lines.Number, null, null, broken));
            return null;
        }
        try
        {
            using var document = JsonDocument.Parse(text);
            return VisitReading.Read(visits, document.RootElement, lines.Number, name, Add);
        }
        catch (JsonException wrong)
        {
            Add(new(name, lines.Number, null, null, VisitReading.NotJson(wrong)));
            return null;
        }
    }
}
