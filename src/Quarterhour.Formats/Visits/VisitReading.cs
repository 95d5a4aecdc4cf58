using System.Text.Json;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Formats.Visits;

/// <summary>What reading a JSON document and reading NDJSON share.</summary>
static class VisitReading
{
    /// <summary>Reads one visit; a fault is reported and the visit left out.</summary>
    public static Visit? Read(JsonVisit visits, JsonElement element, long line, string file, Action<ReadFault> report)
    {
        try
        {
            return visits.Read(element, line);
        }
        catch (InvalidOperationException)
        {
            // the parser accepts an escaped half of a character pair, and refuses it only when it is read
            report(new(file, line, null, null, "a text holds half of a character (\\ud800 to \\udfff alone); write the whole character"));
            return null;
        }
        catch (WrongFieldException wrong)
        {
            string? id = element.ValueKind == JsonValueKind.Object && element.TryGetProperty("visit", out var value) ? value.ToString() : null;
            report(new(file, line, wrong.Field, id, (id is null ? "" : $"visit {id}: ") + wrong.Message));
            return null;
        }
    }

    /// <summary>For messages.</summary>
    public const string NotUtf8 = "the text is not UTF-8; save the file as UTF-8";

    public static bool IsNew(Visit visit, HashSet<string> known, long line, string file, Action<ReadFault> report)
    {
        if (known.Add(visit.Id)) return true;
        report(new(file, line, "visit", visit.Id, $"visit {visit.Id} stands twice; the second is left out. Give each visit its own id, with all its interventions in it"));
        return false;
    }

    /// <summary>Days of visits whose dates stand together.</summary>
    /// <exception cref="UnusableInputException">A date comes back.</exception>
    public static IEnumerable<IReadOnlyList<Visit>> InOrder(IEnumerable<Visit> visits, string file)
    {
        var seen = new HashSet<DateOnly>();
        var day = new List<Visit>();
        foreach (var visit in visits)
        {
            if (day.Count > 0 && day[0].Date != visit.Date)
            {
                yield return day;
                day = [];
            }
            if (day.Count == 0 && !seen.Add(visit.Date))
                throw new UnusableInputException(new(file, visit.SourceLine, "date", visit.Id, $"{visit.Date:yyyy-MM-dd} comes back; with --sorted the visits of one date stand together. Sort the file by date, or leave --sorted away"), restNotRead: true);
            day.Add(visit);
        }
        if (day.Count > 0) yield return day;
    }

    /// <summary>What the parser said, in our words: it names the place; the cause is nearly always a cut or hand-edited file.</summary>
    public static string NotJson(JsonException wrong) =>
        $"not JSON at byte {(wrong.BytePositionInLine ?? 0) + 1} of the line; is the file cut off, or is a comma, quote or bracket missing?";
}
