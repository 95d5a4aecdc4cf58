using System.Text.Json;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Formats.Visits;

/// <summary>Visits from one JSON document: <c>{"visits":[…]}</c>, a list, or one visit.</summary>
sealed class JsonVisits(StartOfFile stream, string name, Func<string, string?>? nearestCode) : VisitSource
{
    readonly JsonVisit visits = new(new WordPool(), nearestCode);

    public override long Position => stream.Position;

    public override IEnumerable<IReadOnlyList<Visit>> Days(bool sorted)
    {
        using var document = Parse();
        var read = new List<Visit>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        int place = 0;
        foreach (var element in Elements(document.RootElement))
        {
            place++;
            if (VisitReading.Read(visits, element, 0, name, $"visit {place}", Add) is { } visit && VisitReading.IsNew(visit, known, 0, name, Add)) read.Add(visit);
            else Rejected++;
        }
        return sorted ? VisitReading.InOrder(read, name) : ByDate(read);
    }

    JsonDocument Parse()
    {
        try
        {
            return JsonDocument.Parse(stream);
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
