using System.CommandLine;
using Quarterhour.Billing.Payers;
using Quarterhour.Formats.Visits;
using Quarterhour.Reference;

namespace Quarterhour.Cli.Bills;

/// <summary><c>bill FILE</c>: visits in, bills out.</summary>
static class BillCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file");
        var json = new Option<bool>("--json");
        var sorted = new Option<bool>("--sorted");
        var accrue = new Option<bool>("--accrue");
        var outFile = new Option<string?>("--out");
        var command = new Command("bill", "Turns a file of visits into bills.") { file, json, sorted, accrue, outFile };
        command.SetAction(parsed =>
        {
            using var input = File.OpenRead(parsed.GetValue(file)!);
            using var output = parsed.GetValue(outFile) is { } path ? File.Create(path) : Console.OpenStandardOutput();
            var pipeline = new BillPipeline(BuiltInTables.Open(), BuiltInPayers.All, parsed.GetValue(accrue), () => new JsonBills(true));
            var source = VisitSource.Open(input, parsed.GetValue(file)!);
            pipeline.Run(source, parsed.GetValue(sorted), output);
            Console.Error.WriteLine($"{pipeline.Summary.Visits} visits {pipeline.Summary.Clean} clean {pipeline.Summary.NeedsAttention} {pipeline.Summary.CannotBill}");
            foreach (var f in source.Faults) Console.Error.WriteLine(f);
            return 0;
        });
        return command;
    }
}
