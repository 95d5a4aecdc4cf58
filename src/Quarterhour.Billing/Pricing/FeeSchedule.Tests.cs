using CsCheck;
using Quarterhour.Billing.Tables;
using Quarterhour.Formats;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Pricing;

public sealed class FeeScheduleTests
{
    static readonly DateOnly Day = new(2025, 10, 15);
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    static readonly FeeRelease Release = new("2025D", new(2025, 10, 1), new(2025, 12, 31), 32.3465m, "made for tests");

    static readonly FeeTable Fees = new([Made.Fees(Release,
        ("97110", new('A', 0.45m, 0.43m, 0.43m, 0.01m, '5')), ("97140", new('A', 0.43m, 0.40m, 0.40m, 0.01m, '5')), ("97530", new('A', 0.44m, 0.62m, 0.62m, 0.01m, '5')),
        ("97161", new('A', 1.54m, 1.45m, 1.45m, 0.04m, '5')), ("97129", new('A', 0.50m, 0.16m, 0.15m, 0.01m, '0')), ("97799", new('C', 0m, 0m, 0m, 0m, '0')), ("97014", new('I', 0m, 0m, 0m, 0m, '9')))]);

    static readonly LocalityTable Localities = new([
        Place("15202-00", "OHIO", 1m, 0.911m, 1.033m), Place("02102-01", "ALASKA", 1.5m, 1.081m, 0.592m), Place("01182-18", "LOS ANGELES", 1.042m, 1.194m, 0.69m),
        Place("09102-04", "MIAMI", 1m, 1.027m, 2.5m), Place("01112-06", "RETIRED", 1m, 1m, 1m) with { From = new(2023, 1, 1), To = new(2023, 12, 31) },
    ]);

    static GeographicIndices Place(string id, string name, decimal work, decimal practice, decimal malpractice) =>
        new(Locality(id), name, "", new(2025, 1, 1), new(2025, 12, 31), work, practice, malpractice, "GPCI2025");

