using System.CommandLine;

namespace Quarterhour.Cli.Rates;

/// <summary><c>rates convert</c>: everything to Parquet.</summary>
static class ConvertCommand
{
    public static Command Create(Session session)
    {
        var source = new SourceOptions();
        var filters = new FilterOptions();
        var command = new DocumentedCommand("convert", "Everything of a rate file to Parquet, in little memory; or a part of it, not joined.", DocumentedCommand.LookingUp,
            new Example("rates convert in-network-rates.json.gz --out rates", "items, prices, references, provider groups, NPIs"),
            new Example("rates convert in-network-rates.json.gz --setting outpatient --network PPO --out rates", "the same tables of a part of the file"))
        {
            source.File, filters.Codes, filters.CodeFile, filters.Classes, filters.Settings, filters.Places, filters.Npis, filters.Tins, filters.Networks, source.Out, source.Entry, source.NoRemote, source.Quiet,
        };
        command.SetAction(parsed => ConvertRun.Run(session, parsed, source, filters.Wanted(parsed), joined: false));
        return command;
    }
}
