using System.Runtime.InteropServices;

namespace Quarterhour.Rates.Parquet;

/// <summary>Lets threads that feed others go before those that they feed: inflating is what a run waits for at last, and on few processors it would get a share as any other.</summary>
static partial class Priority
{
    /// <summary>The calling thread leaves processors to the others of this run, where Linux is asked; elsewhere nothing is asked, and nothing depends on it.</summary>
    /// <param name="by">From where it is, up to 19: each step is a fifth less of a processor that two want.</param>
    public static void Lower(int by)
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            // which a thread may always do; on Linux each has its own
            _ = Nice(by);
        }
        catch (Exception none) when (none is DllNotFoundException or EntryPointNotFoundException)
        {
            // a system without: as elsewhere
        }
    }

    [LibraryImport("libc", EntryPoint = "nice")]
    private static partial int Nice(int by);
}
