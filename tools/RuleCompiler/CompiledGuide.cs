using System.Text.Json;
using YamlDotNet.RepresentationModel;

namespace Quarterhour.RuleCompiler;

/// <summary>The pages of the guide as one JSON document, so that no YAML is read when the program starts: pages by code, and families.</summary>
static class CompiledGuide
{
    static readonly string[] Texts = ["summary", "one_on_one", "who"], Lists = ["examples", "fits"], Maps = ["instead", "note", "modifiers", "pairs"],
        NoteParts = ["impairment", "done", "skilled", "response", "minutes"];

    public static byte[] Folder(string folder)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartObject("pages");
            foreach (string path in Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal))
            {
                string code = Path.GetFileNameWithoutExtension(path);
                if (code == "families") continue;
                var file = new ValuesFile(path);
                file.OnlyKeys(file.Root, ["code", .. Texts, .. Lists, .. Maps, "denials", "questions"]);
                if (file.Text(file.Root, "code") != code) throw file.Fault(file.Root, $"the code is not that of the file's name, {code}");
                foreach (string needed in (string[])["summary", "one_on_one", "who"]) file.Text(file.Root, needed);
                json.WritePropertyName(code);
                Page(json, file, file.Root);
            }
            json.WriteEndObject();
            json.WriteStartObject("families");
            var families = new ValuesFile(Path.Combine(folder, "families.yaml"));
            foreach (var (family, node) in families.Root.Children)
            {
                var map = node as YamlMappingNode ?? throw families.Fault(node, "a family is a mapping");
                families.OnlyKeys(map, [.. Texts, .. Lists, .. Maps, "denials", "questions"]);
                json.WritePropertyName(((YamlScalarNode)family).Value!);
                Page(json, families, map);
            }
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    static void Page(Utf8JsonWriter json, ValuesFile file, YamlMappingNode page)
    {
        json.WriteStartObject();
        foreach (string key in Texts) if (file.OptionalText(page, key) is { } text) json.WriteString(key, text);
        foreach (string key in Lists)
        {
            if (ValuesFile.Child(page, key) is not { } list) continue;
            json.WriteStartArray(key);
            foreach (var item in (list as YamlSequenceNode ?? throw file.Fault(list, $"\"{key}\" must be a list")).Children)
                json.WriteStringValue((item as YamlScalarNode)?.Value?.Trim() ?? throw file.Fault(item, "a sentence is needed; does it hold a colon and lack quotes?"));
            json.WriteEndArray();
        }
        foreach (string key in Maps)
        {
            json.WriteStartObject(key);
            foreach (var (name, value) in file.Entries(page, key))
            {
                if (key == "note" && !NoteParts.Contains(name)) throw file.Fault(value, $"\"{name}\" is no part of a note; known are {string.Join(", ", NoteParts)}");
                json.WriteString(name, (value as YamlScalarNode)?.Value?.Trim() ?? throw file.Fault(value, $"{key}.{name} must be text"));
            }
            json.WriteEndObject();
        }
        Maplist(json, file, page, "denials", ["carc", "cause", "prevent"], ["rarc"]);
        Maplist(json, file, page, "questions", ["ask", "answer", "cite", "confidence"], ["show"]);
        json.WriteEndObject();
    }

    static void Maplist(Utf8JsonWriter json, ValuesFile file, YamlMappingNode page, string key, string[] needed, string[] optional)
    {
        json.WriteStartArray(key);
        foreach (var map in file.Maps(page, key))
        {
            file.OnlyKeys(map, [.. needed, .. optional]);
            json.WriteStartObject();
            foreach (string name in needed) json.WriteString(name, file.Text(map, name));
            foreach (string name in optional) if (file.OptionalText(map, name) is { } text) json.WriteString(name, text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
