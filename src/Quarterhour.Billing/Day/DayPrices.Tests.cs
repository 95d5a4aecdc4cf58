using CsCheck;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;
using Quarterhour.Reference;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Day;

public sealed class DayPricesTests
{
    static readonly DateOnly Day = new(2025, 10, 15);
    static readonly ReferenceTables Tables = BuiltInTables.Open();
    static readonly PayerList Payers = BuiltInPayers.All.With([
        Made.Payer("contract", ("pricing", "per-visit"), ("visit_rate", "85")),
        Made.Payer("plan", ("pricing", "percent-of-medicare"), ("percent", "110"), ("multiple_procedure", "yes")),
    ]);

    [Fact]
    public void Another_payer_s_visit_leaves_the_therapy_reduction_alone()
    {
        var bills = Bills(Visit("V1", "contract", new Intervention(Made.Code("97530"), 15)), Visit("V2", "medicare", new Intervention(Made.Code("97110"), 30)));
        Assert.Equal((85m, 1, 0), (bills[0].Totals.Allowed, bills[0].Lines[0].FullUnits, bills[0].Lines[0].ReducedUnits));
        Assert.Equal((48.79m, 1, 1), (bills[1].Totals.Allowed, bills[1].Lines[0].FullUnits, bills[1].Lines[0].ReducedUnits));
    }

    [Fact]
    public void Each_payer_has_its_own_unit_in_full()
    {
        var bills = Bills(Visit("V1", "plan", new Intervention(Made.Code("97530"), 30)), Visit("V2", "medicare", new Intervention(Made.Code("97110"), 30)));
        Assert.All(bills, bill => Assert.Equal((1, 1), (bill.Lines[0].FullUnits, bill.Lines[0].ReducedUnits)));
    }

    [Fact]
    public void One_unit_in_full_across_the_visits_of_one_payer()
    {
        var bills = Bills(Visit("V1", "medicare", new Intervention(Made.Code("97110"), 30)), Visit("V2", "medicare", new Intervention(Made.Code("97530"), 15)) with { Discipline = Discipline.OT });
        Assert.Equal([(0, 2), (1, 0)], bills.Select(bill => (bill.Lines[0].FullUnits, bill.Lines[0].ReducedUnits)));
    }

    [Theory]
    [InlineData(Abn.Signed, "60", "0.00", "60.00", "0.00: a denial is expected (GA), so nothing is allowed; the patient signed an ABN and owes the charge")]
    [InlineData(Abn.Signed, null, "0.00", null, "0.00: a denial is expected (GA), so nothing is allowed; the patient signed an ABN and owes the charge")]
    [InlineData(null, "60", "0.00", "0.00", "0.00: a denial is expected (GZ), so nothing is allowed; without a signed ABN the facility bears the charge")]
    public void A_line_whose_denial_is_expected_allows_nothing(Abn? notice, string? charge, string allowed, string? owes, string because)
    {
        var bill = Bills(Visit("V1", "medicare", new Intervention(Made.Code("97110"), 15, Charge: charge is null ? null : decimal.Parse(charge, null))) with { ExpectedDenial = true, Abn = notice })[0];
        var line = bill.Lines[0];
        Assert.Equal((allowed, owes), ($"{line.Allowed:F2}", line.Share is { } share ? $"{share.PatientOwes:F2}" : null));
        Assert.Equal(because, Formats.Words.Text(line.Because[^1]));
        Assert.Equal(owes is null, bill.NotChecked.Contains(new NotChecked("patient-share", "charge")));
        Assert.Equal(0m, bill.Totals.Allowed);
    }

    [Fact]
    public void The_split_is_the_allowed_amount() => Gen.Select(Gen.Int[8, 60].Array[1, 4], Gen.Int[0, 20_000], Gen.Bool).Sample((minutes, deductible, assistant) =>
    {
        string[] codes = ["97110", "97140", "97112", "97530"];
        var visit = Visit("V1", "medicare", [.. minutes.Select((each, i) => new Intervention(Made.Code(codes[i]), each, assistant ? TreatedBy.Assistant : TreatedBy.Therapist))]) with { DeductibleLeft = deductible / 100m };
        var bill = Bills(visit)[0];
        Assert.All(bill.Lines, line =>
        {
            var share = line.Share!.Value;
            Assert.Equal(line.Allowed, share.Deductible + share.Coinsurance + share.AssistantReduction + share.Sequestration + share.PayerPays);
            Assert.Equal(share.Deductible + share.Coinsurance, share.PatientOwes);
        });
        Assert.Equal(bill.Totals.Allowed, bill.Lines.Sum(line => line.Allowed));
        Assert.Equal(bill.Totals.Share!.Value.PayerPays, bill.Lines.Sum(line => line.Share!.Value.PayerPays));
    });

    static Visit Visit(string id, string payer, params IReadOnlyList<Intervention> interventions) =>
        Made.Visit(Day, id, Discipline.PT, interventions) with { Payer = payer, Locality = new(15202, 0) };

    static List<Bill> Bills(params IReadOnlyList<Visit> visits) => [.. new BillingRun(Tables, Payers).Bills(visits)];
}
