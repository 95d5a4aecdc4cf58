using System.Collections;
using System.Globalization;
using Quarterhour.Billing;
using Xunit;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Quarterhour.Tests;

/// <summary>A piece of a case, read as what the rule needs.</summary>
public readonly struct Node(YamlNode? node, string where)
{
    YamlNode? Yaml => node;

    public Node this[string key] => new(node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null, $"{where}.{key}");

    /// <summary>There, and not <c>null</c>.</summary>
    public bool IsThere => node is not (null or YamlScalarNode { Value: null or "" or "null", Style: ScalarStyle.Plain });

    public string Text => TextOrNull ?? throw new FormatException($"{where} is missing");

    public string? TextOrNull => IsThere ? ((YamlScalarNode)node!).Value : null;

    public int Whole => int.Parse(Text, NumberStyles.AllowLeadingSign, null);

    public int? WholeOrNull => IsThere ? Whole : null;

    public decimal Amount => decimal.Parse(Text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, null);

    public decimal? AmountOrNull => IsThere ? Amount : null;

    public DateOnly Day => DateOnly.ParseExact(Text, "yyyy-MM-dd");

    public DateOnly? DayOrNull => IsThere ? Day : null;

    public TimeOnly? TimeOrNull => IsThere ? TimeOnly.ParseExact(Text, "HH:mm") : null;

    public bool Yes => TextOrNull is "yes" or "true";

    public ProcedureCode Code => ProcedureCode.Parse(Text);

    public T As<T>() where T : struct, Enum => Enum.Parse<T>(Text, ignoreCase: true);

    /// <summary>A word as the visit contract writes it: <c>line-of-sight</c>.</summary>
    public T Kebab<T>() where T : struct, Enum => Enum.Parse<T>(Text.Replace("-", ""), ignoreCase: true);

    public T As<T>(T otherwise) where T : struct, Enum => IsThere ? As<T>() : otherwise;

    public IReadOnlyList<Node> Items
    {
        get
        {
            string at = where;
            return node is YamlSequenceNode list ? [.. list.Children.Select((child, i) => new Node(child, $"{at}[{i}]"))] : [];
        }
    }

    public IReadOnlyList<(string Key, Node Value)> Entries
    {
        get
        {
            string at = where;
            return node is YamlMappingNode map ? [.. map.Children.Select(entry => (((YamlScalarNode)entry.Key).Value!, new Node(entry.Value, $"{at}.{entry.Key}")))] : [];
        }
    }

    /// <summary>As JSON takes it: maps, lists, whole numbers, yes and no, else text.</summary>
    public object? Plain => node switch
    {
        YamlMappingNode => Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Plain, StringComparer.Ordinal),
        YamlSequenceNode => Items.Select(item => item.Plain).ToArray(),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "null" } => null,
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } scalar => scalar.Value == "true",
        YamlScalarNode { Style: ScalarStyle.Plain, Value: { } digits } when (digits == "0" || !digits.StartsWith('0')) && int.TryParse(digits, NumberStyles.None, null, out int whole) => whole,
        YamlScalarNode scalar => scalar.Value,
        _ => null,
    };

    /// <summary>Refuses a key that nobody would read.</summary>
    public Node Only(params string[] known)
    {
        foreach (var (key, _) in Entries)
            if (!known.Contains(key)) throw new FormatException($"{where}: \"{key}\" is not known here; known are {string.Join(", ", known)}");
        return this;
    }

    /// <summary>Everything that the case expects is so; what it does not speak of may be anything.</summary>
    public void Holds(params (string Key, object? Value)[] actual)
    {
        Only([.. actual.Select(one => one.Key)]);
        Assert.NotEmpty(Entries);
        Assert.Equal(Lines(Entries.Select(entry => (entry.Key, (object?)entry.Value))), Lines(Entries.Select(entry => Array.Find(actual, one => one.Key == entry.Key))));
    }

    static string Lines(IEnumerable<(string Key, object? Value)> pairs) => string.Join('\n', pairs.Select(pair => $"{pair.Key}: {Shown(pair.Value)}"));

    static string Shown(object? value) => value switch
    {
        null => "null",
        Node { IsThere: false } => "null",
        Node { Entries: { Count: > 0 } entries } => string.Join(' ', entries.Select(entry => $"{entry.Key}={Shown(entry.Value)}")),
        Node { Items: { Count: > 0 } items } => string.Join(' ', items.Select(item => Shown(item))),
        Node { Yaml: YamlScalarNode scalar } => Shown(scalar.Value),
        Node => "",
        bool yes => yes ? "yes" : "no",
        DateOnly day => day.ToString("yyyy-MM-dd"),
        string text => decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, null, out decimal number) ? Shown(number) : text,
        decimal number => number.ToString("0.############", null),
        IDictionary map => string.Join(' ', map.Keys.Cast<object>().Select(key => $"{Shown(key)}={Shown(map[key])}")),
        IEnumerable list => string.Join(' ', list.Cast<object>().Select(Shown)),
        _ => Shown(FormattableString.Invariant($"{value}")),
    };
}
