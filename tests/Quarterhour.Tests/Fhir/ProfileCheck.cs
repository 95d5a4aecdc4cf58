using Hl7.Fhir.Model;
using Hl7.FhirPath;
using Hl7.Fhir.FhirPath;

namespace Quarterhour.Tests.Fhir;

/// <summary>Checks a resource against the snapshot of a profile: how often elements stand, fixed and pattern values, slices, required bindings that the package can answer, invariants in FHIRPath. What needs other packages (references, US Core, X12's lists) is not checked.</summary>
sealed class ProfileCheck
{
    static ProfileCheck() => ElementNavFhirExtensions.PrepareFhirSymbolTableFunctions();

    readonly ProfilePackage package;
    readonly Dictionary<string, List<ElementDefinition>> children = new(StringComparer.Ordinal);
    readonly List<string> issues = [];
    readonly List<string> needed = [];
    readonly HashSet<string> tellers = new(StringComparer.Ordinal);

    ProfileCheck(ProfilePackage package, StructureDefinition profile)
    {
        this.package = package;
        foreach (var element in profile.Snapshot!.Element)
        {
            string parent = Parent(element.ElementId);
            if (!children.TryGetValue(parent, out var list)) children[parent] = list = [];
            list.Add(element);
        }
    }

    /// <param name="package">Where the profile is.</param>
    /// <param name="resource">What is checked.</param>
    /// <param name="profile">The profile's address.</param>
    /// <returns>What is wrong, and the places of elements that could not be left out.</returns>
    public static (IReadOnlyList<string> Issues, IReadOnlyList<string> Needed) Run(ProfilePackage package, Resource resource, string profile)
    {
        var definition = package.Profile(profile) ?? throw new ArgumentException($"the package has no {profile}", nameof(profile));
        var check = new ProfileCheck(package, definition);
        check.Element(resource.ToPocoNode(), definition.Snapshot!.Element[0]);
        return (check.issues, check.needed);
    }

    void Element(PocoNode node, ElementDefinition definition)
    {
        Value(node, definition);
        Invariants(node, definition);
        if (!children.TryGetValue(definition.ElementId!, out var parts)) return;
        foreach (var part in parts.Where(static part => part.SliceName is null || !Last(part.ElementId).Contains(':')))
        {
            var nodes = Children(node, Last(part.ElementId));
            Count(node, part, nodes);
            foreach (var one in nodes) Element(one, part);
            var slices = parts.FindAll(slice => Last(slice.ElementId).StartsWith(Last(part.ElementId) + ":", StringComparison.Ordinal));
            if (slices.Count > 0) Slices(node, part, slices, nodes);
        }
    }

    void Slices(PocoNode parent, ElementDefinition sliced, List<ElementDefinition> slices, List<PocoNode> nodes)
    {
        var left = new List<PocoNode>(nodes);
        var discriminators = sliced.Slicing?.Discriminator ?? [];
        foreach (var slice in slices)
        {
            var taken = nodes.FindAll(node => discriminators.TrueForAll(one => Fits(node, slice, one)));
            if (discriminators.Count == 0) taken = [];
            left.RemoveAll(taken.Contains);
            // without what tells it, a slice that may be absent is only none
            if ((slice.Min ?? 0) == 0) foreach (var one in discriminators) tellers.Add($"{slice.ElementId}.{one.Path}");
            Count(parent, slice, taken);
            foreach (var one in taken) Element(one, slice);
        }
        if (sliced.Slicing?.Rules == ElementDefinition.SlicingRules.Closed && left.Count > 0) issues.Add($"{left[0].GetLocation()} is none of the slices of {sliced.ElementId}");
    }

    bool Fits(PocoNode node, ElementDefinition slice, ElementDefinition.DiscriminatorComponent discriminator)
    {
        string path = discriminator.Path ?? "$this";
        var values = path == "$this" ? [node] : node.Select(path).OfType<PocoNode>().ToList();
        if (discriminator.Type == ElementDefinition.DiscriminatorType.Type) return values.Exists(value => slice.Type.Exists(type => value.Poco.TypeName == type.Code));
        // an extension is told by its profile
        if (path == "url" && slice.Type.SelectMany(static type => type.Profile).FirstOrDefault() is { } profile) return values.Exists(value => value.Poco is FhirUri uri && uri.Value == profile!.Split('|')[0]);
        string id = path == "$this" ? slice.ElementId! : slice.ElementId + "." + path;
        if (path.Contains("extension(", StringComparison.Ordinal))
        {
            // extension('url').value.ofType(boolean): the value that the slice's own extension slice fixes
            var fixedValue = children.Where(entry => entry.Key.StartsWith(slice.ElementId + ".extension:", StringComparison.Ordinal)).SelectMany(static entry => entry.Value).Select(static one => one.Fixed ?? one.Pattern).OfType<FhirBoolean>().FirstOrDefault();
            return fixedValue is not null && values.Exists(value => value.Poco is FhirBoolean told && told.Value == fixedValue.Value);
        }
        return values.Exists(value => Agrees(value, id, path == "$this" ? slice : children.GetValueOrDefault(Parent(id))?.Find(one => one.ElementId == id)));
    }

