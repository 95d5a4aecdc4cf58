using System.Text.Json;
using Quarterhour.X12;

namespace Quarterhour.Cli.X12;

/// <summary>A receiver's profile as JSON: severities by finding id, and rules.</summary>
static class ProfileFile
{
    const string Form = "{\"severities\":{\"code-npi\":\"error\"},\"rules\":[{\"name\":\"…\",\"loop\":\"2300\",\"tag\":\"REF\",\"qualifier\":\"G1\",\"required\":true}]}";

    public static CheckProfile Read(string path)
    {
        using var file = Given.File(path);
        try
        {
            using var json = JsonDocument.Parse(file);
            var root = json.RootElement;
            Only(root, path, "the profile", "severities", "rules");
            return new()
            {
                Severities = root.TryGetProperty("severities", out var severities) ? severities.EnumerateObject().ToDictionary(one => one.Name, one => Severity(one.Value, path), StringComparer.Ordinal) : new(StringComparer.Ordinal),
                Rules = root.TryGetProperty("rules", out var rules) ? [.. rules.EnumerateArray().Select(rule => Rule(rule, path))] : [],
            };
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new UnusableException($"--profile: {path}: {wrong.Message.ReplaceLineEndings(" ").TrimEnd('.')}; the form is {Form}");
        }
    }

    static Severity? Severity(JsonElement value, string path) => value.GetString() switch
    {
        "error" => Quarterhour.X12.Severity.Error,
        "warning" => Quarterhour.X12.Severity.Warning,
        "note" => Quarterhour.X12.Severity.Note,
        "off" => null,
        var other => throw new UnusableException($"--profile: {path}: severity \"{other}\" is none of error, warning, note, off"),
    };

    static PartnerRule Rule(JsonElement rule, string path)
    {
        Only(rule, path, "a rule", "name", "loop", "tag", "qualifier", "element", "allowed", "longest", "required", "forbidden", "says");
        return new(rule.GetProperty("name").GetString()!, Text("loop"), rule.GetProperty("tag").GetString()!)
        {
            Qualifier = Text("qualifier"), Says = Text("says"), Element = Number("element"), Longest = Number("longest"), Required = Flag("required"), Forbidden = Flag("forbidden"),
            Allowed = rule.TryGetProperty("allowed", out var allowed) ? [.. allowed.EnumerateArray().Select(one => one.GetString()!)] : [],
        };

        string? Text(string name) => rule.TryGetProperty(name, out var value) ? value.GetString() : null;

        int Number(string name) => rule.TryGetProperty(name, out var value) ? value.GetInt32() : 0;

        bool Flag(string name) => rule.TryGetProperty(name, out var value) && value.GetBoolean();
    }

    static void Only(JsonElement within, string path, string where, params string[] known)
    {
        foreach (var member in within.EnumerateObject())
            if (!known.Contains(member.Name)) throw new UnusableException($"--profile: {path}: {where} knows no \"{member.Name}\"; {Billing.Spelling.DidYouMean(member.Name, known)}");
    }
}
