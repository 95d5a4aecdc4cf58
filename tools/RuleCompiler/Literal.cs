using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Quarterhour.RuleCompiler;

/// <summary>YAML scalars as C# literals. A quoted word of five characters is a procedure code; 15 is a whole number, 0.15 a decimal.</summary>
static class Literal
{
    public static string Of(string? text) => text is null ? "null" : "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", " ") + "\"";

    /// <summary>Text whose lines matter.</summary>
    public static string Lines(string? text) => text is null ? "null" : string.Join(" + \"\\n\" + ", text.Split('\n').Select(Of));

    public static string Date(string iso) => DateOnly.TryParseExact(iso, "yyyy-MM-dd", out var day)
        ? $"new DateOnly({day.Year}, {day.Month}, {day.Day})" : throw new FormatException($"\"{iso}\" is not a date like 2025-06-02");

    /// <summary>The arguments of a dated entry: from, to, value, confidence, source.</summary>
    public static string Entry(ValuesFile file, YamlMappingNode map, string value)
    {
        string confidence = Sure(file, map);
        try
        {
            string to = file.OptionalText(map, "to") is { } last ? Date(last) : "null";
            return $"{Date(file.Text(map, "from"))}, {to}, {value}, Confidence.{confidence}, {Of(file.Text(map, "source"))}";
        }
        catch (FormatException wrong)
        {
            throw file.Fault(map, wrong.Message);
        }
    }

    /// <summary>The member of the enumeration for <c>confidence</c>.</summary>
    public static string Sure(ValuesFile file, YamlMappingNode map) => file.Text(map, "confidence") switch
    {
        "confirmed" => "Confirmed",
        "secondary" => "Secondary",
        "unconfirmed" => "Unconfirmed",
        var other => throw file.Fault(map, $"confidence \"{other}\" is not confirmed, secondary or unconfirmed"),
    };

    /// <summary>The C# type and expression of a value.</summary>
    public static (string Type, string Expression) Value(ValuesFile file, YamlNode node, string? type) => node switch
    {
        YamlScalarNode scalar => Scalar(scalar),
        YamlSequenceNode list => List(file, list, type),
        YamlMappingNode map when type is not null => (type, Record(file, map, type)),
        _ => throw file.Fault(node, "a mapping needs a \"type\""),
    };

    static (string, string) List(ValuesFile file, YamlSequenceNode list, string? type)
    {
        var items = list.Children.Select(item => Value(file, item, type)).ToList();
        return ($"{items[0].Type}[]", "[" + string.Join(", ", items.Select(item => item.Expression)) + "]");
    }

    static string Record(ValuesFile file, YamlMappingNode map, string type) => $"new {type}(" + string.Join(", ", map.Children.Select(field =>
        $"{Pascal(((YamlScalarNode)field.Key).Value!)}: {Value(file, field.Value, null).Expression}")) + ")";

    static (string, string) Scalar(YamlScalarNode scalar)
    {
        string text = scalar.Value!;
        if (scalar.Style is ScalarStyle.DoubleQuoted or ScalarStyle.SingleQuoted)
            return text.Length == 5 ? ("ProcedureCode", $"ProcedureCode.Parse({Of(text)})") : ("string", Of(text));
        if (text is "true" or "false") return ("bool", text);
        if (text == "null") return ("object", "null");
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)) return ("int", text);
        if (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)) return ("decimal", text + "m");
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", out _) ? ("DateOnly", Date(text)) : ("string", Of(text));
    }

    public static string Camel(string name) => char.ToLowerInvariant(Pascal(name)[0]) + Pascal(name)[1..];

    public static string Pascal(string name) => string.Concat(name.Split('_', '-').Where(part => part.Length > 0).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
