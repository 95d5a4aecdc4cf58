using System.Globalization;

namespace Quarterhour.Claims;

/// <summary>An entry of the practice file as it stands there. Its fields are read when a claim needs them, so that what is wrong holds the claims that need it and no others.</summary>
public sealed class PracticeEntry(PracticeSection section, string file, long line, IReadOnlyDictionary<string, (string Text, long Line)> fields)
{
    public PracticeSection Section => section;

    public string File => file;

    public long Line => line;

    /// <summary>Its id; blank where the section has none.</summary>
    public string Id => Text("id") ?? "";

    /// <summary>What it is called in messages: <c>patients P101</c>.</summary>
    public string Called => Id.Length > 0 ? $"{section.Name} {Id}" : (Text("patient") ?? Text("visit") ?? Text("code")) is { } of ? $"{section.Name} of {of}" : section.Name;

    /// <summary>The fields that are filled.</summary>
    public IEnumerable<string> Filled => fields.Keys;

    /// <summary>A field as it is written; null where it is not filled.</summary>
    public string? Text(string field) => fields.TryGetValue(field, out var written) ? written.Text : null;

    /// <summary>A field's line.</summary>
    public long LineOf(string field) => fields.TryGetValue(field, out var written) ? written.Line : line;

    /// <summary>A field as a claim carries it; null where it is not filled or not of its form, of which the second, and the first of a needed one, is told.</summary>
    public string? Read(string field, HoldList holds)
    {
        var known = section.Find(field) ?? throw new ArgumentException($"{section.Name} have no {field}", nameof(field));
        if (Text(field) is not { } text)
        {
            if (known.Needed) holds.Missing(this, field);
            return null;
        }
        if (known.Form.Read(text) is { } value) return value;
        holds.Wrong(this, known, text);
        return null;
    }

    /// <summary>The same for a field that something else makes needed.</summary>
    public string? Need(string field, HoldList holds, string because)
    {
        if (Text(field) is null) holds.Missing(this, field, because);
        return Text(field) is null ? null : Read(field, holds);
    }

    public DateOnly? Day(string field, HoldList holds) => Read(field, holds) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    public decimal? Amount(string field, HoldList holds) => Read(field, holds) is { } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;

    public int? Whole(string field, HoldList holds) => Read(field, holds) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    public bool YesNo(string field, bool untold, HoldList holds) => Read(field, holds) is { } text ? text == "yes" : untold;

    /// <summary>Whether its days, <c>from</c> to <c>to</c>, hold a date. A day that can't be read is told where the claim is made, and bounds nothing here.</summary>
    public bool InForce(DateOnly date) => !(Bound("from") is { } from && date < from) && !(Bound("to") is { } to && date > to);

    internal DateOnly? Bound(string field) => DateOnly.TryParseExact(Text(field), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
