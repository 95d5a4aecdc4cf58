using System.Runtime.InteropServices;

namespace Quarterhour.Rates.Parquet;

/// <summary>Lets threads that feed others go before those that they feed: inflating is what a run waits for at last, and on few processors it would get a share as any other.</summary>
static partial class Priority
{
    const int Nicer = 5;

    /// <summary>The calling thread leaves processors to the others of this run, where Linux is asked; elsewhere nothing is asked, and nothing depends on it.</summary>
    public static void Lower()
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            // by so much from where it is, which a thread may always do; on Linux each has its own
            _ = Nice(Nicer);
        }
        catch (Exception none) when (none is DllNotFoundException or EntryPointNotFoundException)
        {
            // a system without: as elsewhere
        }
    }

    [LibraryImport("libc", EntryPoint = "nice")]
    private static partial int Nice(int by);
}
