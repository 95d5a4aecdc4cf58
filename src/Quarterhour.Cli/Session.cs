using System.CommandLine;
using Quarterhour.Billing.Tables;
using Quarterhour.Reference;

namespace Quarterhour.Cli;

/// <summary>What every command shares: the terminal, the options that stand on each, the tables.</summary>
sealed class Session(Terminal terminal)
{
    ReferenceTables? tables;

    public Terminal Terminal => terminal;

    public Option<bool> Json { get; } = new("--json") { Description = "Answer in JSON.", Recursive = true };

    public Option<string?> Data { get; } = new("--data")
    {
        Description = "Folder of imported tables and records; else QUARTERHOUR_DATA, else your own data folder.",
        HelpName = "DIR",
        Recursive = true,
    };

    /// <summary>Each is opened when a rule first asks for it.</summary>
    public ReferenceTables Tables => tables ??= BuiltInTables.Open();

    /// <summary>The one folder of all state; it need not exist.</summary>
    public string DataFolder(ParseResult parsed) => parsed.GetValue(Data) ?? Environment.GetEnvironmentVariable("QUARTERHOUR_DATA")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "quarterhour");

    /// <summary>For completion.</summary>
    public IEnumerable<string> KnownCodes => Tables.Codes.All.Select(code => code.Code.ToString());

    public DateOnly Today => DateOnly.FromDateTime(terminal.Clock.GetLocalNow().DateTime);
}
