using Quarterhour.Billing.Payers;
using Quarterhour.Formats.Denials;
using Quarterhour.Formats.Gallery;
using Quarterhour.Reference;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Denials;

public sealed class DenialBookTests
{
    static readonly Lazy<IReadOnlyList<Exhibit>> Exhibits = new(() => Exhibit.All(null, BuiltInTables.Open(), BuiltInPayers.All));

    public static TheoryData<string, string> Links => [.. DenialBook.All.SelectMany(denial => denial.PreventedBy.Select(name => (denial.Code, name)))];

    /// <summary>The smallest visits of the finding are a bill that a payer with edits of its own refuses with this very code, and the finding tells of it before the claim is sent.</summary>
    [Theory, MemberData(nameof(Links))]
    public void What_prevents_it_fires(string code, string finding)
    {
        var exhibits = Exhibits.Value.Where(one => one.Template.Name == finding).ToList();
        Assert.True(exhibits.Count > 0, $"{code}: {finding} is no finding");
        Assert.All(exhibits, one =>
        {
            Assert.True(one.Found is not null, $"{code}: the bill of {finding} finds only {string.Join(", ", one.Others)}");
            Assert.Contains(code, PayersEdits.Of(one.Template.Example!));
        });
    }

    public static TheoryData<string> Linked => [.. DenialBook.All.SelectMany(static denial => denial.PreventedBy).Distinct()];

    /// <summary>The other way about: every code that such a bill earns is linked to the finding, and no other is.</summary>
    [Theory, MemberData(nameof(Linked))]
    public void A_finding_is_linked_to_what_its_bill_earns(string finding) => Assert.All(Exhibits.Value.Where(one => one.Template.Name == finding), one =>
        Assert.Equal(DenialBook.All.Where(denial => denial.PreventedBy.Contains(finding)).Select(static denial => denial.Code).Order(StringComparer.Ordinal), PayersEdits.Of(one.Template.Example!).Order(StringComparer.Ordinal)));

    /// <summary>A clean bill earns nothing of that payer, or the links would prove nothing.</summary>
    [Theory]
    [InlineData("visit,date,payer,discipline,code,minutes,dx\nV1,2026-05-04,medicare,PT,97110,15,M54.50\nV1,2026-05-04,medicare,PT,97140,15,M54.50")]
    [InlineData("claim,patient,provider,date,code,modifiers,units,dx\nC1,P1,N1,2026-05-04,97110,GP CQ,1,M54.50")]
    [InlineData("{\"visits\":[{\"visit\":\"V1\",\"date\":\"2026-05-04\",\"payer\":\"medicare\",\"discipline\":\"PT\",\"interventions\":[{\"code\":\"97110\",\"minutes\":15}],\"plan_of_care\":{\"established\":\"2026-04-20\",\"certified\":\"2026-04-27\"},\"note\":{\"timed_minutes\":15,\"total_minutes\":15,\"signed\":true}}]}")]
    public void A_clean_bill_earns_none(string bill) => Assert.Empty(PayersEdits.Of(bill));

    /// <summary>42 CFR 424.44 counts one calendar year, with a leap day in it or without.</summary>
    [Theory]
    [InlineData("2026-05-04", "2027-05-04")]
    [InlineData("2027-03-01", "2028-03-01")]
    [InlineData("2028-02-29", "2029-02-28")]
    public void A_calendar_year_to_file(string service, string last) =>
        Assert.Equal(DateOnly.Parse(last, System.Globalization.CultureInfo.InvariantCulture), DenialBook.Filing.Last(DateOnly.Parse(service, System.Globalization.CultureInfo.InvariantCulture), default));

    [Fact]
    public void Sixty_reasons_and_forty_remarks_at_least()
    {
        Assert.InRange(DenialBook.All.Count(one => !one.IsRemark), 60, 405);
        Assert.InRange(DenialBook.All.Count(one => one.IsRemark), 40, 1200);
        Assert.True(Links.Count > 40);
    }

    [Fact]
    public void Each_says_enough_and_leads_somewhere() => Assert.All(DenialBook.All, one =>
    {
        Assert.InRange(one.Cause.Length, 15, 200);
        Assert.InRange(one.Fix.Length, 10, 260);
        Assert.NotEmpty(one.Source);
        Assert.All(one.With, remark => Assert.True(DenialBook.Find(remark)?.IsRemark, $"{one.Code} with {remark}"));
        Assert.False(one.Effect == DifferenceKind.Denial && one.Next == NextStep.None && one.PreventedBy.IsEmpty, $"{one.Code}: a denial is a task");
    });

    [Theory]
    [InlineData("CO", "97", "The facility")]
    [InlineData("PR", "2", "The patient")]
    [InlineData("CO", "1", "Nobody yet")]
    [InlineData("PR", "97", "Nobody")]
    [InlineData("OA", "18", "Nobody")]
    [InlineData("PI", "B12", "The facility")]
    public void Who_owes(string group, string code, string begins) => Assert.StartsWith(begins, DenialBook.Owes(group, DenialBook.Find(code)), StringComparison.Ordinal);

    [Fact]
    public void A_group_that_is_none_has_nobody() => Assert.Null(DenialBook.Owes("XX", null));

    [Fact]
    public void Every_code_is_in_the_list_and_in_force()
    {
        var numbers = File.ReadLines(Shared.Path("data", "cms", "denial-codes", "carc_rarc_numbers.csv")).Skip(1).Select(line => line.Split(',')).ToLookup(row => row[0], StringComparer.Ordinal);
        Assert.All(DenialBook.All, one => Assert.Contains(numbers[one.Code], row => row[1] == (one.IsRemark ? "RARC" : "CARC") && row[3].Length == 0));
    }

    [Fact]
    public void The_page_says_what_the_values_say()
    {
        string path = Repository.Path("docs", "denials.md");
        if (Environment.GetEnvironmentVariable("QUARTERHOUR_UPDATE") == "1") File.WriteAllText(path, DenialDocument.Page());
        Assert.Equal(DenialDocument.Page(), File.ReadAllText(path));
    }
}
