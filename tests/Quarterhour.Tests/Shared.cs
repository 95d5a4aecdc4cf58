using Xunit;

namespace Quarterhour.Tests;

/// <summary>The folder of reference material beside the repository; whoever has none skips what reads it.</summary>
static class Shared
{
    public static string Path(params string[] parts)
    {
        string folder = System.IO.Path.GetFullPath(Repository.Path("..", "shared"));
        if (!Directory.Exists(folder)) Assert.Skip("../shared is not here");
        return System.IO.Path.Combine([folder, .. parts]);
    }
}
