using System.CommandLine;
using Quarterhour.Billing;
using Quarterhour.Billing.Tables;

namespace Quarterhour.Cli;

/// <summary><c>price</c>: what Medicare allows for the lines of a day.</summary>
static class PriceCommand
{
    public static Command Create(Session session)
    {
        var date = Given.DateOption("Date of service.", required: true);
        var place = new PlaceOptions("Carrier and locality of the place of service.");
        var facility = new Option<bool>("--facility") { Description = "With facility practice expense, to compare; therapy is not paid with it." };
        var qpp = new Option<bool>("--qpp") { Description = "From 2026 on: by the fee schedule for qualifying participants (QPP), once it is imported." };
        var explain = new Option<bool>("--explain") { Description = "Every reason, with where it is written." };
        var given = new Argument<string[]>("LINE") { Description = "A code, its modifiers, its units: 97110, 97140-CQ, 97110-KX-GPx2.", Arity = ArgumentArity.OneOrMore, HelpName = "CODE[-MOD...][xN]..." };
        given.CompletionSources.Add(_ => session.KnownCodes);
        var command = new DocumentedCommand("price", "What Medicare allows and pays for a day's lines.", DocumentedCommand.Billing,
            new Example("price --date 2025-06-02 --locality 10112-00 97530 97110x2 97140-CQ", "a day's lines in Alabama, one by an assistant"),
            new Example("price --date 2025-06-02 --zip 36104 --explain 97161", "one line, with every reason"))
        {
            Remarks = ["Of all therapy units of the day one is paid in full: name all lines of the day together. The deductible is taken as met.",
                "Codes outside therapy, with 26 or TC where they have components (71046-26, 99213), are priced once the whole fee schedule of the year is imported."],
        };
        command.Add(given);
        foreach (var option in (Option[])[date, place.Locality, place.Zip, facility, qpp, explain]) command.Add(option);
        command.SetAction(parsed =>
        {
            LocalityId? locality = place.LocalityOf(parsed, session);
            string? zip = place.ZipOf(parsed);
            if (locality is null && zip is null) throw new UnusableException("price: where? Give --locality (for example 10112-00) or --zip");
            var tables = parsed.GetValue(qpp) ? session.QualifyingTables : session.Tables;
            var question = PriceQuestion.Of(parsed.GetValue(given)!, Given.Date(parsed.GetValue(date)!), locality, zip, tables, parsed.GetValue(facility));
            if (parsed.GetValue(session.Json)) session.Terminal.Json(question.Write);
            else PriceAnswer.Show(question.Bill, question.Lines, question.Place, session.Terminal, parsed.GetValue(explain));
            return question.Bill.Status == BillStatus.CannotBill ? 1 : 0;
        });
        return command;
    }
}
