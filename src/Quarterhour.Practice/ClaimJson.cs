using System.Text.Json;
using System.Text.Json.Serialization;
using Quarterhour.Billing;
using Quarterhour.Claims;

namespace Quarterhour.Practice;

/// <summary>A claim as it is kept: every field, and read back equal.</summary>
public static class ClaimJson
{
    static readonly JsonSerializerOptions Options = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = { new CodeConverter(), new ModifierConverter(), new JsonStringEnumConverter() } };

    public static string Write(Claim claim) => JsonSerializer.Serialize(claim, Options);

    /// <summary>What of it goes out: prices may be expected anew, and it is the same claim.</summary>
    public static string Sent(Claim claim) => Write(claim with { Lines = [.. claim.Lines.Select(static line => line with { Expected = null, AfterOthers = null })] });

    public static Claim Read(string json) => JsonSerializer.Deserialize<Claim>(json, Options)!;

    sealed class CodeConverter : JsonConverter<ProcedureCode>
    {
        public override ProcedureCode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ProcedureCode.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, ProcedureCode value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }

    sealed class ModifierConverter : JsonConverter<Modifier>
    {
        public override Modifier Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Modifier.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Modifier value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
