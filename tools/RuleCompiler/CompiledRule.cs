using System.Text;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Quarterhour.RuleCompiler;

/// <summary>A rule's values, sentences and findings as a partial class, so that the rule's own code names them directly.</summary>
static partial class CompiledRule
{
    [GeneratedRegex(@"\{(?<place>[a-z_0-9]+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();

    public static void Write(StringBuilder text, ValuesFile file, string space, string name)
    {
        var root = file.Root;
        file.OnlyKeys(root, "rule", "says", "cite", "confidence", "values", "reasons", "findings");
        text.Append($"namespace {space}\n{{\n    public static partial class {name}\n    {{\n");
        text.Append($"        /// <summary>{Xml(file.Text(root, "says"))}</summary>\n");
        text.Append($"        public static readonly Rule Rule = new({Literal.Of(file.Text(root, "rule"))}, {Literal.Of(file.Text(root, "says"))}, {Literal.Of(file.Text(root, "cite"))}, Confidence.{Literal.Sure(file, root)});\n");
        var values = Values(text, file);
        var reasons = Reasons(text, file);
        var findings = Findings(text, file);
        text.Append($"        internal static RuleWords Words() => new(Rule, {Literal.Of(space[(space.LastIndexOf('.') + 1)..])}, [{string.Join(", ", reasons)}], [{string.Join(", ", findings)}], [{string.Join(", ", values)}]);\n");
        text.Append("    }\n}\n");
    }

    static List<string> Values(StringBuilder text, ValuesFile file)
    {
        var names = new List<string>();
        foreach (var group in file.Maps(file.Root, "values").GroupBy(map => file.Text(map, "name")))
        {
            string? type = null;
            var entries = new List<string>();
            foreach (var map in group)
            {
                file.OnlyKeys(map, "name", "from", "to", "type", "value", "confidence", "source");
                var (found, expression) = Literal.Value(file, ValuesFile.Child(map, "value") ?? throw file.Fault(map, "\"value\" is missing"), file.OptionalText(map, "type"));
                if (type is not null && type != found) throw file.Fault(map, $"{group.Key} is {type} elsewhere and {found} here");
                type = found;
                entries.Add($"new DatedValue<{found}>({Literal.Entry(file, map, expression)})");
            }
            text.Append($"        internal static readonly Dated<{type}> {Literal.Pascal(group.Key)} = new({Literal.Of(group.Key)}, {string.Join(",\n            ", entries)});\n");
            names.Add($"ValueWords.Of({Literal.Pascal(group.Key)})");
        }
        return names;
    }

    static List<string> Reasons(StringBuilder text, ValuesFile file)
    {
        var names = new List<string>();
        text.Append("        internal static class Because\n        {\n");
        foreach (var (key, node) in file.Entries(file.Root, "reasons"))
        {
            string words = node is YamlMappingNode map ? file.Text(map, "text") : ((YamlScalarNode)node).Value!;
            string cite = node is YamlMappingNode with && file.OptionalText(with, "cite") is { } own ? Literal.Of(own) : "Rule.Cite";
            string field = Literal.Camel(key) + "Words";
            text.Append($"            internal static readonly Template {field} = new(Rule, {Literal.Of(key)}, {Literal.Of(words)}, {cite});\n");
            var places = Places(words);
            text.Append(places.Count == 0
                ? $"            internal static readonly Reason {Literal.Pascal(key)} = new({field}, []);\n"
                : $"            internal static Reason {Literal.Pascal(key)}({Parameters(places)}) => new({field}, [{Arguments(places)}]);\n");
            names.Add("Because." + field);
        }
        text.Append("        }\n");
        return names;
    }

    static List<string> Findings(StringBuilder text, ValuesFile file)
    {
        var names = new List<string>();
        text.Append("        internal static class Finds\n        {\n");
        foreach (var (key, node) in file.Entries(file.Root, "findings"))
        {
            var map = node as YamlMappingNode ?? throw file.Fault(node, "a finding is a mapping with severity, message and fix");
            file.OnlyKeys(map, "id", "severity", "message", "fix", "cite", "example", "unseen");
            string message = file.Text(map, "message"), fix = file.Text(map, "fix");
            string severity = file.Text(map, "severity") switch
            {
                "error" => "Error",
                "warning" => "Warning",
                "note" => "Note",
                var other => throw file.Fault(map, $"severity \"{other}\" is not error, warning or note"),
            };
            string field = Literal.Camel(key) + "Words", cite = file.OptionalText(map, "cite") is { } own ? Literal.Of(own) : "Rule.Cite";
            text.Append($"            internal static readonly FindingTemplate {field} = new(Rule, {Literal.Of(file.OptionalText(map, "id") ?? key)}, {Literal.Of(key)}, Severity.{severity}, {Literal.Of(message)}, {Literal.Of(fix)}, {cite}, {Literal.Lines(file.OptionalText(map, "example"))}, {Literal.Of(file.OptionalText(map, "unseen"))});\n");
            var places = Places(message + " " + fix);
            text.Append($"            internal static Finding {Literal.Pascal(key)}({Parameters(places)}) => new({field}, [{Arguments(places)}]);\n");
            names.Add("Finds." + field);
        }
        text.Append("        }\n");
        return names;
    }

    /// <summary>The places of a sentence, each once, in the order of their first appearance: the order of the arguments.</summary>
    static List<string> Places(string words) => [.. Place().Matches(words).Select(match => match.Groups["place"].Value).Distinct()];

    static string Parameters(List<string> places) => string.Join(", ", places.Select(place => $"Arg {Literal.Camel(place)}"));

    static string Arguments(List<string> places) => string.Join(", ", places.Select(Literal.Camel));

    static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
