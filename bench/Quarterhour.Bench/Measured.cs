using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Quarterhour.Bench;

/// <summary>What one run of the program took.</summary>
/// <param name="Wall">Seconds that passed.</param>
/// <param name="Cpu">Seconds of all processors; null where the system does not tell.</param>
/// <param name="PeakMegabytes">Largest resident size; null where the system does not tell.</param>
readonly record struct Measured(double Wall, double? Cpu, double? PeakMegabytes);

/// <summary>Runs the program and measures it from outside.</summary>
static class Child
{
    /// <exception cref="InvalidOperationException">The program could not do what it was told.</exception>
    public static Measured Run(string program, params string[] arguments) => Run(program, arguments, watchMemory: true);

    /// <param name="watchMemory">Looks at the child every few milliseconds; left out where milliseconds are what is measured.</param>
    public static Measured Run(string program, string[] arguments, bool watchMemory)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        double? cpuBefore = ChildrenCpu();
        long began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        double? peak = null;
        if (watchMemory)
            do peak = PeakOf(process.Id) ?? peak; while (!process.WaitForExit(peak is null ? 1 : 20));
        process.WaitForExit();
        double wall = Stopwatch.GetElapsedTime(began).TotalSeconds;
        // 1 is a bill that needs a person, as some of the made visits do
        if (process.ExitCode > 1) throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}: {errors.Result}{output.Result}");
        return new(wall, ChildrenCpu() - cpuBefore, peak);
    }

    /// <summary>The kernel's high-water mark; it only grows, so the last look before the end is the peak.</summary>
    static double? PeakOf(int id)
    {
        try
        {
            foreach (string line in File.ReadLines($"/proc/{id}/status"))
                if (line.StartsWith("VmHWM:", StringComparison.Ordinal)) return long.Parse(line.AsSpan(6, line.Length - 6 - 3).Trim()) / 1024d;
        }
        catch (IOException)
        {
            // it has ended, or this is no Linux
        }
        return null;
    }

    static double? ChildrenCpu()
    {
        if (!OperatingSystem.IsLinux()) return null;
        const int Children = -1;
        var usage = new long[18];
        if (ResourceUsage(Children, usage) != 0) return null;
        return usage[0] + usage[2] + (usage[1] + usage[3]) / 1e6;
    }

    [DllImport("libc", EntryPoint = "getrusage")]
    static extern int ResourceUsage(int who, [Out] long[] usage);
}
