using Quarterhour.Billing.Payers;
using Quarterhour.Formats;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Edits;

public sealed class PayerKnownTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var given = one.Given.Only("payer", "own");
        var (finding, because) = PayerKnown.Unknown(given["payer"].Text, BuiltInPayers.All.With(given["own"].Items.Select(id => Made.Payer(id.Text))));
        one.Expect.Holds([.. Found.One(finding), ("because", Words.Text(because))]);
    }
}
