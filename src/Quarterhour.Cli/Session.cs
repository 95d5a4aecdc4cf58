using System.CommandLine;
using Quarterhour.Billing.Tables;
using Quarterhour.Reference;
using Quarterhour.Reference.Store;

namespace Quarterhour.Cli;

/// <summary>What every command shares: the terminal, the options that stand on each, the tables.</summary>
sealed class Session(Terminal terminal)
{
    ReferenceTables? tables;
    string? dataFolder;

    public Terminal Terminal => terminal;

    public Option<bool> Json { get; } = new("--json") { Description = "Answer in JSON.", Recursive = true };

    public Option<string?> Data { get; } = new("--data")
    {
        Description = "Folder of imported tables and records; else QUARTERHOUR_DATA, else your own data folder.",
        HelpName = "DIR",
        Recursive = true,
    };

    /// <summary>Each is opened when a rule first asks for it.</summary>
    public ReferenceTables Tables => tables ??= dataFolder is null ? BuiltInTables.Open() : ImportedTables.Open(dataFolder);

    /// <summary>What was imported.</summary>
    public IReadOnlyList<StoredTable> Stored => dataFolder is null ? [] : ReferenceFolder.Open(dataFolder).Tables;

    /// <summary>The one folder of all state. Only the user's own may be absent: of one that was named, the profiles in it would be missed silently.</summary>
    public string DataFolder(ParseResult parsed) => dataFolder = DataFolder(parsed.GetValue(Data), Environment.GetEnvironmentVariable("QUARTERHOUR_DATA"));

    /// <summary>The same for a command that writes there: it is made where it is not there yet.</summary>
    public string FolderToWrite(ParseResult parsed)
    {
        string folder = parsed.GetValue(Data) ?? (Environment.GetEnvironmentVariable("QUARTERHOUR_DATA") is { Length: > 0 } variable ? variable : DataFolder(null, null));
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UnusableException($"\"{folder}\" can't be made or written: {fault.Message}; name another with --data");
        }
        return folder;
    }

    internal static string DataFolder(string? option, string? variable)
    {
        if (option is not null) return Existing(option, "--data");
        if (!string.IsNullOrEmpty(variable)) return Existing(variable, "QUARTERHOUR_DATA");
        return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "quarterhour");
    }

    static string Existing(string folder, string where) => Directory.Exists(folder) ? folder
        : throw new UnusableException($"{where}: \"{folder}\" is {(File.Exists(folder) ? "a file, not a folder; name the folder" : "no folder; make it, or correct the name")}");

    /// <summary>For completion.</summary>
    public IEnumerable<string> KnownCodes => Tables.Codes.All.Select(code => code.Code.ToString());

    public DateOnly Today => DateOnly.FromDateTime(terminal.Clock.GetLocalNow().DateTime);
}
