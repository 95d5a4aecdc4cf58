using System.Text.Json;
using Quarterhour.Billing;

namespace Quarterhour.Formats;

/// <summary>How our JSON is written: the contract's number first, money as strings with two decimals, dates as YYYY-MM-DD, codes in upper case.</summary>
public static class Json
{
    /// <summary>Grows only when a field is renamed or removed.</summary>
    public const int Contract = 1;

    /// <summary>Writes one answer and a line end.</summary>
    /// <param name="into">Receives the bytes.</param>
    /// <param name="fields">Writes the fields behind <c>contract</c>.</param>
    public static void Answer(Stream into, Action<Utf8JsonWriter> fields)
    {
        using (var json = new Utf8JsonWriter(into, BillJson.Options))
        {
            json.WriteStartObject();
            json.WriteNumber("contract", Contract);
            fields(json);
            json.WriteEndObject();
        }
        into.WriteByte((byte)'\n');
    }

    /// <summary>Dollars as <c>"12.30"</c>, or null.</summary>
    public static void Money(this Utf8JsonWriter json, string name, decimal? dollars)
    {
        json.WritePropertyName(name);
        if (dollars is not { } amount)
        {
            json.WriteNullValue();
            return;
        }
        Span<byte> text = stackalloc byte[32];
        json.WriteStringValue(text[..Words.Cents((long)(amount * 100m), text)]);
    }

    /// <summary>A number, or null.</summary>
    public static void Count(this Utf8JsonWriter json, string name, int? count)
    {
        if (count is { } known) json.WriteNumber(name, known);
        else json.WriteNull(name);
    }

    public static void Day(this Utf8JsonWriter json, string name, DateOnly? day)
    {
        json.WritePropertyName(name);
        Span<byte> text = stackalloc byte[10];
        if (day is { } known && known.TryFormat(text, out _, "yyyy-MM-dd")) json.WriteStringValue(text);
        else json.WriteNullValue();
    }

    public static void Code(this Utf8JsonWriter json, string name, ProcedureCode code)
    {
        Span<byte> five = stackalloc byte[5];
        code.WriteTo(five);
        json.WriteString(name, five);
    }

    public static void Modifiers(this Utf8JsonWriter json, string name, IEnumerable<Modifier> modifiers)
    {
        json.WriteStartArray(name);
        foreach (var modifier in modifiers) json.WriteStringValue(modifier.ToString());
        json.WriteEndArray();
    }
}
