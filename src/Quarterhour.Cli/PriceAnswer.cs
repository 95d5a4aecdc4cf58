using Quarterhour.Billing;
using Quarterhour.Billing.Tables;
using Quarterhour.Formats;

namespace Quarterhour.Cli;

/// <summary>What <c>price</c> says to people.</summary>
static class PriceAnswer
{
    public static void Show(Bill bill, IReadOnlyList<BillLine> lines, Answer<LocalityId> place, Terminal terminal, bool explain)
    {
        terminal.Paragraph($"Medicare, {bill.Visit.Date:yyyy-MM-dd}, {Place(bill, place)}");
        terminal.Out.WriteLine();
        var table = new TextTable(new("Line"), new("Units", true), new("In full", true), new("Reduced", true), new("Allowed", true), new("Coins.", true), new("Medicare pays", true));
        foreach (var line in lines)
            table.Add(Named(line), $"{line.Units}", Units(line.FullUnits, line.Fee?.Full), Units(line.ReducedUnits, line.Fee?.Reduced), Amount(line.Allowed), Amount(line.Share?.Coinsurance), Amount(line.Share?.PayerPays));
        table.Add("Total", "", "", "", Amount(bill.Totals.Allowed), Amount(bill.Totals.Share?.Coinsurance), Amount(bill.Totals.Share?.PayerPays));
        terminal.Lines(table.Lines(terminal.Width));
        terminal.Out.WriteLine();
        foreach (var finding in bill.Findings) terminal.Paragraph($"{Words.Message(finding)} {Words.Fix(finding)}", finding.Severity == Severity.Error ? "■ " : "○ ", "  ");
        foreach (var open in bill.NotChecked) terminal.Paragraph($"{open.What} is open: needs {open.Needs}", "○ ", "  ");
        terminal.Paragraph("The deductible is taken as met; deductible and coinsurance are the patient's.");
        if (lines.SelectMany(line => line.Because).SelectMany(reason => reason.Under).FirstOrDefault(reason => reason.Template.Name == "stands_in") is { } standsIn)
            terminal.Note(Words.Text(standsIn));
        if (!explain) return;
        foreach (var line in lines)
        {
            terminal.Out.WriteLine();
            terminal.Heading(Named(line));
            terminal.Lines(ReasonTree.Lines(line.Because, terminal.Width, 2));
        }
    }

    static string Place(Bill bill, Answer<LocalityId> place) => !place.IsDecided ? "locality open" : bill.Visit.Zip is null ? $"locality {place.Value}" : Words.Text(place.Because[0]);

    static string Named(BillLine line) => string.Join('-', [$"{line.Code}", .. line.Modifiers.Select(modifier => $"{modifier}")]);

    static string Units(int? units, decimal? each) => units is null or 0 || each is null ? "" : units == 1 ? Amount(each) : $"{units} x {Amount(each)}";

    /// <summary>An open amount is a ring, never zero.</summary>
    static string Amount(decimal? dollars) => dollars is { } amount ? amount.ToString("0.00") : "○";
}
