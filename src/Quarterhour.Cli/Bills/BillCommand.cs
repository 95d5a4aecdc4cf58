using System.CommandLine;
using Quarterhour.Answers.Bills;
using Quarterhour.Billing;
using Quarterhour.Billing.Payers;
using Quarterhour.Formats.Visits;
using Quarterhour.Reference.Payers;

namespace Quarterhour.Cli.Bills;

/// <summary><c>bill FILE</c>: visits in, bills out.</summary>
static class BillCommand
{
    public static Command Create(Session session)
    {
        var file = new Argument<string>("FILE") { Description = "Visits as CSV, JSON or NDJSON; the content tells which. - reads standard input." };
        var explain = new Option<bool>("--explain") { Description = "Every reason of every line, with where it is written." };
        var outFile = new Option<string?>("--out") { Description = "Write the bills to FILE as JSON, one a line if its name ends in .ndjson. An earlier FILE is replaced when the run ends; if the input breaks off, by the bills so far. The counts go to standard output.", HelpName = "FILE" };
        var sorted = new Option<bool>("--sorted") { Description = "The rows of one date stand together: any size of file in little memory." };
        var accrue = new Option<bool>("--accrue") { Description = "Add the visits' allowed amounts up toward the KX threshold, in date order." };
        var command = new DocumentedCommand("bill", "Turns a file of visits into bills.", DocumentedCommand.Billing,
            new Example("bill samples/clinic-week.csv", "units, modifiers, amounts and findings of each visit"),
            new Example("bill samples/clinic-week.csv --explain", "the same, with the reason and citation of every figure"),
            new Example("bill visits.csv --json", "the same as one JSON answer"),
            new Example("bill visits.csv --sorted --out bills.ndjson", "a file of any size, one bill a line"))
        {
            file, explain, outFile, sorted, accrue,
        };
        command.SetAction(parsed =>
        {
            bool json = parsed.GetValue(session.Json);
            string? to = parsed.GetValue(outFile);
            bool lines = to?.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase) ?? false;
            var terminal = session.Terminal;
            var pipeline = new BillPipeline(session.Tables, session.Payers(parsed), parsed.GetValue(accrue),
                () => json || to is not null ? new JsonBills(lines) : new TextBills(terminal.Width, terminal.Color, parsed.GetValue(explain)));
            return new BillRun(session, pipeline, parsed.GetValue(file)!, to, json, lines).Run(parsed.GetValue(sorted));
        });
        return command;
    }
}
