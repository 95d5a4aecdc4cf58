using System.Xml.Linq;
using Quarterhour.Billing;
using Xunit;

namespace Quarterhour.Tests;

/// <summary>Arrows between projects point down only, and the rules know no store, no web, no console.</summary>
public sealed class Architecture
{
    static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Quarterhour.Billing"] = [],
        ["Quarterhour.X12"] = [],
        ["Quarterhour.Rates"] = [],
        ["Quarterhour.Reference"] = ["Quarterhour.Billing"],
        ["Quarterhour.Formats"] = ["Quarterhour.Billing"],
        ["Quarterhour.Claims"] = ["Quarterhour.Billing", "Quarterhour.X12", "Quarterhour.Reference"],
        ["Quarterhour.Fhir"] = ["Quarterhour.Claims"],
        ["Quarterhour.Market"] = ["Quarterhour.Rates", "Quarterhour.Reference"],
        ["Quarterhour.Practice"] = ["Quarterhour.Claims"],
        ["Quarterhour.Answers"] = ["Quarterhour.Formats", "Quarterhour.Reference", "Quarterhour.X12"],
        ["Quarterhour.Simulation"] = ["Quarterhour.Billing", "Quarterhour.X12"],
        ["Quarterhour.Web"] = ["Quarterhour.Simulation", "Quarterhour.Practice", "Quarterhour.Fhir", "Quarterhour.Market", "Quarterhour.Answers"],
        ["Quarterhour.Native"] = ["Quarterhour.Rates", "Quarterhour.Answers"],
        ["Quarterhour.Cli"] = ["Quarterhour.Practice", "Quarterhour.Claims", "Quarterhour.Fhir", "Quarterhour.Market", "Quarterhour.Answers"],
    };

    /// <summary>Compiles the values into the rules; nothing of it is referenced.</summary>
    const string RuleCompiler = "RuleCompiler";

    public static TheoryData<string> Projects => [.. Repository.Files("src", "*.csproj").Select(file => Path.GetFileNameWithoutExtension(file))];

    [Theory, MemberData(nameof(Projects))]
    public void References_point_down(string project)
    {
        Assert.Contains(project, Allowed.Keys);
        var references = XDocument.Load(Repository.Path("src", project, project + ".csproj")).Descendants("ProjectReference").ToList();
        Assert.All(references.Where(reference => Name(reference) == RuleCompiler), reference => Assert.Equal("false", reference.Attribute("ReferenceOutputAssembly")?.Value));
        Assert.Equal([], references.Select(Name).Except([RuleCompiler]).Except(Below(project)));
    }

    [Fact]
    public void Nothing_in_src_reaches_into_tests_or_tools() => Assert.Equal(["../../tools/RuleCompiler/RuleCompiler.csproj"],
        Repository.Files("src", "*.csproj").SelectMany(file => XDocument.Load(Repository.Path(file)).Descendants("ProjectReference")).Select(reference => reference.Attribute("Include")!.Value)
            .Where(path => !path.StartsWith("../Quarterhour.", StringComparison.Ordinal)).Distinct());

    [Fact]
    public void Rules_know_no_world()
    {
        string[] banned = ["System.Console", "System.IO.", "System.Net", "System.Data", "System.Diagnostics.Process", "System.Threading.Tasks.Parallel", "Microsoft.", "YamlDotNet", "Quarterhour."];
        Assert.Equal([], typeof(RuleBook).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!).Where(name => banned.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))));
    }

    /// <summary>X12 reads files and streams, and nothing else of the world.</summary>
    [Fact]
    public void X12_depends_on_nothing()
    {
        string[] banned = ["System.Console", "System.Net", "System.Data", "System.Diagnostics.Process", "Microsoft.", "YamlDotNet", "Quarterhour."];
        Assert.Equal([], typeof(Quarterhour.X12.X12Reader).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!).Where(name => banned.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))));
        string project = File.ReadAllText(Repository.Path("src", "Quarterhour.X12", "Quarterhour.X12.csproj"));
        Assert.DoesNotContain("PackageReference", project, StringComparison.Ordinal);
        Assert.DoesNotContain("ProjectReference", project, StringComparison.Ordinal);
    }

    [Fact]
    public void The_solution_holds_every_project()
    {
        string solution = File.ReadAllText(Repository.Path("Quarterhour.slnx"));
        Assert.Equal([], new[] { "src", "tests", "tools" }.SelectMany(folder => Repository.Files(folder, "*.csproj")).Where(project => !solution.Contains(project, StringComparison.Ordinal)));
    }

    static string Name(XElement reference) => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value);

    static IEnumerable<string> Below(string project) => Allowed[project].SelectMany(below => Below(below).Append(below)).Distinct();
}
