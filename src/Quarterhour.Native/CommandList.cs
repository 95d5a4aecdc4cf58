using System.CommandLine;

namespace Quarterhour.Cli;

/// <summary>The commands that this program answers; the launcher hands it these, and no others.</summary>
static class CommandList
{
    public static readonly (string Name, Func<Session, Command> Create)[] All =
    [
        ("bill", Bills.BillCommand.Create), ("check", Checks.CheckCommand.Create), ("units", UnitsCommand.Create), ("price", PriceCommand.Create), ("code", CodeCommand.Create), ("codes", CodesCommand.Create),
        ("pair", PairCommand.Create), ("limit", LimitCommand.Create), ("changes", Changes.ChangesCommand.Create), ("finding", FindingCommand.Create), ("denial", Remittances.DenialCommand.Create),
        ("x12", X12.X12Command.Create), ("rates", Rates.RatesCommand.Create), ("cases", Cases.CasesCommand.Create), ("data", DataCommand.Create),
    ];

    public static readonly Func<Session, Command>[] OfRates = [Rates.ExtractCommand.Create, Rates.ConvertCommand.Create, Rates.ValidateCommand.Create, Rates.ProbeCommand.Create];

    public static readonly Func<Command>[] Elsewhere = [];
}
