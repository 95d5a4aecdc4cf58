using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace Quarterhour.Tests.Fhir;

/// <summary>A compiled implementation guide: its profiles, extensions, value sets and code systems by address.</summary>
sealed class ProfilePackage
{
    static readonly JsonSerializerOptions Lenient = new JsonSerializerOptions().ForFhir(ModelInfo.ModelInspector).UsingMode(DeserializationMode.Recoverable);

    readonly Dictionary<string, StructureDefinition> profiles = new(StringComparer.Ordinal);
    readonly Dictionary<string, ValueSet> valueSets = new(StringComparer.Ordinal);
    readonly Dictionary<string, CodeSystem> codeSystems = new(StringComparer.Ordinal);

    static readonly System.Collections.Concurrent.ConcurrentDictionary<string, ProfilePackage> known = new(StringComparer.Ordinal);

    /// <summary>A guide's package out of the shared folder, read once.</summary>
    public static ProfilePackage Of(string guide) => known.GetOrAdd(Shared.Path("data", "fhir", guide), static folder => new(folder));

    ProfilePackage(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder, "*.json").Where(static file => Path.GetFileName(file).Split('-')[0] is "StructureDefinition" or "ValueSet" or "CodeSystem"))
            switch (JsonSerializer.Deserialize<Resource>(File.ReadAllText(file), Lenient))
            {
                case StructureDefinition profile: profiles[profile.Url!] = profile; break;
                case ValueSet set: valueSets[set.Url!] = set; break;
                case CodeSystem system: codeSystems[system.Url!] = system; break;
            }
    }

    public StructureDefinition? Profile(string url) => profiles.GetValueOrDefault(url.Split('|')[0]);

    /// <summary>Whether a code is in a value set; null where the package does not hold enough to say.</summary>
    public bool? Holds(string valueSet, string? system, string? code)
    {
        if (!valueSets.TryGetValue(valueSet.Split('|')[0], out var set) || set.Compose is not { } compose) return null;
        bool unknown = false;
        foreach (var include in compose.Include)
        {
            if (include.Filter.Count > 0) unknown = true;
            var within = include.ValueSet.Select(one => Holds(one!, system, code)).ToList();
            bool? here = within.Count > 0 ? within.Contains(null) ? null : !within.Contains(false)
                : include.System != system ? false
                : include.Concept.Count > 0 ? include.Concept.Exists(concept => concept.Code == code)
                : codeSystems.TryGetValue(include.System!, out var codes) && codes.Content == CodeSystemContentMode.Complete ? Has(codes.Concept, code) : null;
            if (here == true) return true;
            unknown |= here is null;
        }
        return unknown ? null : false;
    }

    static bool Has(List<CodeSystem.ConceptDefinitionComponent> concepts, string? code) => concepts.Exists(concept => concept.Code == code || Has(concept.Concept, code));
}
