using Quarterhour.Billing;
using Quarterhour.Billing.Day;
using Quarterhour.Billing.Edits;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Formats.Visits;

namespace Quarterhour.Answers.Bills;

/// <summary>The bills of a small file of visits, all at once, for a page that shows them.</summary>
/// <param name="Bills">In the order of dates.</param>
/// <param name="Faults">What of the file could not be used.</param>
/// <param name="Broken">Why the file was not read to its end; null when it was.</param>
/// <param name="Notes">Tables of another quarter that stood in.</param>
public sealed record BillList(IReadOnlyList<Bill> Bills, IReadOnlyList<ReadFault> Faults, string? Broken, IReadOnlyList<Finding> Notes)
{
    /// <param name="visits">CSV, JSON or NDJSON.</param>
    /// <param name="name">The file as messages name it.</param>
    /// <param name="tables">The tables.</param>
    /// <param name="payers">The payer profiles.</param>
    public static BillList Of(Stream visits, string name, ReferenceTables tables, PayerList payers)
    {
        List<Bill> bills = [];
        var run = new BillingRun(tables, payers);
        try
        {
            var source = VisitSource.Open(visits, name, written => Spelling.Nearest(written, tables.Codes.All.Select(code => code.Code.ToString())));
            string? broken = null;
            try
            {
                var monthly = new MonthlyMinutes(tables, payers);
                foreach (var day in source.Days(sorted: false)) bills.AddRange(run.Bills(monthly.Note(day)));
            }
            catch (UnusableInputException wrong)
            {
                broken = wrong.Message;
            }
            return new(bills, source.Faults, broken, [.. TableDates.Notes(run.StandIns)]);
        }
        catch (UnusableInputException wrong)
        {
            return new([], [], wrong.Message, []);
        }
    }
}
