using System.Runtime.InteropServices;

namespace Quarterhour.Cli;

/// <summary>The width of the terminal, asked of the system: Console.WindowWidth would first read terminfo and write control codes into the answer.</summary>
static class WindowSize
{
    const int StandardOutput = 1;
    const nuint GetWindowSize = 0x5413;

    /// <summary>Columns; 0 when unknown.</summary>
    public static int Columns
    {
        get
        {
            // elsewhere the request has another number, or variadic calls another convention
            if (!OperatingSystem.IsLinux()) return Console.WindowWidth;
            return Control(StandardOutput, GetWindowSize, out var size) == 0 ? size.Columns : 0;
        }
    }

    [DllImport("libc", EntryPoint = "ioctl")]
    static extern int Control(int file, nuint request, out Size size);

    struct Size
    {
        public ushort Rows, Columns, Width, Height;
    }
}