    /// <summary>Whether a value has the fixed, pattern or bound values that a definition and those under it demand.</summary>
    bool Agrees(PocoNode value, string id, ElementDefinition? definition)
    {
        if (definition?.Pattern is { } pattern) return value.Poco.Matches(pattern);
        if (definition?.Fixed is { } exact) return value.Poco.IsExactly(exact);
        if (definition?.Binding is { Strength: BindingStrength.Required, ValueSet: { } set } && Codes(value.Poco).Any()) return Codes(value.Poco).Any(code => package.Holds(set, code.System, code.Code) == true);
        return children.TryGetValue(id, out var parts) && parts.Where(static part => part.Pattern is not null || part.Fixed is not null).ToList() is { Count: > 0 } told
            && told.TrueForAll(part => Children(value, Last(part.ElementId)).Exists(child => Agrees(child, part.ElementId!, part)));
    }

    void Count(PocoNode parent, ElementDefinition definition, List<PocoNode> nodes)
    {
        int least = definition.Min ?? 0;
        if (nodes.Count < least) issues.Add($"{parent.GetLocation()}: {definition.ElementId} stands {nodes.Count} times, at least {least}");
        if (definition.Max is { } most && most != "*" && nodes.Count > int.Parse(most, System.Globalization.CultureInfo.InvariantCulture)) issues.Add($"{parent.GetLocation()}: {definition.ElementId} stands {nodes.Count} times, at most {most}");
        if (least > 0 && nodes.Count == least && !tellers.Any(teller => definition.ElementId!.StartsWith(teller, StringComparison.Ordinal))) needed.AddRange(nodes.Select(static node => node.GetLocation()));
    }

    void Value(PocoNode node, ElementDefinition definition)
    {
        if (definition.Fixed is { } exact && !node.Poco.IsExactly(exact)) issues.Add($"{node.GetLocation()} is not the fixed value of {definition.ElementId}");
        if (definition.Pattern is { } pattern && !node.Poco.Matches(pattern)) issues.Add($"{node.GetLocation()} is not of the pattern of {definition.ElementId}");
        if (definition.Binding is not { Strength: BindingStrength.Required, ValueSet: { } set }) return;
        var codes = Codes(node.Poco).ToList();
        if (codes.Count > 0 && codes.TrueForAll(code => package.Holds(set, code.System, code.Code) == false)) issues.Add($"{node.GetLocation()}: {codes[0].System}#{codes[0].Code} is not in {set}");
    }

    static IEnumerable<(string? System, string? Code)> Codes(Base value) => value switch
    {
        CodeableConcept concept => concept.Coding.Select(static coding => ((string?)coding.System, (string?)coding.Code)),
        Coding coding => [(coding.System, coding.Code)],
        _ => [],
    };

    void Invariants(PocoNode node, ElementDefinition definition)
    {
        foreach (var constraint in definition.Constraint.Where(static one => one.Severity == ConstraintSeverity.Error && one.Expression is not null && !Unanswerable(one.Expression!)))
            if (!node.Predicate(constraint.Expression!)) issues.Add($"{node.GetLocation()}: {constraint.Key}: {constraint.Human}");
    }

    /// <summary>Asks a terminology server or another package.</summary>
    static bool Unanswerable(string expression) => expression.Contains("memberOf", StringComparison.Ordinal) || expression.Contains("conformsTo", StringComparison.Ordinal) || expression.Contains("htmlChecks", StringComparison.Ordinal) || expression.Contains("resolve()", StringComparison.Ordinal);

    static List<PocoNode> Children(PocoNode node, string name) => [.. node.Child(name.Replace("[x]", "", StringComparison.Ordinal)) ?? Enumerable.Empty<PocoNode>()];

    static string Last(string? id) => id![(id!.LastIndexOf('.') + 1)..];

    static string Parent(string? id) => id!.LastIndexOf('.') is var dot and >= 0 ? id![..dot] : "";
}
