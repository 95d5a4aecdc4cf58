using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Visits;
using Quarterhour.Formats;
using Quarterhour.Reference;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Day;

public sealed class PatientDayTests
{
    [Fact]
    public void An_untimed_code_stands_although_its_span_is_wrong()
    {
        var bill = Bill(new(Made.Code("97012"), null, Start: new(10, 0), End: new(9, 0)));
        Assert.Equal("97012", Assert.Single(bill.Lines).Code.ToString());
        Assert.Equal("97012: the end 09:00 is not after the start 10:00.", Words.Message(Assert.Single(bill.Findings)));
        Assert.Empty(bill.NotBilled);
    }

    [Fact]
    public void A_timed_code_without_minutes_is_not_billed()
    {
        var bill = Bill(new(Made.Code("97110"), null));
        Assert.Empty(bill.Lines);
        Assert.Equal("minutes-missing", Assert.Single(bill.Findings).Id);
        Assert.Equal(["no minutes are recorded for 97110, which is billed by time"], Found.Texts(Assert.Single(bill.NotBilled).Because));
    }

    static Bill Bill(Intervention intervention) =>
        new BillingRun(BuiltInTables.Open(), BuiltInPayers.All).Bills([Made.Visit(new(2025, 6, 2), "V1", Discipline.PT, intervention)]).Single();
}
