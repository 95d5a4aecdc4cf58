using Quarterhour.Billing.Visits;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Documentation;

public sealed class CertificationTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var bill = new Bill(Made.Told(one), Made.Medicare(one.Date));
        Certification.Judge(bill);
        one.Expect.Holds([.. Found.All(bill.Findings), .. Found.Open(bill)]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_optometrist_signs_for_low_vision_alone(bool ordered)
    {
        var plan = new PlanOfCare { Established = new(2026, 4, 6), OrderSigned = new(2026, 4, 2), SentToOrderer = new(2026, 4, 9) };
        var visit = Made.Visit(new(2026, 5, 4)) with { PlanOfCare = ordered ? plan with { OrderedBy = Certifier.Optometrist } : plan with { OrderSigned = null, Certified = new(2026, 4, 10), CertifiedBy = Certifier.Optometrist } };
        var bill = new Bill(visit, Made.Medicare(visit.Date));
        Certification.Judge(bill);
        Assert.Empty(bill.Findings);
        Assert.Contains("low vision", Assert.Single(bill.NotChecked).Needs, StringComparison.Ordinal);
    }

    /// <summary>Signed before the first treatment and the plan sent in time; certified by nobody.</summary>
    [Theory]
    [InlineData(null, 0)]
    [InlineData(Certifier.NursePractitioner, 0)]
    [InlineData(Certifier.Dentist, 1)]
    [InlineData(Certifier.Optometrist, 0)]
    [InlineData(Certifier.Chiropractor, 1)]
    [InlineData(Certifier.Therapist, 1)]
    public void An_order_counts_where_whoever_signed_it_may(Certifier? by, int findings)
    {
        var visit = Made.Visit(new(2026, 5, 4)) with { PlanOfCare = new() { Established = new(2026, 3, 2), OrderSigned = new(2026, 2, 27), OrderedBy = by, SentToOrderer = new(2026, 3, 9) } };
        var bill = new Bill(visit, Made.Medicare(visit.Date));
        Certification.Judge(bill);
        Assert.Equal(findings, bill.Findings.Count(found => found.Id == "certification"));
    }
}
