namespace Quarterhour.Cli;

/// <summary>The file of <c>--out</c>: written beside its place and renamed when it is whole, so that nobody sees half an answer; a device is written as it is.</summary>
sealed class OutFile : IDisposable
{
    readonly string named, place, part;
    readonly FileStream file;

    OutFile(string named, string place, string part)
    {
        (this.named, this.place, this.part) = (named, place, part);
        try
        {
            // without a buffer: what can't be written is known at once, not when the file is closed
            file = new FileStream(part, part == place ? FileMode.Create : FileMode.CreateNew, FileAccess.Write, FileShare.None, 0);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UnusableException($"--out: {named} can't be written; check the folder and its permissions");
        }
        Stream = new Outlet(part == place ? file : new LargeFile(file.SafeFileHandle), fault => new UnusableException($"--out: {named} can't be written: {Outlet.Why(fault)}; make room there, or name another file"));
    }

    public Stream Stream { get; }

    /// <summary>What is written is seen at once.</summary>
    public bool IsDevice => part == place;

    /// <param name="path">Where the answer goes.</param>
    /// <param name="input">What is read, which may not be overwritten; - is standard input.</param>
    public static OutFile Create(string path, string input)
    {
        if (path.Length == 0) throw new UnusableException("--out: the name of the file is blank; name a file, for example bills.json");
        if (Directory.Exists(path) || Path.GetFileName(path).Length == 0)
            throw new UnusableException($"--out: {path} is a folder; name a file in it, for example {Path.Combine(path, "bills.json")}");
        if (path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal) && File.Exists(path)) return new(path, path, path);
        string target = Real(path), folder = Path.GetDirectoryName(target)!;
        if (!Directory.Exists(folder)) throw new UnusableException($"--out: the folder {Path.GetDirectoryName(path)} is not there; make it, or name another");
        if (string.Equals(target, Real(input == "-" ? "/dev/stdin" : input), OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase))
            throw new UnusableException($"--out: {path} is the file that is read; the answer would take its place. Name another file");
        return new(path, target, $"{target}.{Path.GetRandomFileName()}.part");
    }

    /// <summary>The path without links in it.</summary>
    static string Real(string path)
    {
        path = Path.GetFullPath(path);
        if (Path.GetDirectoryName(path) is not { } folder) return path;
        string here = Path.Combine(Real(folder), Path.GetFileName(path));
        try
        {
            return File.ResolveLinkTarget(here, returnFinalTarget: true) is { } target ? Real(target.FullName) : here;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return here;
        }
    }

    /// <summary>Puts the file into its place.</summary>
    public void Keep()
    {
        Stream.Flush();
        file.Dispose();
        if (part == place) return;
        try
        {
            File.Move(part, place, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UnusableException($"--out: {named} can't be replaced; check its permissions and whether another program has it open");
        }
    }

    public void Dispose()
    {
        Stream.Dispose();
        file.Dispose();
        if (part == place) return;
        try
        {
            File.Delete(part);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // the folder has gone meanwhile; what was wrong is told already
        }
    }
}
