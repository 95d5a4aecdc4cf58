namespace Quarterhour.Cli;

/// <summary>A stream that is only written, and whose faults are told as what they are: of the place, not of the program.</summary>
/// <param name="stream">Receives the bytes.</param>
/// <param name="told">What to throw instead of a fault.</param>
sealed class Outlet(Stream stream, Func<IOException, Exception> told) : WriteOnlyStream
{
    public static string Why(IOException fault) => (fault.HResult & 0xFFFF, OperatingSystem.IsWindows()) switch
    {
        (28, false) or (39 or 112, true) => "the disk is full",
        _ => fault.Message.ReplaceLineEndings(" ").TrimEnd('.'),
    };

    /// <summary>A closed pipe: nobody wants the rest.</summary>
    public static bool ReaderLeft(IOException fault) => (fault.HResult & 0xFFFF, OperatingSystem.IsWindows()) is (32, false) or (109 or 232, true);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            stream.Write(buffer);
        }
        catch (IOException fault)
        {
            throw told(fault);
        }
    }

    public override void Flush()
    {
        try
        {
            stream.Flush();
        }
        catch (IOException fault)
        {
            throw told(fault);
        }
    }
}
