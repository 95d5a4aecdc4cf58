using System.Runtime.CompilerServices;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Quarterhour.Tests;

/// <summary>A worked example that a biller can read.</summary>
public sealed record Case(string Name, DateOnly Date, Node Given, Node Expect, string Because);

/// <summary>The worked examples of one rule, from <c>X.cases.yaml</c>.</summary>
public sealed class Cases
{
    readonly Dictionary<string, Case> byName = new(StringComparer.Ordinal);

    /// <exception cref="FormatException">A case lacks its name, date or reason, or a name is there twice.</exception>
    public Cases(string path)
    {
        var yaml = new YamlStream();
        using (var reader = new StreamReader(path)) yaml.Load(reader);
        foreach (var node in new Node(yaml.Documents[0].RootNode, Path.GetFileName(path)).Items)
        {
            node.Only("name", "date", "given", "expect", "because");
            var one = new Case(node["name"].Text, node["date"].Day, node["given"], node["expect"], node["because"].Text);
            if (!byName.TryAdd(one.Name, one)) throw new FormatException($"{path}: \"{one.Name}\" is there twice");
        }
    }

    /// <summary>The cases beside the <c>X.Tests.cs</c> that asks.</summary>
    public static Cases Beside([CallerFilePath] string tests = "") =>
        new(Path.Combine(Repository.Root, tests.Replace("/_/", "").Replace(".Tests.cs", ".cases.yaml")));

    public IReadOnlyCollection<Case> All => byName.Values;

    public TheoryData<string> Names => [.. byName.Keys];

    public Case this[string name] => byName[name];
}
