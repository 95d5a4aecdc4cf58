using System.CommandLine;

namespace Quarterhour.Cli.Rates;

/// <summary><c>rates</c>: payers' rate files.</summary>
static class RatesCommand
{
    public static Command Create(Session session)
    {
        var command = new DocumentedCommand("rates", "Payers' rate files: chosen codes or everything to Parquet, checked, compared.", DocumentedCommand.LookingUp,
            new Example("rates extract in-network-rates.json.gz --code CPT:97110 --out rates", "one code of a file of any size, joined with its providers"));
        foreach (var create in CommandList.OfRates) command.Add(create(session));
        return command;
    }
}
