using System.Globalization;
using Quarterhour.Billing;
using Quarterhour.Billing.Payers;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Quarterhour.Reference.Payers;

/// <summary>A user's payer profile that can't be used: where and why.</summary>
public sealed class UnusableProfileException(string file, long line, string message) : Exception($"{file}:{line}: {message}");

/// <summary>A user's own payer profiles: one YAML file a payer, in the form of the built-in ones. A file of the same id takes a built-in profile's place.</summary>
public static class OwnPayers
{
    static readonly string[] ProfileKeys = ["payer", "name", "like", "says", "values"], ValueKeys = ["name", "from", "to", "value", "confidence", "source"];

    /// <summary>The built-in profiles with those of a folder over them; the built-in ones alone where the folder is not there.</summary>
    /// <param name="folder">Its <c>*.yaml</c> and <c>*.yml</c> are read.</param>
    /// <exception cref="UnusableProfileException">A file can't be read, or holds a key or a value that is not known.</exception>
    public static PayerList Over(PayerList builtIn, string folder)
    {
        if (!Directory.Exists(folder)) return builtIn;
        string[] files = [.. Directory.EnumerateFiles(folder).Where(file => Path.GetExtension(file) is ".yaml" or ".yml").Order(StringComparer.Ordinal)];
        if (files.Length == 0) return builtIn;
        var own = files.Select(Read).ToList();
        PayerList all;
        try
        {
            all = builtIn.With(own);
        }
        catch (FormatException wrong)
        {
            throw new UnusableProfileException(folder, 0, wrong.Message);
        }
        for (int i = 0; i < own.Count; i++) Check(all.Find(own[i].Id)!, files[i]);
        return all;
    }

    /// <summary>Reads one profile.</summary>
    /// <exception cref="UnusableProfileException">It can't be used.</exception>
    public static Payer Read(string file)
    {
        var stream = new YamlStream();
        try
        {
            using var text = new StreamReader(file);
            stream.Load(text);
        }
        // what the parser makes of some damaged files is no YamlException
        catch (Exception wrong) when (wrong is YamlException or InvalidOperationException or ArgumentException)
        {
            throw new UnusableProfileException(file, wrong is YamlException { Start.Line: var line } ? line : 0, $"not YAML: {wrong.Message.ReplaceLineEndings(" ")}");
        }
        if (stream.Documents.Count != 1 || stream.Documents[0].RootNode is not YamlMappingNode root) throw new UnusableProfileException(file, 1, "a profile is one mapping, with payer, name and values");
        OnlyKeys(file, root, ProfileKeys);
        string id = Text(file, root, "payer") ?? throw new UnusableProfileException(file, 1, "\"payer\" is missing: the id that visits name");
        if (!root.Children.TryGetValue(new YamlScalarNode("values"), out var values) || values is not YamlSequenceNode list)
            throw new UnusableProfileException(file, root.Start.Line, "\"values\" is missing: a list of settings, each with name, from and value");
        return new(id, Text(file, root, "name") ?? id, Text(file, root, "like"), Text(file, root, "says") ?? "", [.. list.Children.Select(node => Setting(file, node))]);
    }

    static PayerSetting Setting(string file, YamlNode node)
    {
        if (node is not YamlMappingNode map) throw new UnusableProfileException(file, node.Start.Line, "each setting is a mapping with name, from and value");
        OnlyKeys(file, map, ValueKeys);
        string name = Text(file, map, "name") ?? throw new UnusableProfileException(file, map.Start.Line, "the setting has no name");
        if (!Terms.Known.ContainsKey(name))
            throw new UnusableProfileException(file, map.Start.Line, $"\"{name}\" is not a setting; {Spelling.DidYouMean(name, Terms.Known.Keys)}");
        string? value = map.Children.TryGetValue(new YamlScalarNode("value"), out var given) && given is YamlSequenceNode words
            ? string.Join(' ', words.Children.Select(word => word.ToString())) : Text(file, map, "value");
        if (value is null) throw new UnusableProfileException(file, map.Start.Line, $"{name} has no value; it takes {Terms.Known[name]}");
        var confidence = Text(file, map, "confidence") is not { } word ? Confidence.Unconfirmed
            : Enum.TryParse<Confidence>(word, ignoreCase: true, out var known) ? known
            : throw new UnusableProfileException(file, map.Start.Line, $"confidence \"{word}\" is not confirmed, secondary or unconfirmed");
        var from = Day(file, map, "from") ?? throw new UnusableProfileException(file, map.Start.Line, $"{name} has no first day; write from: YYYY-MM-DD");
        return new(name, from, Day(file, map, "to"), value, confidence, Text(file, map, "source") ?? $"own profile, {Path.GetFileName(file)}");
    }

    /// <summary>Every value is read once on its first day, so that a mistake shows before the first visit.</summary>
    static void Check(Payer payer, string file)
    {
        foreach (var setting in payer.Settings)
            try
            {
                payer.On(setting.From);
            }
            catch (FormatException wrong)
            {
                throw new UnusableProfileException(file, 1, wrong.Message);
            }
    }

    static DateOnly? Day(string file, YamlMappingNode map, string key) => Text(file, map, key) switch
    {
        null => null,
        var text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day,
        var text => throw new UnusableProfileException(file, map.Start.Line, $"{key}: \"{text}\" is not a day of the calendar; write it as YYYY-MM-DD"),
    };

    static string? Text(string file, YamlMappingNode map, string key) => !map.Children.TryGetValue(new YamlScalarNode(key), out var node) ? null
        : node is YamlScalarNode scalar ? scalar.Value : throw new UnusableProfileException(file, node.Start.Line, $"\"{key}\" must be text");

    static void OnlyKeys(string file, YamlMappingNode map, string[] known)
    {
        foreach (var key in map.Children.Keys)
            if (!known.Contains(key.ToString()))
                throw new UnusableProfileException(file, key.Start.Line, $"\"{key}\" is not known here; {Spelling.DidYouMean(key.ToString(), known)}");
    }
}
