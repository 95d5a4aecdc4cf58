using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Quarterhour.Billing;
using Quarterhour.Billing.Units;

namespace Quarterhour.Formats;

/// <summary>How our JSON is written: the contract's number first, money as strings with two decimals, dates as YYYY-MM-DD, codes in upper case.</summary>
public static class Json
{
    /// <summary>Grows only when a field is renamed or removed.</summary>
    public const int Contract = 1;

    /// <summary>Relaxed: § and quotes in our sentences stay readable; the output is never put into HTML unescaped.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Writes one answer and a line end.</summary>
    /// <param name="into">Receives the bytes.</param>
    /// <param name="fields">Writes the fields behind <c>contract</c>.</param>
    public static void Answer(Stream into, Action<Utf8JsonWriter> fields)
    {
        using (var json = new Utf8JsonWriter(into, Options))
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

    public static void Day(this Utf8JsonWriter json, string name, DateOnly? day)
    {
        json.WritePropertyName(name);
        Span<byte> text = stackalloc byte[10];
        if (day is { } known && known.TryFormat(text, out _, "yyyy-MM-dd")) json.WriteStringValue(text);
        else json.WriteNullValue();
    }

    public static void Code(this Utf8JsonWriter json, string name, ProcedureCode code)
    {
        json.WritePropertyName(name);
        json.CodeValue(code);
    }

    public static void Codes(this Utf8JsonWriter json, string name, IEnumerable<ProcedureCode> codes)
    {
        json.WriteStartArray(name);
        foreach (var code in codes) json.CodeValue(code);
        json.WriteEndArray();
    }

    public static void Modifiers(this Utf8JsonWriter json, string name, IEnumerable<Modifier> modifiers)
    {
        json.WriteStartArray(name);
        foreach (var modifier in modifiers) json.WriteStringValue(modifier.ToString());
        json.WriteEndArray();
    }

    /// <summary>Reasons as <c>[{"rule","text","cite","because"}]</c>; <c>because</c> stands only where there are deeper ones.</summary>
    public static void Because(this Utf8JsonWriter json, string name, IReadOnlyList<Reason> reasons)
    {
        byte[] room = ArrayPool<byte>.Shared.Rent(Words.Longest);
        json.Because(name, reasons, room);
        ArrayPool<byte>.Shared.Return(room);
    }

    /// <summary>Units that the therapist may put elsewhere.</summary>
    public static void Choices(this Utf8JsonWriter json, string name, IReadOnlyList<UnitChoice> choices)
    {
        json.WriteStartArray(name);
        foreach (var choice in choices) // no other rule leaves one
        {
            json.WriteStartObject();
            json.WriteString("rule", EightMinuteRule.Rule.Id);
            json.Codes("acceptable", choice.Acceptable);
            json.Code("picked", choice.Picked);
            json.WriteString("text", Words.Text(choice.Because));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static void CodeValue(this Utf8JsonWriter json, ProcedureCode code)
    {
        Span<byte> five = stackalloc byte[5];
        code.WriteTo(five);
        json.WriteStringValue(five);
    }

    static void Because(this Utf8JsonWriter json, string name, IReadOnlyList<Reason> reasons, Span<byte> room)
    {
        json.WriteStartArray(name);
        foreach (var reason in reasons)
        {
            json.WriteStartObject();
            json.WriteString("rule", reason.Template.Rule.Id);
            json.WriteString("text", room[..Words.Write(reason, room)]);
            json.WriteString("cite", reason.Template.Cite);
            if (reason.Under.Count > 0) json.Because("because", reason.Under, room);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
