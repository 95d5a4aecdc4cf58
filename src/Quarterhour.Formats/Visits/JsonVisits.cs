using System.Text.Json;
using System.Text.Unicode;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Formats.Visits;

/// <summary>Visits from one JSON document: <c>{"visits":[…]}</c>, a list, or one visit.</summary>
sealed class JsonVisits(StartOfFile stream, string name, Func<string, string?>? nearestCode) : VisitSource
{
    readonly JsonVisit visits = new(new WordPool(), nearestCode);

    public override long Position => stream.Position;

    public override IEnumerable<IReadOnlyList<Visit>> Days(bool sorted)
    {
        byte[] text = ReadAll();
        if (!Utf8.IsValid(text)) throw new UnusableInputException(new(name, 0, null, null, VisitReading.NotUtf8));
        using var document = Parse(text);
        var lines = JsonLines.OfVisits(text);
        var read = new List<Visit>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        int place = 0;
        foreach (var element in Elements(document.RootElement))
        {
            long line = lines[place++];
            if (VisitReading.Read(visits, element, line, name, Add) is { } visit && VisitReading.IsNew(visit, known, line, name, Add)) read.Add(visit);
            else Rejected++;
        }
        return sorted ? VisitReading.InOrder(read, name) : ByDate(read);
    }

    byte[] ReadAll()
    {
        var text = new MemoryStream();
        try
        {
            stream.CopyTo(text);
        }
        catch (IOException)
        {
            throw new UnusableInputException(new(name, 0, null, null, "the document is larger than 2 GB; write the visits as NDJSON, one a line, and use --sorted"));
        }
        return text.ToArray();
    }

    JsonDocument Parse(byte[] text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException wrong)
        {
            throw new UnusableInputException(new(name, (wrong.LineNumber ?? 0) + 1, null, null, VisitReading.NotJson(wrong)));
        }
    }

    IEnumerable<JsonElement> Elements(JsonElement root) => root switch
    {
        { ValueKind: JsonValueKind.Array } => root.EnumerateArray(),
        { ValueKind: JsonValueKind.Object } when root.TryGetProperty("visits", out var list) => list.ValueKind == JsonValueKind.Array ? list.EnumerateArray()
            : throw new UnusableInputException(new(name, 0, "visits", null, "a list of visits is needed: {\"visits\":[ ... ]}")),
        { ValueKind: JsonValueKind.Object } => [root],
        _ => throw new UnusableInputException(new(name, 1, null, null, "visits are needed: {\"visits\":[ ... ]}")),
    };
}
