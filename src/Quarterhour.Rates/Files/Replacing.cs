using System.Runtime.InteropServices;

namespace Quarterhour.Rates.Files;

/// <summary>Gives a file the name of an older one in one step, so that whoever opens that name meets the one or the other.</summary>
static partial class Replacing
{
    const int CurrentFolder = -100, Exchange = 2;

    /// <summary>
    /// On Linux the two exchange their names where that can be, and the older one is left where the new one was made: to rename over a file has ext4 write the new one to the disk first, which takes a
    /// millisecond a megabyte. Elsewhere it is renamed over the older one.
    /// </summary>
    /// <param name="made">The new file; its folder is taken away later.</param>
    /// <param name="place">Its name from now on.</param>
    /// <exception cref="IOException">It can't be; both files stay what they are.</exception>
    public static void Move(string made, string place)
    {
        if (!Exchanged(made, place)) File.Move(made, place, overwrite: true);
    }

    static bool Exchanged(string made, string place)
    {
        if (!OperatingSystem.IsLinux()) return false;
        try
        {
            return Rename(CurrentFolder, made, CurrentFolder, place, Exchange) == 0;
        }
        catch (Exception none) when (none is DllNotFoundException or EntryPointNotFoundException)
        {
            // an older library
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "renameat2", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(int fromFolder, string from, int toFolder, string to, uint how);
}
