using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Quarterhour.RuleCompiler;

/// <summary>One YAML file, with access that names file and line when something is missing or unknown.</summary>
public sealed class ValuesFile
{
    readonly string path;

    public ValuesFile(string path)
    {
        this.path = path;
        var stream = new YamlStream();
        try
        {
            using var reader = new StreamReader(path);
            stream.Load(reader);
        }
        catch (YamlException wrong)
        {
            throw new FaultInValues(path, wrong.Start.Line, wrong.Message);
        }
        Root = stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode map ? map
            : throw new FaultInValues(path, 1, "a values file is one mapping");
    }

    public YamlMappingNode Root { get; }

    public string Text(YamlMappingNode map, string key) => OptionalText(map, key) ?? throw Fault(map, $"\"{key}\" is missing");

    public string? OptionalText(YamlMappingNode map, string key) => Child(map, key) switch
    {
        null => null,
        YamlScalarNode { Value: { } text } => text.Trim(),
        var other => throw Fault(other, $"\"{key}\" must be text"),
    };

    public IEnumerable<YamlMappingNode> Maps(YamlMappingNode map, string key) => Child(map, key) switch
    {
        null => [],
        YamlSequenceNode list => list.Children.Select(item => item as YamlMappingNode ?? throw Fault(item, $"each of \"{key}\" must be a mapping")),
        var other => throw Fault(other, $"\"{key}\" must be a list"),
    };

    public IEnumerable<(string Key, YamlNode Value)> Entries(YamlMappingNode map, string key) => Child(map, key) switch
    {
        null => [],
        YamlMappingNode entries => entries.Children.Select(entry => (((YamlScalarNode)entry.Key).Value!, entry.Value)),
        var other => throw Fault(other, $"\"{key}\" must be a mapping"),
    };

    public static YamlNode? Child(YamlMappingNode map, string key) => map.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;

    public void OnlyKeys(YamlMappingNode map, params string[] known)
    {
        foreach (var key in map.Children.Keys)
            if (!known.Contains(((YamlScalarNode)key).Value)) throw Fault(key, $"\"{key}\" is not known here; known are {string.Join(", ", known)}");
    }

    public FaultInValues Fault(YamlNode node, string message) => new(path, node.Start.Line, message);
}
