namespace Quarterhour.Web.Pages;

/// <summary>What a person has written into a form, and what of it can't be used. An error stands at its field.</summary>
/// <param name="read">The value of a field; null where it was not sent.</param>
/// <param name="otherwise">Values of fields that were not sent.</param>
public sealed class Form(Func<string, string?> read, params (string Field, string Value)[] otherwise)
{
    readonly Dictionary<string, string> errors = new(StringComparer.Ordinal);

    /// <summary>The fields of an address.</summary>
    public static Form Of(HttpRequest request, params (string Field, string Value)[] otherwise) => new(field => request.Query[field] is [var value, ..] ? value : null, otherwise);

    /// <summary>As it was written.</summary>
    public string this[string field] => read(field) ?? Array.Find(otherwise, one => one.Field == field).Value ?? "";

    /// <summary>As it was written, without blanks around it; null where nothing was.</summary>
    public string? Given(string field) => this[field].Trim() is { Length: > 0 } text ? text : null;

    /// <summary>What is wrong with a field; null where nothing is.</summary>
    public string? Error(string field) => errors.GetValueOrDefault(field);

    /// <summary>How many fields are wrong.</summary>
    public int Wrong => errors.Count;

    /// <summary>Reads a field; what can't be used is kept for the page.</summary>
    /// <param name="field">The field that the message stands at.</param>
    /// <param name="of">Reads it, or refuses it.</param>
    /// <param name="value">What was read.</param>
    public bool Try<T>(string field, Func<T> of, out T value)
    {
        try
        {
            value = of();
            return true;
        }
        catch (UnusableException wrong)
        {
            // the field's own name is before the eyes
            string message = wrong.Message.StartsWith(field + ": ", StringComparison.Ordinal) ? wrong.Message[(field.Length + 2)..] : wrong.Message;
            errors[field] = char.ToUpperInvariant(message[0]) + message[1..] + ".";
            value = default!;
            return false;
        }
    }

    /// <summary>A date; where none is written, another.</summary>
    public bool TryDate(string field, DateOnly otherwise, out DateOnly date) => Try(field, () => Given(field) is { } text ? Read.Date(text, field) : otherwise, out date);
}
