using System.CommandLine;

namespace Quarterhour.Cli;

/// <summary>The commands by name, in the order of the help page. Only the one that the line begins with is made: to make all of them takes longer than most answers.</summary>
static class CommandList
{
    public static readonly (string Name, Func<Session, Command> Create)[] All =
    [
        ("bill", Bills.BillCommand.Create), ("check", Checks.CheckCommand.Create), ("claim", Claims.ClaimCommand.Create), ("remit", Remittances.RemitCommand.Create), ("claims", Store.ClaimsCommand.Create),
        ("worklist", Store.WorklistCommand.Create), ("report", Store.ReportCommand.Create), ("units", UnitsCommand.Create), ("price", PriceCommand.Create), ("code", CodeCommand.Create), ("codes", CodesCommand.Create),
        ("pair", PairCommand.Create), ("limit", LimitCommand.Create), ("changes", Changes.ChangesCommand.Create), ("finding", FindingCommand.Create), ("denial", Remittances.DenialCommand.Create),
        ("x12", X12.X12Command.Create), ("ack", Store.AckCommand.Create), ("audit", Store.AuditCommand.Create), ("backup", Store.BackupCommands.Backup), ("restore", Store.BackupCommands.Restore), ("rates", Rates.RatesCommand.Create), ("import", ImportCommand.Create), ("cases", Cases.CasesCommand.Create),
        ("data", DataCommand.Create), ("completion", CompletionCommand.Create),
    ];

    /// <summary>Those under <c>rates</c>.</summary>
    public static readonly Func<Session, Command>[] OfRates =
    [
        Rates.ExtractCommand.Create, Rates.ConvertCommand.Create, Rates.ValidateCommand.Create, Rates.IndexCommand.Create, Rates.ProbeCommand.Create, Rates.CompareCommand.Create, Rates.WorkerCommand.Create,
        _ => WebCommands.Queue(),
    ];

    /// <summary>Those of the web application, for help and completion.</summary>
    public static readonly Func<Command>[] Elsewhere = WebCommands.All;
}
