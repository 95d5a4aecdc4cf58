using Quarterhour.Billing.Tables;
using Quarterhour.Formats;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Edits;

public sealed class CoverageTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var given = one.Given.Only("code", "status", "replaced_by", "terms");
        string number = given["code"].TextOrNull ?? "97110";
        var code = Made.Therapy(number) with { ReplacedBy = [.. given["replaced_by"].Items.Select(instead => instead.Code)] };
        var terms = given["terms"].IsThere ? Made.Terms(one.Date, given["terms"].Entries.Select(entry => (entry.Key, entry.Value.Text))) : Made.Medicare(one.Date);
        var fees = new FeeTable([Made.Fees(new("2025D", new(2025, 1, 1), new(2025, 12, 31), 32.3465m, "made for tests"),
            given["status"].TextOrNull is { } status ? [(number, new(status[0], 0.45m, 0.43m, 0.43m, 0.01m, '5'))] : [])]);
        var found = Coverage.Check(code, terms, one.Date, fees);
        one.Expect.Holds([.. Found.One(found?.Finding), ("because", found is null ? null : Words.Text(found.Value.Because))]);
    }
}
