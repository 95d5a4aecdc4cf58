using System.Text;
using YamlDotNet.RepresentationModel;

namespace Quarterhour.RuleCompiler;

/// <summary>The explanations of adjustment codes as C#: one list of all files, deadlines and groups by name.</summary>
sealed class CompiledDenials
{
    readonly List<(ValuesFile File, YamlMappingNode Entry)> entries = [];
    readonly Dictionary<string, string> deadlines = new(StringComparer.Ordinal);
    readonly List<string> groups = [];

    /// <summary>Whether a file belongs here.</summary>
    public static bool Is(ValuesFile file) => ValuesFile.Child(file.Root, "denials") is not null || ValuesFile.Child(file.Root, "deadlines") is not null;

    public void Add(ValuesFile file)
    {
        file.OnlyKeys(file.Root, "denials", "deadlines", "groups", "confidence", "source");
        foreach (var (name, node) in file.Entries(file.Root, "deadlines"))
        {
            var map = node as YamlMappingNode ?? throw file.Fault(node, "a deadline is a mapping");
            file.OnlyKeys(map, "says", "days", "years", "from", "confidence", "source");
            bool fromService = file.Text(map, "from") switch { "service" => true, "notice" => false, var other => throw file.Fault(map, $"from \"{other}\" is neither notice nor service") };
            deadlines[name] = $"new({Literal.Of(name)}, {Literal.Of(file.Text(map, "says"))}, {Number(file.Text(map, "days"))}, {(file.OptionalText(map, "years") is { } years ? Number(years) : "null")}, {(fromService ? "true" : "false")}, Confidence.{Literal.Sure(file, map)}, {Literal.Of(file.Text(map, "source"))})";
        }
        foreach (var (group, node) in file.Entries(file.Root, "groups")) groups.Add($"({Literal.Of(group)}, {Literal.Of(((YamlScalarNode)node).Value)})");
        entries.AddRange(file.Maps(file.Root, "denials").Select(map => (file, map)));
    }

    public void Write(StringBuilder text)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        text.Append("namespace Quarterhour.Billing.Denials\n{\n    public static partial class DenialBook\n    {\n");
        text.Append("        static class Until\n        {\n");
        foreach (var (name, made) in deadlines) text.Append($"            internal static readonly DenialDeadline {Literal.Pascal(name)} = {made};\n");
        text.Append("        }\n");
        text.Append($"        static (string Group, string Words)[] MakeGroups() => [{string.Join(", ", groups)}];\n");
        text.Append("        static Denial[] Make() => [\n");
        foreach (var (file, map) in entries)
        {
            file.OnlyKeys(map, "code", "effect", "about", "cause", "fix", "next", "owes", "deadline", "with", "prevented_by", "held_by", "confidence", "source");
            string code = file.Text(map, "code");
            if (!seen.Add(code)) throw file.Fault(map, $"{code} is explained twice");
            var sure = ValuesFile.Child(map, "confidence") is null ? file.Root : map;
            string? deadline = file.OptionalText(map, "deadline");
            if (deadline is not null && !deadlines.ContainsKey(deadline)) throw file.Fault(map, $"\"{deadline}\" is no deadline; known are {string.Join(", ", deadlines.Keys)}");
            if (file.Text(map, "effect") is "underpayment" or "overpayment" or "unknown") throw file.Fault(map, $"no code says \"{file.Text(map, "effect")}\" of itself");
            string owes = string.Join(", ", file.Entries(map, "owes").Select(one => $"({Literal.Of(one.Key)}, {Literal.Of(((YamlScalarNode)one.Value).Value)})"));
            text.Append($"            new() {{ Code = {Literal.Of(code)}, Effect = DifferenceKind.{Literal.Pascal(file.Text(map, "effect"))}, About = {Literal.Of(file.Text(map, "about"))}, "
                + $"Cause = {Literal.Of(file.Text(map, "cause"))}, Fix = {Literal.Of(file.Text(map, "fix"))}, Next = NextStep.{Literal.Pascal(file.Text(map, "next"))}, With = [{Words(file, map, "with")}], "
                + $"PreventedBy = [{Words(file, map, "prevented_by")}], HeldBy = [{Words(file, map, "held_by")}], Deadline = {(deadline is null ? "null" : "Until." + Literal.Pascal(deadline))}, OwnOwes = [{owes}], "
                + $"Confidence = Confidence.{Literal.Sure(file, sure)}, Source = {Literal.Of(file.OptionalText(map, "source") ?? file.Text(file.Root, "source"))} }},\n");
        }
        text.Append("        ];\n    }\n}\n");
    }

    static string Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture).ToString(System.Globalization.CultureInfo.InvariantCulture);

    static string Words(ValuesFile file, YamlMappingNode map, string key) => ValuesFile.Child(map, key) switch
    {
        null => "",
        YamlSequenceNode list => string.Join(", ", list.Children.Select(item => Literal.Of(((YamlScalarNode)item).Value))),
        var other => throw file.Fault(other, $"\"{key}\" must be a list"),
    };
}
