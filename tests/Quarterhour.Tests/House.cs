using Xunit;

namespace Quarterhour.Tests;

/// <summary>Small rules that keep the tree readable.</summary>
public sealed class House
{
    const int MostLines = 350;

    [Fact]
    public void Files_fit_the_eye() => Assert.Equal([], Sources().Where(file => File.ReadLines(Repository.Path(file)).Count() > MostLines));

    [Fact]
    public void Only_the_shared_folder_a_linker_a_browser_and_pyx12_may_be_missing() => Assert.Equal(["tests/Quarterhour.Tests/NativeTests.cs", "tests/Quarterhour.Tests/Pyx12Tests.cs", "tests/Quarterhour.Tests/Shared.cs", "tests/Quarterhour.Tests/Web/Chromium.cs"],
        Sources().Where(file => !file.EndsWith("/House.cs", StringComparison.Ordinal) && File.ReadAllText(Repository.Path(file)) is var text
            && (text.Contains("Assert.Skip", StringComparison.Ordinal) || text.Contains("Skip = ", StringComparison.Ordinal))));

    [Fact]
    public void Names_say_what_a_thing_is() => Assert.Equal([], Sources().Where(file => Path.GetFileName(file).Split('.')[0] is var name
        && new[] { "Manager", "Helper", "Processor", "Util", "Utils", "Base" }.Any(word => name.EndsWith(word, StringComparison.Ordinal))));

    static IEnumerable<string> Sources() => new[] { "src", "tests", "tools" }.SelectMany(folder => Repository.Files(folder, "*.cs"));
}
