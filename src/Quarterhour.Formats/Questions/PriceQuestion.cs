using System.Text.Json;
using Quarterhour.Billing;
using Quarterhour.Billing.Day;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Pricing;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Formats.Questions;

/// <summary>What Medicare allows and pays for the lines of a day.</summary>
/// <param name="Bill">The day, with findings and what is open.</param>
/// <param name="Lines">Its lines with their amounts, in the order asked.</param>
/// <param name="Place">Where it is priced.</param>
public sealed record PriceQuestion(Bill Bill, IReadOnlyList<BillLine> Lines, Answer<LocalityId> Place)
{
    const int MostUnits = 999, MostModifiers = 4;

    /// <param name="given">Lines as <c>97110-GPx2</c>.</param>
    /// <param name="date">Date of service.</param>
    /// <param name="locality">Carrier and locality; or else</param>
    /// <param name="zip">the ZIP, as digits.</param>
    /// <param name="tables">The tables.</param>
    /// <param name="facility">With facility practice expense.</param>
    public static PriceQuestion Of(IEnumerable<string> given, DateOnly date, LocalityId? locality, string? zip, ReferenceTables tables, bool facility = false)
    {
        var visit = new Visit { Id = "", Payer = "medicare", Discipline = Discipline.PT, Interventions = [], Date = date, Locality = locality, Zip = zip };
        var lines = given.Select(one => Line(one, date, tables)).ToList();
        var (bill, priced) = LinePrices.Of(visit, lines, tables, BuiltInPayers.All, facility);
        return new(bill, priced, PaymentLocality.Of(visit, tables.Zips)!.Value);
    }

    static LineToPrice Line(string text, DateOnly date, ReferenceTables tables)
    {
        int x = text.AsSpan().TrimEnd("0123456789").Length - 1;
        bool many = x >= 5 && text[x] is 'x' or 'X' && text[x - 1] != '-' && (x == 5 || x < text.Length - 1);
        string[] parts = (many ? text[..x] : text).Split('-');
        var code = Read.Code(parts[0], text);
        int units = 1;
        if (many && (!int.TryParse(text.AsSpan(x + 1), out units) || units is < 1 or > MostUnits))
            throw new UnusableException($"{text}: \"{text[(x + 1)..]}\" is not a number of units; write 1 to {MostUnits} behind the x, for example {code}x2");
        if (parts.Length > MostModifiers + 1) throw new UnusableException($"{text}: {parts.Length - 1} modifiers; a line has room for {MostModifiers}");
        Modifier[] modifiers = [.. parts.Skip(1).Select(part => Modifier.TryParse(part, out var modifier) ? modifier
            : throw new UnusableException($"{text}: \"{part}\" is not a modifier; a modifier is two letters or digits, for example GP"))];
        // other codes are known by the fee schedule, where it is loaded whole
        if (tables.Codes.Find(code) is null && FeeSchedule.Listed(code, FeeSchedule.ComponentOf(modifiers), date, tables.Fees) is null)
            throw tables.Know(code) ? new UnusableException($"{text}: no loaded fee schedule of {date.Year} lists {code}. Codes outside therapy are priced once the whole one is imported (quarterhour import, PPRRVU); what other schedules pay, as for supplies, is not priced")
                : new UnusableException($"{Read.InNoTable(code, text, tables.Codes).Message}. Codes outside therapy are priced once the whole fee schedule of {date.Year} is imported (quarterhour import, PPRRVU)");
        return new(code, modifiers, units);
    }

    /// <summary>Writes the fields behind <c>contract</c>.</summary>
    public void Write(Utf8JsonWriter json)
    {
        var words = new BillJson();
        json.WriteString("locality", Place.IsDecided ? Place.Value.ToString() : null);
        json.WriteStartArray("lines");
        foreach (var line in Lines)
        {
            json.WriteStartObject();
            json.Code("code", line.Code);
            json.Modifiers("modifiers", line.Modifiers);
            json.WriteNumber("units", line.Units);
            json.Money("full", line.Fee?.Full);
            json.Money("reduced", line.Fee?.Reduced);
            json.Count("full_units", line.FullUnits);
            json.Count("reduced_units", line.ReducedUnits);
            json.Money("allowed", line.Allowed);
            Share(json, line.Share);
            words.WriteBecause(json, line.Because);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var finding in Bill.Findings) words.WriteFinding(json, finding);
        json.WriteEndArray();
        json.WriteStartArray("not_checked");
        foreach (var open in Bill.NotChecked)
        {
            json.WriteStartObject();
            json.WriteString("what", open.What);
            json.WriteString("needs", open.Needs);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("totals");
        json.Money("charge", null);
        json.Money("allowed", Bill.Totals.Allowed);
        Share(json, Bill.Totals.Share);
        json.WriteEndObject();
    }

    static void Share(Utf8JsonWriter json, Share? share)
    {
        json.Money("deductible", share?.Deductible);
        json.Money("coinsurance", share?.Coinsurance);
        json.Money("assistant_reduction", share?.AssistantReduction);
        json.Money("sequestration", share?.Sequestration);
        json.Money("payer_pays", share?.PayerPays);
        json.Money("patient_owes", share?.PatientOwes);
    }
}
