using System.CommandLine;

namespace Quarterhour.Cli.Rates;

/// <summary><c>rates extract</c>: chosen codes, joined with their providers.</summary>
static class ExtractCommand
{
    public static Command Create(Session session)
    {
        var source = new SourceOptions();
        var filters = new FilterOptions();
        var command = new DocumentedCommand("extract", "Chosen codes of an in-network file to Parquet, joined with their providers.", DocumentedCommand.LookingUp,
            new Example("rates extract in-network-rates.json.gz --code CPT:97110 --out rates", "every price of 97110, with who gets it"),
            new Example("rates extract https://payer.example/file.json.gz --codes therapy.txt --tin 12-3456789 --out rates", "straight from the web, one practice"))
        {
            source.File, filters.Codes, filters.CodeFile, filters.Classes, filters.Settings, filters.Places, filters.Npis, filters.Tins, filters.Networks, source.Out, source.Entry, source.NoRemote, source.Quiet,
        };
        command.SetAction(parsed => ConvertRun.Run(session, parsed, source,
            filters.Wanted(parsed) ?? throw new UnusableException("extract: name what you want, for example --code CPT:97110; convert takes everything"), joined: true));
        return command;
    }
}
