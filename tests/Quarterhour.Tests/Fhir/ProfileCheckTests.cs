using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Xunit;

namespace Quarterhour.Tests.Fhir;

/// <summary>The checker itself: the guides' examples pass, and with any needed element left out they do not.</summary>
public sealed class ProfileCheckTests
{
    static readonly JsonSerializerOptions Strict = new JsonSerializerOptions().ForFhir(ModelInfo.ModelInspector).UsingMode(DeserializationMode.Recoverable);

    /// <summary>One of several items is enough.</summary>
    static readonly Regex Index = new(@"\[[0-9]+\]", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    static readonly string[] Guides = ["carin-bb-2.0.0", "davinci-pas-2.0.1", "davinci-pas-2.2.1"];

    static IEnumerable<(string Guide, string File)> Examples => Guides.SelectMany(static guide => Directory.EnumerateFiles(Shared.Path("data", "fhir", guide, "example"), "*.json").Order(StringComparer.Ordinal).Select(file => (guide, file)));

    static Resource Read(string json) => JsonSerializer.Deserialize<Resource>(json, Strict)!;

    [Fact]
    public void Examples_of_the_guides_pass()
    {
        var wrong = new List<string>();
        int count = 0;
        foreach (var (guide, file) in Examples)
        {
            var package = ProfilePackage.Of(guide);
            var resource = Read(File.ReadAllText(file));
            foreach (string profile in resource.Meta?.Profile?.OfType<string>().Where(one => package.Profile(one) is not null) ?? [])
            {
                count++;
                wrong.AddRange(ProfileCheck.Run(package, resource, profile).Issues.Select(issue => $"{guide} {Path.GetFileName(file)}: {issue}"));
            }
        }
        Assert.Equal("", string.Join('\n', wrong));
        Assert.InRange(count, 30, 100);
    }

    [Fact]
    public void Examples_without_a_needed_element_do_not_pass()
    {
        var passed = new List<string>();
        int count = 0;
        foreach (var (guide, file) in Examples)
        {
            var package = ProfilePackage.Of(guide);
            string text = File.ReadAllText(file);
            var resource = Read(text);
            foreach (string profile in resource.Meta?.Profile?.OfType<string>().Where(one => package.Profile(one) is not null) ?? [])
                foreach (string place in ProfileCheck.Run(package, resource, profile).Needed.DistinctBy(static place => Index.Replace(place, ""), StringComparer.Ordinal))
                {
                    var mutated = JsonNode.Parse(text)!.AsObject();
                    if (!Remove(mutated, place)) continue;
                    count++;
                    Resource without;
                    try
                    {
                        without = Read(mutated.ToJsonString());
                    }
                    catch (DeserializationFailedException)
                    {
                        continue;
                    }
                    if (ProfileCheck.Run(package, without, profile).Issues.Count == 0) passed.Add($"{guide} {Path.GetFileName(file)} without {place}");
                }
        }
        Assert.Equal("", string.Join('\n', passed));
        Assert.InRange(count, 300, 10_000);
    }

    /// <summary>Takes out what stands at <c>Claim.item[0].category</c>.</summary>
    static bool Remove(JsonObject root, string place)
    {
        JsonNode? at = root;
        string[] parts = place.Split('.')[1..];
        for (int i = 0; i < parts.Length; i++)
        {
            if (at is not JsonObject here) return false;
            string name = parts[i].Split('[')[0];
            string? key = here.ContainsKey(name) ? name : here.Select(static one => one.Key).FirstOrDefault(key => key.StartsWith(name, StringComparison.Ordinal) && key.Length > name.Length && char.IsAsciiLetterUpper(key[name.Length]));
            if (key is null) return false;
            int index = parts[i].Contains('[', StringComparison.Ordinal) ? int.Parse(parts[i].Split('[', ']')[1], System.Globalization.CultureInfo.InvariantCulture) : 0;
            if (i < parts.Length - 1)
            {
                at = here[key] is JsonArray list ? list[index] : here[key];
                continue;
            }
            if (here[key] is JsonArray { Count: > 1 } several) several.RemoveAt(index);
            else here.Remove(key);
        }
        return true;
    }
}
