using System.CommandLine;
using Quarterhour.Billing;
using Quarterhour.Billing.Day;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Pricing;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Cli;

/// <summary><c>price</c>: what Medicare allows for the lines of a day.</summary>
static class PriceCommand
{
    const int MostUnits = 999, MostModifiers = 4;

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
            var visit = new Visit
            {
                Id = "", Payer = "medicare", Discipline = Discipline.PT, Interventions = [], Date = Given.Date(parsed.GetValue(date)!),
                Locality = place.LocalityOf(parsed, session), Zip = place.ZipOf(parsed),
            };
            if (visit is { Locality: null, Zip: null }) throw new UnusableException("price: where? Give --locality (for example 10112-00) or --zip");
            var tables = parsed.GetValue(qpp) ? session.QualifyingTables : session.Tables;
            var lines = parsed.GetValue(given)!.Select(one => Line(one, visit.Date, tables)).ToList();
            var (bill, priced) = LinePrices.Of(visit, lines, tables, BuiltInPayers.All, parsed.GetValue(facility));
            var where = PaymentLocality.Of(visit, tables.Zips)!.Value;
            if (parsed.GetValue(session.Json)) PriceAnswer.Write(bill, priced, where, session.Terminal);
            else PriceAnswer.Show(bill, priced, where, session.Terminal, parsed.GetValue(explain));
            return bill.Status == BillStatus.CannotBill ? 1 : 0;
        });
        return command;
    }

    static LineToPrice Line(string text, DateOnly date, ReferenceTables tables)
    {
        int x = text.AsSpan().TrimEnd("0123456789").Length - 1;
        bool many = x >= 5 && text[x] is 'x' or 'X' && text[x - 1] != '-' && (x == 5 || x < text.Length - 1);
        string[] parts = (many ? text[..x] : text).Split('-');
        var code = Given.Code(parts[0], text);
        int units = 1;
        if (many && (!int.TryParse(text.AsSpan(x + 1), out units) || units is < 1 or > MostUnits))
            throw new UnusableException($"{text}: \"{text[(x + 1)..]}\" is not a number of units; write 1 to {MostUnits} behind the x, for example {code}x2");
        if (parts.Length > MostModifiers + 1) throw new UnusableException($"{text}: {parts.Length - 1} modifiers; a line has room for {MostModifiers}");
        Modifier[] modifiers = [.. parts.Skip(1).Select(part => Modifier.TryParse(part, out var modifier) ? modifier
            : throw new UnusableException($"{text}: \"{part}\" is not a modifier; a modifier is two letters or digits, for example GP"))];
        // other codes are known by the fee schedule, where it is loaded whole
        if (tables.Codes.Find(code) is null && FeeSchedule.Listed(code, FeeSchedule.ComponentOf(modifiers), date, tables.Fees) is null)
            throw tables.Know(code) ? new UnusableException($"{text}: no loaded fee schedule of {date.Year} lists {code}. Codes outside therapy are priced once the whole one is imported (quarterhour import, PPRRVU); what other schedules pay, as for supplies, is not priced")
                : new UnusableException($"{Given.InNoTable(code, text, tables.Codes).Message}. Codes outside therapy are priced once the whole fee schedule of {date.Year} is imported (quarterhour import, PPRRVU)");
        return new(code, modifiers, units);
    }
}
