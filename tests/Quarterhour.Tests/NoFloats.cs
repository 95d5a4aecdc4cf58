using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Quarterhour.Tests;

/// <summary>Money is decimal: neither double nor float stands anywhere in the rules or in claims.</summary>
public sealed class NoFloats
{
    public static TheoryData<string> Files => [.. new[] { "Quarterhour.Billing", "Quarterhour.Claims" }.Where(project => Directory.Exists(Repository.Path("src", project)))
        .SelectMany(project => Repository.Files($"src/{project}", "*.cs")).Where(file => !file.EndsWith(".Tests.cs", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Files))]
    public void None(string file) => Assert.Equal([], Floats(File.ReadAllText(Repository.Path(file))));

    [Theory]
    [InlineData("double x = 1;", 1)]
    [InlineData("float x = 1;", 1)]
    [InlineData("var x = 1.5;", 1)]
    [InlineData("var x = 1.5f;", 1)]
    [InlineData("var x = 1e3;", 1)]
    [InlineData("System.Double x = default;", 1)]
    [InlineData("Half x = default;", 1)]
    [InlineData("var x = 1.5m; // a double", 0)]
    [InlineData("var x = 15; var y = \"1.5\";", 0)]
    public void Would_be_found(string code, int count) => Assert.Equal(count, Floats(code).Count());

    static IEnumerable<string> Floats(string code) => CSharpSyntaxTree.ParseText(code).GetRoot().DescendantTokens()
        .Where(token => token.IsKind(SyntaxKind.DoubleKeyword) || token.IsKind(SyntaxKind.FloatKeyword)
            || token.IsKind(SyntaxKind.NumericLiteralToken) && token.Value is double or float
            || token.Parent is IdentifierNameSyntax && token.Text is "Double" or "Single" or "Half")
        .Select(token => $"line {token.GetLocation().GetLineSpan().StartLinePosition.Line + 1}: {token.Text}");
}