    static LocalityId Locality(string text) => LocalityId.TryParse(text, out var id) ? id : throw new FormatException(text);

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var given = one.Given.Only("code", "locality", "facility");
        var answer = FeeSchedule.ForUnit(given["code"].Code, Locality(given["locality"].Text), one.Date, Fees, Localities, given["facility"].Yes);
        var fee = answer.IsDecided ? answer.Value : null;
        one.Expect.Holds(("full", fee?.Full), ("reduced", fee?.Reduced), ("needs", answer.Needs),
            ("because", fee is null ? null : Words.Text(fee.Because)), ("under", fee is null ? null : Found.Texts(fee.Because.Under)));
    }

    static readonly Gen<decimal> Units = Gen.Int[0, 500].Select(hundredths => hundredths / 100m);
    static readonly Gen<decimal> Index = Gen.Int[300, 2500].Select(thousandths => thousandths / 1000m);

    [Fact]
    public void In_full_is_never_less_than_reduced() => Gen.Select(Units, Units, Units, Index, Index, Index).Where(one => one.Item1 + one.Item2 + one.Item3 > 0)
        .Sample((work, practice, malpractice, workIndex, practiceIndex, malpracticeIndex) =>
        {
            var fee = Fee(new('A', work, practice, practice, malpractice, '5'), new(new(1, 0), "", "", new(2025, 1, 1), new(2025, 12, 31), workIndex, practiceIndex, malpracticeIndex, ""));
            Assert.True(fee.Full >= fee.Reduced);
            Assert.Equal(Money.Round(fee.Full), fee.Full);
            Assert.InRange(fee.Full - fee.Reduced!.Value - practice / 2 * practiceIndex * 32.3465m, -0.01m, 0.01m);
        });

    static UnitFee Fee(RelativeValues values, GeographicIndices index) => FeeSchedule.ForUnit(Made.Code("97110"), index.Locality, Day,
        new([Made.Fees(Release, ("97110", values))]), new([index])).Value;

    [Fact]
    public void National_amounts_stand_on_no_place()
    {
        var fee = FeeSchedule.National(Made.Code("97129"), Day, Fees).Value;
        Assert.Equal(Money.Round((0.50m + 0.16m + 0.01m) * 32.3465m), fee.Full);
        Assert.Single(fee.Because.Under);
    }

    [Theory]
    [InlineData("0", "0.01", "0.01")]
    [InlineData("0.42", "0.43", "0.01")]
    public void Only_a_code_without_any_value_has_no_price(string work, string practice, string malpractice)
    {
        decimal Value(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        var index = Place("15202-00", "OHIO", 1m, 1m, 1m);
        Assert.Equal(Money.Round((Value(work) + Value(practice) + Value(malpractice)) * 32.3465m),
            Fee(new('A', Value(work), Value(practice), Value(practice), Value(malpractice), '5'), index).Full);
    }

    [Fact]
    public void Indices_that_stand_in_are_named()
    {
        var late = Place("15202-00", "OHIO", 1m, 0.911m, 1.033m) with { From = new(2025, 11, 1) };
        var fee = FeeSchedule.ForUnit(Made.Code("97110"), late.Locality, Day, Fees, new([late])).Value;
        Assert.Equal("GPCI2025 stands in: the release of that quarter is not loaded, this one is of the same year", Found.Texts(fee.Because.Under)[1]);
    }

    [Fact]
    public void Lines()
    {
        var fee = FeeSchedule.ForUnit(Made.Code("97110"), Locality("15202-00"), Day, Fees, Localities).Value;
        Assert.Equal("3 × 27.56 = 82.68", Words.Text(FeeSchedule.Line(3, 0, fee, 82.68m)));
        Assert.Equal("2 × 21.23 = 42.46", Words.Text(FeeSchedule.Line(0, 2, fee, 42.46m)));
        Assert.Equal("1 × 27.56 and 2 × 21.23 = 70.02", Words.Text(FeeSchedule.Line(1, 2, fee, 70.02m)));
        Assert.Equal("the charge of 25.00 is lower than the fee of 27.56: the charge is allowed", Words.Text(FeeSchedule.LowerCharge(25m, 27.56m)));
    }

    [Fact]
    public void No_price()
    {
        var finding = FeeSchedule.NoPrice(Made.Code("97799"), "the contractor's own price of 97799 (status C in 2025D)");
        Assert.Equal(("no-price", Severity.Note, Made.Code("97799")), (finding.Id, finding.Severity, finding.Code));
        Assert.Equal("97799 can't be priced: needs the contractor's own price of 97799 (status C in 2025D).", Words.Message(finding));
        Assert.Equal("Nothing is wrong with the claim; the amount is left open, not taken as zero.", Words.Fix(finding));
    }

    static readonly GeographicIndices Ohio = Place("15202-00", "OHIO", 1m, 0.911m, 1.033m);

    static readonly FeeTable Imaging = new([Made.Fees(Release,
        ("70496", new('A', 1.75m, 6.56m, 6.56m, 0.11m, '4') { Components = '1', RareInFacility = true, Cap = new(6.11m, 6.11m, 0.11m) }),
        ("70496-26", new('A', 1.75m, 0.63m, 0.63m, 0.08m, '4') { Components = '1' }),
        ("71046", new('A', 0.22m, 0.77m, 0.77m, 0.02m, '0') { Components = '1', RareOutsideFacility = true, Cap = new(2.76m, 2.76m, 0.05m) }),
        ("99213", new('A', 1.30m, 1.35m, 0.57m, 0.10m, '0') { Components = '0' }))]);

    static Answer<UnitFee> Image(string code, string component = "", bool facility = false) =>
        FeeSchedule.ForUnit(Made.Code(code), Ohio.Locality, Day, Imaging, new([Ohio]), facility, component.Length > 0 ? Modifier.Parse(component) : default);

    [Fact]
    public void Imaging_is_capped_where_the_outpatient_hospital_is_paid_less()
    {
        var fee = Image("70496").Value;
        Assert.Equal(240.33m, fee.Full);
        Assert.Equal("240.33 for one unit of 70496, the cap on imaging: (1.75 × 1 + 6.11 × 0.911 + 0.11 × 1.033) × 32.3465; the fee schedule's own amount, 253.59, is higher", Words.Text(fee.Because));
        Assert.Equal(["(1.75 × 1 + 6.56 × 0.911 + 0.11 × 1.033) × 32.3465 = 253.59 for one unit of 70496", "relative values of 2025D, indices of 15202-00 OHIO 2025"], Found.Texts(fee.Because.Under));
        Assert.Equal(30.47m, Image("71046").Value.Full);
    }

    [Fact]
    public void What_is_rare_in_a_setting_is_priced_and_said() =>
        Assert.Contains("2025D marks 70496 NA in a facility: rarely or never performed there; the amount is of CMS's own figures", Found.Texts(Image("70496", facility: true).Value.Because.Under));

    [Fact]
    public void What_is_rare_outside_a_facility_is_said_too() =>
        Assert.Contains("2025D marks 71046 NA outside a facility: rarely or never performed there; the amount is of CMS's own figures", Found.Texts(Image("71046").Value.Because.Under));

    [Theory]
    [InlineData("70496", "26", null)]
    [InlineData("70496", "TC", "a line without TC: 2025D does not part 70496 (PC/TC indicator 1)")]
    [InlineData("99213", "26", "a line without 26: 2025D does not part 99213 (PC/TC indicator 0)")]
    [InlineData("99213", "53", "the contractor's own price of 99213-53: 2025D has no units for it as a procedure that was stopped")]
    [InlineData("99214", "26", "relative values of 99214, which 2025D does not list: import the complete file")]
    public void Components_have_prices_of_their_own_or_none(string code, string component, string? needs) => Assert.Equal(needs, Image(code, component).Needs);

    [Fact]
    public void A_table_that_does_not_tell_components_leaves_them_open() =>
        Assert.Equal("relative values of 97110-26, which 2025D does not list: import the complete file", FeeSchedule.ForUnit(Made.Code("97110"), Locality("15202-00"), Day, Fees, Localities, component: Modifier.Professional).Needs);

    [Fact]
    public void The_component_of_a_line_is_found_among_its_modifiers()
    {
        Assert.Equal(Modifier.Technical, FeeSchedule.ComponentOf([Modifier.GP, Modifier.Technical]));
        Assert.Equal(default, FeeSchedule.ComponentOf([Modifier.GP, Modifier.KX]));
    }
}
