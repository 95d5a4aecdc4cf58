using System.CommandLine;
using Quarterhour.Claims;

namespace Quarterhour.Cli.Claims;

/// <summary><c>claim VISITS</c>: visits to bills to claims, as files that payers take.</summary>
static class ClaimCommand
{
    static readonly string[] Formats = ["837p"], Orders = ["primary", "secondary", "tertiary"];

    public static Command Create(Session session)
    {
        var visits = new Argument<string>("VISITS") { Description = "Visits as CSV, JSON or NDJSON, as bill reads them. - reads standard input." };
        var practice = new Option<string>("--practice") { Description = "The practice file, YAML or a folder of CSV files: facility, providers, payers, patients, coverages.", HelpName = "FILE", Required = true };
        var format = new Option<string>("--format") { Description = "837p: files for payers and clearinghouses.", HelpName = string.Join('|', Formats), DefaultValueFactory = static _ => Formats[0] };
        format.CompletionSources.Add(Formats);
        var outPath = new Option<string>("--out") { Description = "The file to write. Where claims go to several receivers, a folder: a file for each.", HelpName = "PATH", Required = true };
        var order = new Option<string?>("--order") { Description = "Claims to this coverage of each patient, after those before it have decided; else to the visit's payer.", HelpName = string.Join('|', Orders) };
        order.CompletionSources.Add(Orders);
        var date = Given.DateOption("The day that stands in the files; today where not told.");
        var first = new Option<int?>("--first-control") { Description = "Control number of the first file, the next count on; else each is made of what the file holds.", HelpName = "N" };
        var again = new Option<bool>("--again") { Description = "The same file again, because the first was not taken (BHT02 is 18)." };
        var accrue = new Option<bool>("--accrue") { Description = "Add the visits' allowed amounts up toward the KX threshold, in date order, as bill does." };
        var record = new Option<bool>("--record") { Description = "Put the claims and the files into the records of the data folder, so that answers and payments find them." };
        var store = new Store.StoreOption(session);
        var command = new DocumentedCommand("claim", "Turns a file of visits into claims: 837P. What is missing or wrong is told, and holds its claim alone.", DocumentedCommand.Billing,
            new Example("claim samples/clinic-week.csv --practice samples/practice.yaml --out week.837", "a week's claims, and why the others are held"),
            new Example("claim visits.csv --practice practice --out claims/ --json", "a file for each receiver, out of a folder of CSV files"),
            new Example("claim visits.csv --practice practice.yaml --order secondary --out second.837", "to the second payer, with what the first did"))
        {
            visits, practice, format, outPath, order, date, first, again, accrue, record, store.Database,
        };
        command.SetAction(parsed => new ClaimRun(session, session.Payers(parsed), new()
        {
            Visits = parsed.GetValue(visits)!, Practice = parsed.GetValue(practice)!, Out = parsed.GetValue(outPath)!, Format = Word(parsed.GetValue(format)!, Formats, "--format"),
            Order = parsed.GetValue(order) is { } place ? (CoverageOrder)(Array.IndexOf(Orders, Word(place, Orders, "--order")) + 1) : null,
            Date = parsed.GetValue(date) is { } day ? Given.Date(day) : session.Today, FirstControl = Control(parsed.GetValue(first)), Again = parsed.GetValue(again), Accrue = parsed.GetValue(accrue),
        }, parsed.GetValue(record) ? files => new Store.ClaimRecording(session, store, parsed).Record(files) : null).Run(parsed.GetValue(session.Json)));
        return command;
    }

    static string Word(string written, string[] known, string option) => Array.Find(known, word => string.Equals(word, written, StringComparison.OrdinalIgnoreCase))
        ?? throw new UnusableException($"{option}: \"{written}\" is not known; {Billing.Spelling.DidYouMean(written, known)}");

    static int? Control(int? number) => number is null or (>= 1 and <= 999_999_999) ? number : throw new UnusableException($"--first-control: {number} is no control number; they go from 1 to 999999999");
}
