using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Pricing;

public sealed class PaidStatusTests
{
    [Theory]
    [InlineData('A')]
    [InlineData('R')]
    [InlineData('T')]
    public void Units_decide(char status) => Assert.Null(PaidStatus.Needs(Made.Code("99213"), status, "2025D"));

    [Theory]
    [InlineData('B', "a service that is paid by itself: 99213 is always bundled into other services (status B in 2025D)")]
    [InlineData('C', "the contractor's own price of 99213 (status C in 2025D)")]
    [InlineData('D', "a code in force: 99213 is deleted (status D in 2025D)")]
    [InlineData('E', "another payment system's price: regulation leaves 99213 out of the fee schedule (status E in 2025D)")]
    [InlineData('I', "the code that Medicare uses instead: 99213 is not valid for Medicare (status I in 2025D)")]
    [InlineData('J', "anesthesia's base units, time and conversion factor: 99213 has no relative values (status J in 2025D)")]
    [InlineData('M', "a service: 99213 only reports a measurement (status M in 2025D)")]
    [InlineData('N', "a payer that covers 99213: Medicare does not (status N in 2025D)")]
    [InlineData('P', "a service that is paid by itself: 99213 is bundled, or paid under another provision (status P in 2025D)")]
    [InlineData('X', "another payment system's price: by law 99213 is no physician service (status X in 2025D)")]
    [InlineData('Q', "the meaning of its status: 99213 has one that this program does not know (status Q in 2025D)")]
    public void Nothing_is_priced(char status, string needs) => Assert.Equal(needs, PaidStatus.Needs(Made.Code("99213"), status, "2025D"));
}
