using System.CommandLine;
using System.Globalization;
using Quarterhour.Billing;
using Quarterhour.Formats;
using Quarterhour.Formats.Charts;
using Quarterhour.Practice.Reports;

namespace Quarterhour.Cli.Store;

/// <summary><c>report NAME</c>: what the records tell about payers.</summary>
static class ReportCommand
{
    public static Command Create(Session session)
    {
        var name = new Argument<string>("NAME") { Description = $"{string.Join(", ", PracticeReports.Names.SkipLast(1))} or {PracticeReports.Names[^1]}." };
        name.CompletionSources.Add(static _ => PracticeReports.Names);
        var from = new Option<string?>("--from") { Description = "First date of service.", HelpName = "DATE" };
        var to = new Option<string?>("--to") { Description = "Last date of service.", HelpName = "DATE" };
        var format = new Option<string>("--format") { Description = "text (the default), csv or svg.", HelpName = "text|csv|svg", DefaultValueFactory = static _ => "text" };
        var store = new StoreOption(session);
        var command = new DocumentedCommand("report", "Clean claims, denials by payer, code and cause, days to payment, expected against paid.", DocumentedCommand.Billing,
            new Example("report denial-causes --data clinic", "what is refused, by payer and cause"),
            new Example("report days --data clinic --format svg > days.svg", "how long each payer takes, as a chart"))
        {
            name, from, to, format, store.Database,
        };
        command.SetAction(parsed =>
        {
            string wanted = parsed.GetValue(name)!, form = parsed.GetValue(format)!;
            if (!PracticeReports.Names.Contains(wanted)) throw new UnusableException($"report: \"{wanted}\" is no report; {Spelling.DidYouMean(wanted, PracticeReports.Names)}");
            if (form is not ("text" or "csv" or "svg")) throw new UnusableException($"--format: \"{form}\" is none of text, csv, svg");
            var first = parsed.GetValue(from) is { } told ? Given.Date(told, "--from") : DateOnly.MinValue;
            var last = parsed.GetValue(to) is { } until ? Given.Date(until, "--to") : DateOnly.MaxValue;
            using var records = store.Open(parsed);
            var report = PracticeReports.Of(records, wanted, first, last, session.Today);
            if (parsed.GetValue(session.Json)) Json(session.Terminal, report);
            else if (form == "csv") Csv(session.Terminal.Out, report);
            else if (form == "svg") session.Terminal.Out.WriteLine(BarChart.Svg($"{report.Title}: {report.Columns[report.Bar]}", [.. report.Rows.Select(row => (string.Join(", ", row.Take(report.Labels)), Number(row[report.Bar]), row[report.Bar]))]));
            else Text(session.Terminal, report);
            return 0;
        });
        return command;
    }

    static decimal Number(string cell) => decimal.TryParse(cell, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal number) ? number : 0;

    static void Text(Terminal terminal, Report report)
    {
        terminal.Heading(report.Title);
        terminal.Paragraph(report.Says);
        if (report.Rows.Count == 0)
        {
            terminal.Paragraph("nothing yet");
            return;
        }
        var table = new TextTable([.. report.Columns.Select((column, i) => new TextColumn(column, i >= report.Labels))]);
        foreach (var row in report.Rows) table.Add([.. row]);
        terminal.Lines(table.Lines(terminal.Width));
    }

    static void Csv(TextWriter output, Report report)
    {
        output.WriteLine(SafeCsv.Line(report.Columns));
        foreach (var row in report.Rows) output.WriteLine(SafeCsv.Line(row));
    }

    static void Json(Terminal terminal, Report report) => terminal.Json(json =>
    {
        json.WriteString("report", report.Name);
        json.WriteString("title", report.Title);
        json.WriteString("says", report.Says);
        json.WriteStartArray("rows");
        foreach (var row in report.Rows)
        {
            json.WriteStartObject();
            for (int i = 0; i < row.Count; i++) json.WriteString(report.Columns[i].Replace(" %", "_percent", StringComparison.Ordinal).Replace(' ', '_'), row[i]);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}
