using System.CommandLine;
using Quarterhour.Practice;

namespace Quarterhour.Cli.Store;

/// <summary>Which records: those of the data folder, or a PostgreSQL.</summary>
sealed class StoreOption(Session session)
{
    public Option<string?> Database { get; } = new("--db") { Description = "A PostgreSQL as Host=...;Database=...; else the file practice.db of the data folder.", HelpName = "CONNECTION" };

    public PracticeStore Open(ParseResult parsed)
    {
        string connection = parsed.GetValue(Database) is { Length: > 0 } told ? told : PracticeStore.InFolder(session.FolderToWrite(parsed));
        return Try(() => PracticeStore.Open(connection));
    }

    /// <summary>What the records refuse is told as what the command line refuses.</summary>
    public static T Try<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (UnusableStoreException wrong)
        {
            throw new UnusableException(wrong.Message);
        }
    }

    /// <summary>A whole file, or standard input.</summary>
    public static byte[] Bytes(string path, Terminal terminal)
    {
        using var stream = path == "-" ? terminal.Input : Given.File(path);
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }
}
