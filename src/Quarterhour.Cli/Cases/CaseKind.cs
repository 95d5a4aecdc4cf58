using System.Text.Json;
using System.Text.Json.Nodes;
using Quarterhour.Billing;
using Quarterhour.Billing.Tables;

namespace Quarterhour.Cli.Cases;

/// <summary>What an example asks about. Told from its fields, not from the file's name.</summary>
/// <param name="Name">For people.</param>
/// <param name="Answer">The program's answer, in the shape of what is expected.</param>
sealed record CaseKind(string Name, Func<WorkedCase, ReferenceTables, JsonObject> Answer)
{
    static readonly CaseKind Units = new("units", UnitCases.Answer), Assistant = new("assistant", AssistantCases.Answer), Kx = new("kx", KxCases.Answer),
        Pairs = new("ncci", PairCases.Answer), Limits = new("mue", LimitCases.Answer), Fees = new("prices", FeeCases.Answer), VisitPrices = new("visit-price", VisitPriceCases.Answer);

    /// <exception cref="UnusableException">Nothing that the program knows has such fields.</exception>
    public static CaseKind Of(WorkedCase one)
    {
        bool In(string field) => one.Input.TryGetProperty(field, out _);
        bool Out(string field) => one.Expected.TryGetProperty(field, out _);
        if (In("interventions")) return Out("cms") || Out("spm") || !Out("lines") && !In("discipline") ? Units : Assistant;
        if (In("ledger") || In("visit_allowed")) return Kx;
        if (In("codes")) return Pairs;
        if (In("lines")) return In("locality") || In("zip") ? VisitPrices : Limits;
        if (In("code") && In("locality")) return Fees;
        throw new UnusableException($"{one.File}: {one.Id}: its kind is not known; input has {string.Join(", ", one.Input.EnumerateObject().Select(field => field.Name))}. "
            + "Known inputs are interventions, ledger, codes, lines, or code with locality");
    }

    /// <summary>The finding that stands in place of an answer: the one expected if it is there, else the first error.</summary>
    public static JsonObject? Error(WorkedCase one, Bill bill)
    {
        var errors = bill.Findings.Where(finding => finding.Severity == Severity.Error).ToList();
        return errors.Count == 0 ? null : new() { ["error"] = (errors.Find(finding => finding.Id == one.ExpectedError) ?? errors[0]).Id };
    }

    public static string? Money(decimal? dollars) => dollars?.ToString("0.00");
}
