using Quarterhour.Billing.Denials;
using Quarterhour.Claims;
using Quarterhour.Formats;
using Xunit;

namespace Quarterhour.Tests.Claims;

/// <summary>
/// Each denial that names a hold: the made practice with the one defect that a payer would refuse with that code, and the hold that keeps the claim here.
/// A claim that is held can't be read by a payer, so what the payer answers to each defect stands here, by defect and not by hold.
/// </summary>
public sealed class HeldDenialsTests
{
    const string Second = "member: 1S00-A00-AA00 }\n  - { patient: P1, payer: commercial-cms, order: secondary, member: L1 }";

    static readonly (string Defect, string Old, string New, int Day, CoverageOrder? Order, string Hold, string[] Earns)[] Defects =
    [
        ("no authorization where the payer wants one", "filing: MB", "filing: MB, authorization: yes", 0, null, "authorization", ["197", "M62"]),
        ("an authorization that ended", "", "authorizations:\n  - { patient: P1, payer: medicare, number: AUTH2, from: 2026-04-01, to: 2026-05-01 }\n", 0, null, "authorization", ["198", "287"]),
        ("billing provider without NPI", "npi: 2000000010, ", "", 0, null, "missing", ["206", "N257"]),
        ("billing provider's NPI fails its check digit", "npi: 2000000010", "npi: 2000000011", 0, null, "form", ["207", "N257"]),
        ("rendering provider without NPI", "npi: 2000000028, ", "", 0, null, "rendering-provider", ["206", "N290"]),
        ("rendering provider's NPI fails its check digit", "npi: 2000000028", "npi: 2000000029", 0, null, "form", ["207", "N290"]),
        ("referring provider's NPI fails its check digit", "npi: 2000000069", "npi: 2000000068", 0, null, "form", ["207", "N265", "N286"]),
        ("nobody who certified", "certified_by: DR1", "onset: 2026-04-01", 0, null, "referring-provider", ["N264", "N265", "N286"]),
        ("a member number that is none of Medicare's", "1S00-A00-AA00", "123456789A", 0, null, "member-id", ["31", "MA27", "N382"]),
        ("Medicare second without a reason", "payer: medicare, member", "payer: medicare, order: secondary, member", 0, null, "medicare-second", ["MA83"]),
        ("the second payer before the first has decided", "member: 1S00-A00-AA00 }", Second, 0, CoverageOrder.Secondary, "earlier-payer", ["MA04", "N4", "N479"]),
        ("sent before the service", "", "", -1, null, "dates", ["110"]),
        ("sent after a calendar year", "", "", 366, null, "timely-filing", ["29"]),
    ];

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Defects.Length)];

    [Theory, MemberData(nameof(Cases))]
    public void What_would_be_refused_is_held(int index)
    {
        var (defect, old, @new, day, order, hold, earns) = Defects[index];
        string yaml = old.Length == 0 ? MadePractice.Yaml + @new : MadePractice.Yaml.Replace(old, @new, StringComparison.Ordinal);
        var prepared = new ClaimPreparation(MadePractice.Read(yaml), static finding => (Words.Message(finding), Words.Fix(finding)), order, on: MadePractice.Day.AddDays(day)).Prepare(MadePractice.Bill(MadePractice.Visit()));
        Assert.Null(prepared.Claim);
        Assert.True(prepared.Holds.Any(one => one.Kind.Id == hold), $"{defect}: {string.Join(", ", prepared.Holds.Select(static one => one.Kind.Id))}");
        Assert.All(earns, code => Assert.Contains(hold, DenialBook.Find(code)!.HeldBy));
    }

    /// <summary>No link without its defect: a denial that names a hold which keeps something else is seen.</summary>
    [Fact]
    public void Every_link_has_its_defect() => Assert.Equal(
        DenialBook.All.SelectMany(static denial => denial.HeldBy.Select(hold => $"{denial.Code} {hold}")).Order(StringComparer.Ordinal),
        Defects.SelectMany(static one => one.Earns.Select(code => $"{code} {one.Hold}")).Distinct().Order(StringComparer.Ordinal));
}
