using Quarterhour.Claims;

namespace Quarterhour.Web.Desk;

/// <summary>A record as somebody writes it: the fields of its section, and what of them can't be used.</summary>
public sealed class RecordForm
{
    RecordForm(PracticeSection section, IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, string> errors) => (Section, Values, Errors) = (section, values, errors);

    public PracticeSection Section { get; }

    /// <summary>The fields that are filled, as they were written.</summary>
    public IReadOnlyDictionary<string, string> Values { get; }

    public IReadOnlyDictionary<string, string> Errors { get; }

    public string this[string field] => Values.GetValueOrDefault(field, "");

    public static RecordForm Of(PracticeSection section, IReadOnlyDictionary<string, string> stored) => new(section, stored, new Dictionary<string, string>());

    /// <summary>What was sent, held against the section's forms.</summary>
    /// <param name="section">Its fields.</param>
    /// <param name="sent">The form.</param>
    /// <param name="isThere">Whether an entry of a section is in the records.</param>
    public static RecordForm Of(PracticeSection section, IFormCollection sent, Func<string, string, bool> isThere)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in section.Fields)
        {
            string text = sent["f-" + field.Name].ToString().Trim().ReplaceLineEndings(" ");
            if (text.Length > 0) values[field.Name] = text.Length > 4000 ? text[..4000] : text;
            if (text.Length == 0 && field.Needed) errors[field.Name] = "This is needed.";
            else if (text.Length > 0 && field.Form.Read(text) is null) errors[field.Name] = $"It takes {field.Form.Says}.";
            else if (text.Length > 0 && field.Names is { } named && !isThere(named, text)) errors[field.Name] = $"{text} is not in {named}.";
        }
        return new(section, values, errors);
    }

    /// <summary>The same with one more thing wrong.</summary>
    public RecordForm With(string field, string error) => new(Section, Values, new Dictionary<string, string>(Errors) { [field] = error });

    /// <summary>A field's name for people: tax_id_kind as Tax id kind.</summary>
    public static string Label(string name) => char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' ');

    /// <summary>What one entry is called: facilities as facility.</summary>
    public static string One(string kind) => kind switch { "facilities" => "facility", "coverages" => "coverage", "cases" => "case", "charges" => "charge", "fees" => "fee", "notes" => "note", "submitter" => "submitter", _ when kind.EndsWith('s') => kind[..^1], _ => kind };
}
