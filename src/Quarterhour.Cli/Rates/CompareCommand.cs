using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Quarterhour.Billing;
using Quarterhour.Billing.Pricing;
using Quarterhour.Billing.Tables;
using Quarterhour.Formats;
using Quarterhour.Market;
using Quarterhour.Reference.Store;

namespace Quarterhour.Cli.Rates;

/// <summary><c>rates compare</c>: payers side by side, with Medicare.</summary>
static class CompareCommand
{
    public static Command Create(Session session)
    {
        var folder = new Argument<string>("DIR") { Description = "The folder that rates extract or rates convert has written." };
        var codes = new Option<string[]>("--code") { Description = "A code, for example CPT:97110; a bare one is CPT. May be repeated.", HelpName = "TYPE:CODE", Required = true };
        var date = Given.DateOption("Medicare's price of this day; today without it.");
        var place = new PlaceOptions("Medicare's price of this carrier and locality; the national amount without a place.");
        var state = new Option<string?>("--state") { Description = "Only providers who practice there, by NPPES's imported file.", HelpName = "XX" };
        var near = new Option<string[]>("--near") { Description = "Only providers who practice in ZIPs that begin so, three to five digits. May be repeated.", HelpName = "ZIP" };
        var by = new Option<string>("--by") { Description = "Each place apart: state (the default), locality, zip or city. In a locality or ZIP Medicare's price is that place's own.", HelpName = "PLACE", DefaultValueFactory = static _ => "state" };
        var format = new Option<string>("--format") { Description = "text (the default), csv or svg.", HelpName = "text|csv|svg", DefaultValueFactory = static _ => "text" };
        var command = new DocumentedCommand("compare", "What each payer pays for a code, by network, setting and modifier, beside Medicare.", DocumentedCommand.LookingUp,
            new Example("rates compare --code CPT:97110 rates --zip 77002", "percentiles of every payer in the folder, beside Medicare in Houston"),
            new Example("rates compare --code CPT:97110 rates --near 770 --near 773 --by zip", "who practices in and around Houston, each ZIP beside Medicare there"))
        {
            folder, codes, date, place.Locality, place.Zip, state, near, by, format,
        };
        command.SetAction(parsed =>
        {
            string form = parsed.GetValue(format)!;
            if (form is not ("text" or "csv" or "svg")) throw new UnusableException($"--format: \"{form}\" is none of text, csv, svg");
            var day = parsed.GetValue(date) is { } told ? Given.Date(told) : session.Today;
            var where = place.Of(parsed, session, day);
            var places = new ComparedPlaces(parsed.GetValue(by)!, zip => PaymentLocality.OfZip(zip, day, session.Tables.Zips));
            if (places.AreOwn && where is not null) throw new UnusableException($"compare: by {parsed.GetValue(by)} each row stands beside Medicare's price of its own place; leave out --zip and --locality");
            string[] chosen = [.. parsed.GetValue(codes)!.SelectMany(code => code.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Select(code => code.Contains(':') ? code : "CPT:" + code)];
            var comparison = new Comparison
            {
                Codes = chosen, State = parsed.GetValue(state)?.ToUpperInvariant(), Providers = ProviderPlaces.Open(session.DataFolder(parsed)),
                Near = [.. (parsed.GetValue(near) ?? []).Select(Start)], By = places.Named, Medicare = (code, at) => places.Locality(at, where, out var there) ? Medicare(session, code, there, day) : null,
            };
            IReadOnlyList<PayerRates> rows;
            try
            {
                rows = comparison.Rows(parsed.GetValue(folder)!);
            }
            catch (MarketException wrong)
            {
                throw new UnusableException(wrong.Message);
            }
            if (parsed.GetValue(session.Json)) session.Terminal.Json(json => Write(json, rows, row => LocalityOf(places, row, where), places.AreOwn ? "each" : where?.ToString() ?? "national", day));
            else if (form == "csv") Csv(session.Terminal, rows, row => LocalityOf(places, row, where));
            else if (form == "svg") session.Terminal.Out.Write(RateStrips.Svg(rows));
            else Show(session.Terminal, rows, where?.ToString(), day, places.AreOwn ? places.Open : null);
            if (rows.Count == 0) session.Terminal.Error.WriteLine($"none of {string.Join(", ", chosen)} has a price in {parsed.GetValue(folder)}{(comparison.Near.Count > 0 || comparison.State is not null ? " of a provider who practices there by NPPES's file" : "")}");
            return rows.Count == 0 ? 2 : rows.Any(row => row.Unlikely > 0) ? 1 : 0;
        });
        return command;
    }

    /// <summary>How ZIPs begin.</summary>
    static string Start(string text) => text.Length is >= 3 and <= 5 && text.All(char.IsAsciiDigit) ? text : throw new UnusableException($"--near: \"{text}\" is no beginning of a ZIP; write three to five digits, for example 770 or 77002");

    /// <summary>One unit in full, before the reduction for several procedures; null where no table of the day says it.</summary>
    static decimal? Medicare(Session session, string code, LocalityId? where, DateOnly day)
    {
        int colon = code.IndexOf(':');
        if (code.AsSpan(0, colon) is not ("CPT" or "HCPCS") || !ProcedureCode.TryParse(code.AsSpan(colon + 1), out var procedure)) return null;
        var fee = where is { } here ? FeeSchedule.ForUnit(procedure, here, day, session.Tables.Fees, session.Tables.Localities) : FeeSchedule.National(procedure, day, session.Tables.Fees);
        return fee.IsDecided ? fee.Value.Full : null;
    }

    static string Basis(RateBasis basis) => basis switch { RateBasis.Dollars => "dollars", RateBasis.Percentage => "percentage", RateBasis.PerDiem => "per-diem", RateBasis.Bundle => "bundle", RateBasis.Capitation => "capitation", _ => "unknown" };

    static string Number(decimal value) => value.ToString("0.00################", CultureInfo.InvariantCulture);

    static readonly string[] Names = ["least", "p10", "p25", "median", "p75", "p90", "most"];

    /// <summary>The locality of which Medicare's price stands beside a row; national without one, null where none stands there.</summary>
    static string? LocalityOf(ComparedPlaces places, PayerRates row, LocalityId? asked) => row.Medicare is null || !places.Locality(row.Place, asked, out var there) ? null : there?.ToString() ?? "national";

    static void Write(Utf8JsonWriter json, IReadOnlyList<PayerRates> rows, Func<PayerRates, string?> localityOf, string where, DateOnly day)
    {
        json.WriteString("date", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("locality", where);
        json.WriteStartArray("rows");
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("code", row.Code);
            json.WriteString("basis", Basis(row.Basis));
            json.WriteString("payer", row.Payer);
            json.WriteString("plan", row.Plan);
            json.WriteString("network", row.Network);
            json.WriteString("billing_class", row.Class);
            json.WriteString("setting", row.Setting);
            json.WriteString("modifiers", row.Modifiers);
            json.WriteString("state", row.State);
            json.WriteString("place", row.Place);
            json.WriteNumber("count", row.Count);
            json.WriteNumber("provider_groups", row.Groups);
            for (int i = 0; i < Names.Length; i++)
                if (i < row.Percentiles.Count) json.WriteString(Names[i], Number(row.Percentiles[i]));
                else json.WriteNull(Names[i]);
            if (row.Medicare is { } medicare) json.WriteString("medicare", Number(medicare));
            else json.WriteNull("medicare");
            json.WriteString("medicare_locality", localityOf(row));
            if (row.OfMedicare is { } share) json.WriteString("of_medicare", share.ToString("0.0000", CultureInfo.InvariantCulture));
            else json.WriteNull("of_medicare");
            json.WriteNumber("unlikely", row.Unlikely);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static void Csv(Terminal terminal, IReadOnlyList<PayerRates> rows, Func<PayerRates, string?> localityOf)
    {
        terminal.Out.WriteLine("code,basis,payer,plan,network,billing_class,setting,modifiers,state,place,count,provider_groups,least,p10,p25,median,p75,p90,most,medicare,medicare_locality,of_medicare,unlikely");
        foreach (var row in rows)
            terminal.Out.WriteLine(string.Join(',', new[] { row.Code, Basis(row.Basis), row.Payer, row.Plan, row.Network, row.Class, row.Setting, row.Modifiers, row.State, row.Place, Whole(row.Count), Whole(row.Groups) }
                .Concat(Enumerable.Range(0, Names.Length).Select(i => i < row.Percentiles.Count ? Number(row.Percentiles[i]) : ""))
                .Concat([row.Medicare is { } medicare ? Number(medicare) : "", localityOf(row), row.OfMedicare?.ToString("0.0000", CultureInfo.InvariantCulture), Whole(row.Unlikely)]).Select(Cell)));
    }

    static string Whole(long count) => count.ToString(CultureInfo.InvariantCulture);

    static string Cell(string? text) => text is null ? "" : text.AsSpan().IndexOfAny(",\"\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"")}\"";

    /// <param name="open">Where Medicare's price is each row's own, how a row without a place is told; else null.</param>
    static void Show(Terminal terminal, IReadOnlyList<PayerRates> rows, string? where, DateOnly day, string? open)
    {
        foreach (var group in rows.GroupBy(row => (row.Code, row.Basis)))
        {
            // only dollars are compared
            bool each = open is not null && group.Key.Basis == RateBasis.Dollars;
            string beside = each ? $"; Medicare {day:yyyy-MM-dd}, each place's own" : group.First().Medicare is { } medicare ? $"; Medicare {day:yyyy-MM-dd}, {where ?? "national"}: {Number(medicare)}" : "";
            terminal.Heading($"{group.Key.Code}, {Basis(group.Key.Basis)}{beside}");
            var table = new TextTable([new("p10", Right: true), new("median", Right: true), new("p90", Right: true), .. each ? (TextColumn[])[new("Medicare", Right: true)] : [], new("of Medicare", Right: true), new("count", Right: true), new("who")]);
            foreach (var row in group)
            {
                string who = string.Join(", ", new[] { row.Payer, row.Plan, row.Network, row.Class, row.Setting, row.Place ?? (open is null ? row.State : $"{row.State ?? "place"}, {open}"), row.Modifiers }.Where(part => !string.IsNullOrEmpty(part)));
                table.Add([row.Percentiles.Count > 0 ? "  " + Number(row.Percentiles[1]) : "", row.Median is { } median ? Number(median) : "no rate", row.Percentiles.Count > 0 ? Number(row.Percentiles[5]) : "", .. each ? (string[])[row.Medicare is { } there ? Number(there) : "open"] : [],
                    row.OfMedicare is { } share ? $"{share * 100:0} %" : "", $"{row.Count:#,0}", who + (row.Unlikely > 0 ? $" ({row.Unlikely:#,0} that can't be real)" : "")]);
            }
            terminal.Lines(table.Lines(terminal.Width));
        }
    }
}
