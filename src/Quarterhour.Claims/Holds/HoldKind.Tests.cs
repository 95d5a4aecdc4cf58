using Quarterhour.Billing.Denials;
using Xunit;

namespace Quarterhour.Claims;

public sealed class HoldKindTests
{
    /// <summary>A denial that a hold prevents names one that there is; that each holds its claim is proved where claims are prepared.</summary>
    [Fact]
    public void Denials_name_holds_that_there_are()
    {
        var known = HoldKind.All.Select(static kind => kind.Id).ToHashSet(StringComparer.Ordinal);
        Assert.All(DenialBook.All, one => Assert.Subset(known, one.HeldBy.ToHashSet(StringComparer.Ordinal)));
        Assert.Equal("authorization", Assert.Single(DenialBook.Find("197")!.HeldBy));
        Assert.All(new[] { "193", "209", "284", "287", "296", "P13" }, static code => Assert.NotNull(DenialBook.Find(code)));
    }
}
