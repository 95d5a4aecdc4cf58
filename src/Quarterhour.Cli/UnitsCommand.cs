using System.CommandLine;
using Quarterhour.Billing;
using Quarterhour.Formats;

namespace Quarterhour.Cli;

/// <summary><c>units</c>: minutes to units, nothing else.</summary>
static class UnitsCommand
{
    public static Command Create(Session session)
    {
        var rule = new Option<string>("--rule") { Description = "cms: the 8-minute rule (the default); ama: the CPT midpoint rule.", HelpName = "cms|ama", DefaultValueFactory = static _ => "cms" };
        var date = Given.DateOption("Date of service; the default is today.");
        var explain = new Option<bool>("--explain") { Description = "Every reason, with where it is written." };
        var given = new Argument<string[]>("CODE:MIN") { Description = "A code and its whole minutes, as often as needed. Minutes of an add-on pair go under its first code.", Arity = ArgumentArity.OneOrMore, HelpName = "CODE:MIN..." };
        var command = new DocumentedCommand("units", "How many units a day's minutes are.", DocumentedCommand.Billing,
            new Example("units 97112:24 97110:23", "47 minutes by Medicare's 8-minute rule"),
            new Example("units --rule ama 97112:24 97110:23", "the same minutes by the CPT midpoint rule"),
            new Example("units --explain 97129:40 97161", "an add-on pair and an evaluation, with every reason"))
        {
            given, rule, date, explain,
        };
        command.SetAction(parsed =>
        {
            var day = parsed.GetValue(date) is { } text ? Given.Date(text) : session.Today;
            var bill = UnitsQuestion.Ask(Read.Rule(parsed.GetValue(rule)!, "--rule"), parsed.GetValue(given)!, day, session.Tables.Codes);
            if (parsed.GetValue(session.Json)) session.Terminal.Json(json => UnitsQuestion.Write(json, bill));
            else Show(bill, session.Terminal, parsed.GetValue(explain));
            return bill.Status == BillStatus.CannotBill ? 1 : 0;
        });
        return command;
    }

    static void Show(Bill bill, Terminal terminal, bool explain)
    {
        if (bill.Pool is { } pool) terminal.Lines(UnitBar.Lines(pool, bill.Terms!.UnitRule, terminal.Width));
        var outside = new TextTable(new TextColumn(), new TextColumn(Right: true), new TextColumn(), new TextColumn());
        foreach (var line in bill.Lines.Where(line => !InPool(bill, line.Code)))
            outside.Add($"{line.Code}", line.Minutes > 0 ? $"{line.Minutes} min" : "", UnitBar.UnitsWord(line.Units), Words.Text(line.Because[0]));
        foreach (var one in bill.NotBilled.Where(one => !InPool(bill, one.Code)))
            outside.Add($"{one.Code}", one.Minutes is { } minutes ? $"{minutes} min" : "", UnitBar.UnitsWord(0), Words.Text(one.Because[0]));
        terminal.Lines(outside.Lines(terminal.Width));
        terminal.Out.WriteLine();
        terminal.Paragraph(bill.Lines.Count == 0 ? "nothing" : string.Join(", ", bill.Lines.Select(line => line.Units == 1 ? $"{line.Code}" : $"{line.Code} x{line.Units}")), "Bill    ", "        ");
        foreach (var choice in bill.Choices) terminal.Paragraph(Words.Text(choice.Because), "Choice  ", "        ");
        foreach (var finding in bill.Findings.Where(finding => finding.Severity > Severity.Note))
            terminal.Paragraph($"{Words.Message(finding)} {Words.Fix(finding)}", "Look    ", "        ");
        if (!explain) return;
        // first and add-on of a pair have the same reasons: they are told once
        var told = bill.Lines.Select(line => (line.Code, Because: (IReadOnlyList<Reason>)line.Because)).Concat(bill.NotBilled.Select(one => (one.Code, Because: (IReadOnlyList<Reason>)one.Because)));
        foreach (var same in told.GroupBy(one => string.Concat(one.Because.Select(Words.Text))))
        {
            terminal.Out.WriteLine();
            terminal.Heading(string.Join(", ", same.Select(one => one.Code).Distinct()));
            terminal.Lines(ReasonTree.Lines(same.First().Because, terminal.Width, 2));
        }
    }

    static bool InPool(Bill bill, ProcedureCode code) =>
        bill.Pool is { } pool && (pool.Services.Any(service => service.Code == code) || bill.Terms!.PooledFirst(code) is { } first && pool.Services.Any(service => service.Code == first));
}
