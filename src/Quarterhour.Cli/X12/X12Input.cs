using Quarterhour.X12;

namespace Quarterhour.Cli.X12;

/// <summary>Opens what was named on the command line.</summary>
static class X12Input
{
    public static string Name(string path) => path == "-" ? "standard input" : path;

    public static X12Reader Open(string path, Session session, Findings findings)
    {
        if (path == "-") return X12Reader.Open(session.Terminal.Input, findings, leaveOpen: true);
        return X12Reader.Open(Given.File(path), findings);
    }

    /// <summary>A file without an interchange can't be used.</summary>
    public static void NeedsInterchange(X12Reader reader, string path)
    {
        if (reader.InterchangeNumber == 0 && IsArchive(path)) throw new UnusableException($"{path} is an archive, no X12 interchange: unpack it and name what is in it");
        if (reader.InterchangeNumber == 0) throw new UnusableException($"{Name(path)}: no ISA with its 16 elements anywhere in it; this is no X12 interchange, check that it is the right file");
    }

    /// <summary>zip or gzip, by its first bytes.</summary>
    static bool IsArchive(string path)
    {
        if (path == "-") return false;
        Span<byte> head = stackalloc byte[2];
        using var file = Given.File(path);
        return file.ReadAtLeast(head, 2, throwOnEndOfStream: false) == 2 && (head.SequenceEqual("PK"u8) || head.SequenceEqual((ReadOnlySpan<byte>)[0x1F, 0x8B]));
    }
}
