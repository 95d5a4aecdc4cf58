using System.CommandLine;
using Quarterhour.Claims;

namespace Quarterhour.Cli.Claims;

/// <summary><c>claim VISITS</c>: visits to bills to claims, as files that payers take.</summary>
static class ClaimCommand
{
    static readonly string[] Formats = ["837p", "cms1500", "fhir"], Orders = ["primary", "secondary", "tertiary"];

    public static Command Create(Session session)
    {
        var visits = new Argument<string>("VISITS") { Description = "Visits as CSV, JSON or NDJSON, as bill reads them. - reads standard input." };
        var practice = new Option<string>("--practice") { Description = "The practice file, YAML or a folder of CSV files: facility, providers, payers, patients, coverages.", HelpName = "FILE", Required = true };
        var format = new Option<string>("--format") { Description = "837p: files for payers and clearinghouses. cms1500: the paper form (02/12) as PDF. fhir: R4 as a Bundle, or NDJSON where PATH ends in .ndjson.", HelpName = string.Join('|', Formats), DefaultValueFactory = static _ => Formats[0] };
        format.CompletionSources.Add(Formats);
        var outPath = new Option<string>("--out") { Description = "The file to write. Where claims go to several receivers, a folder: a file for each.", HelpName = "PATH", Required = true };
        var order = new Option<string?>("--order") { Description = "Claims to this coverage of each patient, after those before it have decided; else to the visit's payer.", HelpName = string.Join('|', Orders) };
        order.CompletionSources.Add(Orders);
        var date = Given.DateOption("The day that stands in the files; today where not told.");
        var first = new Option<int?>("--first-control") { Description = "Control number of the first file, the next count on; else each is made of what the file holds.", HelpName = "N" };
        var again = new Option<bool>("--again") { Description = "The same file again, because the first was not taken (BHT02 is 18)." };
        var accrue = new Option<bool>("--accrue") { Description = "Add the visits' allowed amounts up toward the KX threshold, in date order, as bill does." };
        var record = new Option<bool>("--record") { Description = "Put the claims and the files into the records of the data folder, so that answers and payments find them, and no number is used twice." };
        var store = new Store.StoreOption(session);
        var overlay = new Option<bool>("--overlay") { Description = "cms1500: text alone, for preprinted stock; else the form is drawn, for reading." };
        var offsetX = new Option<decimal>("--offset-x") { Description = "cms1500: inches by which all text is moved to the right, for example 0.05 or -0.1.", HelpName = "INCHES" };
        var offsetY = new Option<decimal>("--offset-y") { Description = "cms1500: inches by which all text is moved down.", HelpName = "INCHES" };
        var grid = new Option<bool>("--grid") { Description = "cms1500: a first page that shows every box, to find the offsets of a printer." };
        var preauthorization = new Option<bool>("--preauthorization") { Description = "fhir: requests for authorization of these services (Da Vinci PAS), not claims." };
        var remittance = new Option<string?>("--remittance") { Description = "fhir: an 835 that answers these claims, as PaymentReconciliation and ExplanationOfBenefit (CARIN Blue Button).", HelpName = "FILE" };
        var command = new DocumentedCommand("claim", "Turns a file of visits into claims: 837P, the CMS-1500 or FHIR. What is missing or wrong is told, and holds its claim alone.", DocumentedCommand.Billing,
            new Example("claim samples/clinic-week.csv --practice samples/practice.yaml --out week.837", "a week's claims, and why the others are held"),
            new Example("claim visits.csv --practice practice --out claims/ --json", "a file for each receiver, out of a folder of CSV files"),
            new Example("claim visits.csv --practice practice.yaml --order secondary --out second.837", "to the second payer, with what the first did"),
            new Example("claim visits.csv --practice practice.yaml --format cms1500 --overlay --offset-x 0.05 --grid --out claims.pdf", "text for preprinted forms, moved a twentieth of an inch, behind a test page"),
            new Example("claim visits.csv --practice practice.yaml --format fhir --remittance remit.835 --out claims.json", "claims as FHIR, with what the payer decided"))
        {
            visits, practice, format, outPath, order, date, first, again, accrue, record, store.Database, overlay, offsetX, offsetY, grid, preauthorization, remittance,
        };
        command.SetAction(parsed => new ClaimRun(session, session.Payers(parsed), new()
        {
            Visits = parsed.GetValue(visits)!, Practice = parsed.GetValue(practice)!, Out = parsed.GetValue(outPath)!, Format = Word(parsed.GetValue(format)!, Formats, "--format"),
            Order = parsed.GetValue(order) is { } place ? (CoverageOrder)(Array.IndexOf(Orders, Word(place, Orders, "--order")) + 1) : null,
            Date = parsed.GetValue(date) is { } day ? Given.Date(day) : session.Today, FirstControl = Control(parsed.GetValue(first)), Again = parsed.GetValue(again), Accrue = parsed.GetValue(accrue), Preauthorization = parsed.GetValue(preauthorization), Remittance = parsed.GetValue(remittance),
            Paper = new() { Overlay = parsed.GetValue(overlay), OffsetX = Inches(parsed.GetValue(offsetX), "--offset-x"), OffsetY = Inches(parsed.GetValue(offsetY), "--offset-y"), Grid = parsed.GetValue(grid) },
        }, parsed.GetValue(record) ? new(session, store, parsed) : null).Run(parsed.GetValue(session.Json)));
        return command;
    }

    static string Word(string written, string[] known, string option) => Array.Find(known, word => string.Equals(word, written, StringComparison.OrdinalIgnoreCase))
        ?? throw new UnusableException($"{option}: \"{written}\" is not known; {Billing.Spelling.DidYouMean(written, known)}");

    static decimal Inches(decimal inches, string option) => inches is >= -1 and <= 1 ? inches : throw new UnusableException($"{option}: {inches} inches would put text off its boxes; offsets go from -1 to 1");

    static int? Control(int? number) => number is null or (>= 1 and <= 999_999_999) ? number : throw new UnusableException($"--first-control: {number} is no control number; they go from 1 to 999999999");
}
