using System.CommandLine;

namespace Quarterhour.Cli.Rates;

/// <summary><c>rates convert</c>: everything to Parquet.</summary>
static class ConvertCommand
{
    public static Command Create(Session session)
    {
        var source = new SourceOptions();
        var command = new DocumentedCommand("convert", "Everything of a rate file to Parquet, in little memory.", DocumentedCommand.LookingUp,
            new Example("rates convert in-network-rates.json.gz --out rates", "items, prices, references, provider groups, NPIs"))
        {
            source.File, source.Out, source.Entry, source.NoRemote, source.Quiet,
        };
        command.SetAction(parsed => ConvertRun.Run(session, parsed, source, wanted: null));
        return command;
    }
}
