namespace Quarterhour.Tests;

/// <summary>Where the tests find the tree that they were built from.</summary>
static class Repository
{
    public static readonly string Root = Find();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>Files of the tree that a person wrote, with paths from the root, in order.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern) => [.. Directory.EnumerateFiles(Path(folder), pattern, SearchOption.AllDirectories)
        .Select(file => System.IO.Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Where(file => !file.Contains("/obj/") && !file.Contains("/bin/")).Order(StringComparer.Ordinal)];

    static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Quarterhour.slnx"))) return folder.FullName;
        throw new DirectoryNotFoundException($"no Quarterhour.slnx above {AppContext.BaseDirectory}");
    }
}
