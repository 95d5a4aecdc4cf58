using System.CommandLine;
using Quarterhour.Rates.Reading;

namespace Quarterhour.Cli.Rates;

/// <summary>What every command that reads a rate file takes.</summary>
sealed class SourceOptions
{
    public Argument<string> File { get; } = new("FILE") { Description = "A file, plain, gzip or zip; an address that begins with https; or - for standard input." };

    public Option<string> Out { get; } = new("--out") { Description = "The folder of Parquet tables; files of many payers may share one.", HelpName = "DIR", Required = true };

    public Option<string?> Entry { get; } = new("--entry") { Description = "Which file of a zip archive that holds several.", HelpName = "NAME" };

    public Option<bool> NoRemote { get; } = new("--no-remote") { Description = "Do not fetch the provider groups that files of 1.x keep at other addresses." };

    public Option<bool> Quiet { get; } = new("--quiet") { Description = "No progress and no notes." };

    public RateSource Open(Session session, ParseResult parsed, bool checksum)
    {
        string place = parsed.GetValue(File)!;
        try
        {
            return RateSource.Open(place, session.Terminal.Input, parsed.GetValue(Entry), checksum);
        }
        catch (UnusableRateFileException wrong)
        {
            throw new UnusableException(Told(place, wrong));
        }
        catch (InvalidDataException wrong)
        {
            throw new UnusableException($"{Shown(place)}: {wrong.Message.ReplaceLineEndings(" ").TrimEnd('.')}");
        }
    }

    public static string Shown(string place) => place == "-" ? "standard input" : RateSource.IsAddress(place) ? RateSource.WithoutQuery(place) : place;

    /// <summary>What is wrong and where.</summary>
    public static string Told(string place, UnusableRateFileException wrong) =>
        wrong.Offset < 0 ? $"{Shown(place)}{(wrong.Message.StartsWith("is ", StringComparison.Ordinal) || wrong.Message.StartsWith("can't ", StringComparison.Ordinal) ? " " : ": ")}{wrong.Message}" : $"{Shown(place)}: byte {wrong.Offset} of the text: {wrong.Message}";
}
