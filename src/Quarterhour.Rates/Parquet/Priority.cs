using System.Runtime.InteropServices;

namespace Quarterhour.Rates.Parquet;

/// <summary>Lets threads that feed others go before those that they feed: inflating is what a run waits for at last, and on few processors it would get a share as any other.</summary>
static partial class Priority
{
    const int OneThread = 0, Nicer = 5;

    /// <summary>The calling thread leaves processors to the others of this run, where Linux is asked; elsewhere nothing is asked, and nothing depends on it.</summary>
    public static void Lower()
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            // a thread lowers itself only, and may do so always; zero is the calling one
            _ = Set(OneThread, 0, Nicer);
        }
        catch (Exception none) when (none is DllNotFoundException or EntryPointNotFoundException)
        {
            // a system without: as elsewhere
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int Set(int which, uint who, int nice);
}
