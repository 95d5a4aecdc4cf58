using System.Text;
using System.Text.Json;
using Quarterhour.Billing;

namespace Quarterhour.Formats.Visits;

/// <summary>An inner object of a JSON visit. Each field is asked for by its name once; what was not asked for is not known.</summary>
sealed class JsonFields
{
    readonly JsonElement value;
    readonly string name;
    readonly List<string> asked = [];

    public JsonFields(JsonProperty field) : this(field.Value, field.Name) { }

    /// <exception cref="WrongFieldException">It is no object.</exception>
    public JsonFields(JsonElement value, string name)
    {
        (this.value, this.name) = (value, name);
        if (value.ValueKind != JsonValueKind.Object) throw new WrongFieldException(name, "an object is needed: { ... }");
    }

    public DateOnly? Day(string field)
    {
        if (Told(field) is not { } told) return null;
        return told.ValueKind == JsonValueKind.String && FieldText.Date(Bytes(told)) is { } day ? day
            : throw Wrong(field, $"{told.GetRawText()} is not a day of the calendar; write it as \"YYYY-MM-DD\"");
    }

    public int? Whole(string field)
    {
        if (Told(field) is not { } told) return null;
        return told.ValueKind == JsonValueKind.Number && told.TryGetInt32(out int number) && number >= 0 ? number
            : throw Wrong(field, $"{told.GetRawText()} is not a whole number");
    }

    public decimal? Dollars(string field)
    {
        if (Told(field) is not { } told) return null;
        return FieldText.Dollars(Encoding.UTF8.GetBytes(told.ToString())) is { } dollars ? dollars : throw Wrong(field, $"{told.GetRawText()} is not an amount in dollars and cents");
    }

    public bool? YesNo(string field) => Told(field) is { } told ? YesNo(told, Path(field)) : null;

    /// <summary>What the record says in words: text; <c>false</c> or "" where it says nothing, <c>true</c> where the words are not passed on.</summary>
    public string? Words(string field) => Told(field) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString()!.Trim(),
        { ValueKind: JsonValueKind.True } => "recorded",
        { ValueKind: JsonValueKind.False } => "",
        { } other => throw Wrong(field, $"{other.GetRawText()} is not text; write what the record says, or false"),
    };

    public T? Word<T>(string field) where T : struct, Enum => Told(field) is { } told ? Word<T>(told, Path(field)) : null;

    /// <summary>Ends the reading.</summary>
    /// <exception cref="WrongFieldException">A field that is there was not asked for.</exception>
    public void NoOthers()
    {
        foreach (var inner in value.EnumerateObject())
            if (!asked.Contains(inner.Name)) throw Wrong(inner.Name, $"the field is not known; {Spelling.DidYouMean(inner.Name, asked)}");
    }

    public static bool YesNo(JsonElement told, string path) => told switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.String } when FieldText.YesNo(Bytes(told)) is { } answer => answer,
        _ => throw new WrongFieldException(path, $"{told.GetRawText()} is not true or false"),
    };

    /// <summary>One of the words of an enumeration, written as <c>line-of-sight</c>.</summary>
    public static T Word<T>(JsonElement told, string path) where T : struct, Enum
    {
        var known = Array.ConvertAll(Enum.GetNames<T>(), WordOf);
        if (told.ValueKind != JsonValueKind.String) throw new WrongFieldException(path, $"{told.GetRawText()} is not known; known are {string.Join(", ", known)}");
        int place = Array.FindIndex(known, word => string.Equals(word, told.GetString()!.Trim(), StringComparison.OrdinalIgnoreCase));
        return place >= 0 ? Enum.GetValues<T>()[place]
            : throw new WrongFieldException(path, $"{told.GetRawText()} is not known; {Spelling.DidYouMean(told.GetString()!, known)}");
    }

    /// <summary>PT, OT and SLP keep their capitals.</summary>
    static string WordOf(string name) => name.All(char.IsUpper) ? name : JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    JsonElement? Told(string field)
    {
        asked.Add(field);
        return value.TryGetProperty(field, out var told) && told.ValueKind != JsonValueKind.Null ? told : null;
    }

    static byte[] Bytes(JsonElement text) => Encoding.UTF8.GetBytes(text.GetString()!);

    string Path(string field) => $"{name}.{field}";

    WrongFieldException Wrong(string field, string message) => new(Path(field), message);
}

/// <summary>A field of a JSON visit that can't be used.</summary>
sealed class WrongFieldException(string name, string message) : Exception(message)
{
    public string Field => name;
}
