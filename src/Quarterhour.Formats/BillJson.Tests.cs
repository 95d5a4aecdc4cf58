using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using Quarterhour.Billing;
using Quarterhour.Billing.Day;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Visits;
using Quarterhour.Formats;
using Quarterhour.Formats.Visits;
using Quarterhour.Reference;
using Xunit;

namespace Quarterhour.Tests.Formats;

/// <summary>What must hold for every day's bills, whatever the visits: tried on visits made at random.</summary>
public sealed class BillJsonTests
{
    static readonly Quarterhour.Billing.Tables.ReferenceTables Tables = BuiltInTables.Open();

    sealed record Row(string Visit, string Payer, string Discipline, string Code, int Minutes, string By, string Patient, string Zip, string Charge, string Deductible);

    static Gen<string> OneOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(at => words[at]);

    static readonly Gen<Row[]> Days = (
        from visits in Gen.Select(OneOf("medicare", "commercial-ama", "commercial-cms", "tricare"), OneOf("PT", "OT"), Gen.Int[1, 3], OneOf("43215", "36104"), OneOf("", "40.00", "0.00"),
            Gen.Select(OneOf("97110", "97112", "97140", "97530", "97535", "97129", "97130", "97035", "G0283", "97150", "97550", "97113"), Gen.Int[1, 50], OneOf("therapist", "assistant", "together"), OneOf("", "30.00", "75.50")).Array[1, 5]).Array[1, 4]
        select visits.SelectMany((visit, at) => visit.Item6.Select(one => new Row($"V{at}", visit.Item1, visit.Item2, one.Item1, one.Item2, one.Item3, $"P{visit.Item3}", visit.Item4, one.Item4, visit.Item5))).ToArray());

    static string Csv(IEnumerable<Row> rows) => "visit,date,payer,discipline,code,minutes,by,patient,zip,charge,deductible_left\n"
        + string.Concat(rows.Select(row => $"{row.Visit},2026-05-04,{row.Payer},{row.Discipline},{row.Code},{row.Minutes},{row.By},{row.Patient},{row.Zip},{row.Charge},{row.Deductible}\n"));

    static string Json(IEnumerable<Row> rows) => JsonSerializer.Serialize(new
    {
        visits = rows.GroupBy(row => row.Visit).Select(visit => new
        {
            visit = visit.Key,
            date = "2026-05-04",
            payer = visit.First().Payer,
            discipline = visit.First().Discipline,
            patient = visit.First().Patient,
            zip = visit.First().Zip,
            deductible_left = visit.First().Deductible.Length == 0 ? null : visit.First().Deductible,
            interventions = visit.Select(row => new { code = row.Code, minutes = row.Minutes, by = row.By, charge = row.Charge.Length == 0 ? (decimal?)null : decimal.Parse(row.Charge, CultureInfo.InvariantCulture) }),
        }),
    });

    static List<Bill> Bills(string text)
    {
        var source = VisitSource.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), "visits");
        var run = new BillingRun(Tables, BuiltInPayers.All);
        var bills = source.Days(sorted: false).SelectMany(run.Bills).ToList();
        Assert.Empty(source.Faults);
        return bills;
    }

    static string Text(IEnumerable<Bill> bills)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var words = new BillJson();
        foreach (var bill in bills) bytes.Write(words.Of(bill));
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    [Fact]
    public void Csv_and_json_give_the_same_bills() => Days.Sample(rows => Assert.Equal(Text(Bills(Csv(rows))), Text(Bills(Json(rows)))));

    [Fact]
    public void Every_bill_is_json() => Days.Sample(rows =>
    {
        foreach (var bill in Bills(Csv(rows))) JsonDocument.Parse(Text([bill]));
    });

    [Fact]
    public void Two_of_the_same_that_earn_nothing_both_stand_there() => Assert.Equal(2, JsonDocument.Parse(Text(Bills(Csv([
        new("V1", "medicare", "PT", "97010", 10, "therapist", "P1", "36104", "", ""), new("V1", "medicare", "PT", "97010", 10, "therapist", "P1", "36104", "", "")])))).RootElement.GetProperty("not_billed").GetArrayLength());

    [Fact]
    public void Lines_add_up_to_the_totals() => Days.Sample(rows =>
    {
        foreach (var bill in Bills(Csv(rows)))
        {
            Assert.Equal(bill.Lines.TrueForAll(line => line.Allowed is not null) ? bill.Lines.Sum(line => line.Allowed) : null, bill.Totals.Allowed);
            if (bill.Totals.Share is not { } share) continue;
            Assert.Equal(bill.Lines.Sum(line => line.Share!.Value.PayerPays), share.PayerPays);
            Assert.Equal(bill.Totals.Allowed, share.Deductible + share.Coinsurance + share.AssistantReduction + share.Sequestration + share.PayerPays);
        }
    });

    [Fact]
    public void Every_minute_stands_on_a_line_or_under_not_billed() => Days.Sample(rows =>
    {
        var bills = Bills(Csv(rows));
        int shown = bills.Sum(bill => bill.Lines.Sum(line => line.Minutes) + bill.NotBilled.Where(one => one.BilledIn is null).Sum(one => one.Minutes ?? 0));
        Assert.Equal(rows.Sum(row => row.Minutes), shown);
    });

    [Fact]
    public void Units_of_the_pool_never_exceed_the_days_total_under_the_8_minute_rule() => Days.Sample(rows =>
    {
        foreach (var pool in Bills(Csv(rows)).Where(bill => bill.Terms!.UnitRule == UnitRule.CmsEightMinute).GroupBy(bill => (bill.Visit.Patient, bill.Visit.Discipline, bill.Visit.Payer)))
            Assert.True(pool.Sum(bill => bill.Units) <= (pool.Sum(bill => bill.TimedMinutes) + 7) / 15);
    });

    [Fact]
    public void The_order_of_rows_does_not_matter() => Days.Sample(rows =>
    {
        var forward = Units(Bills(Csv(rows)));
        var backward = Units(Bills(Csv(rows.Reverse())));
        Assert.Equal(forward, backward);
    });

    /// <summary>Units by patient, discipline, payer, code and modifiers: which visit's line they stand on may follow the order.</summary>
    static IEnumerable<string> Units(IEnumerable<Bill> bills) => bills.SelectMany(bill => bill.Lines.Select(line => (Key: $"{bill.Visit.Patient} {bill.Visit.Payer} {line.Discipline} {line.Code} {string.Join('-', line.Modifiers)}", line.Units)))
        .GroupBy(line => line.Key).Select(line => $"{line.Key} x{line.Sum(one => one.Units)}").Order(StringComparer.Ordinal);
}
