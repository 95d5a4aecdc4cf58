using Quarterhour.Billing.Tables;
using Quarterhour.Reference.BuiltIn;

namespace Quarterhour.Reference.Store;

/// <summary>Releases of ZIP code to locality over packed files.</summary>
static class ZipPack
{
    /// <summary>The built-in release with the imported ones before it; a whole one takes the place of the built-in one of the same days.</summary>
    public static ZipTable Open(ReferenceFolder folder)
    {
        List<ZipRelease> five = Read(folder, "zip");
        var builtIn = ZipRows.Release();
        if (!five.Exists(release => release.From == builtIn.From && !release.IsCut)) five.Add(builtIn);
        return new(five, Read(folder, "zip9"));
    }

    static List<ZipRelease> Read(ReferenceFolder folder, string table) => [.. folder.Of(table).Select(stored =>
        new ZipRelease(stored.Release.Release, stored.Release.From!.Value, stored.Release.To!.Value, folder.OpenPacked(stored).Values<ZipRun>("runs"), stored.Source) { IsCut = stored.Release.IsCut })];
}
