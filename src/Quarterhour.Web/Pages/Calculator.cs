using Quarterhour.Billing;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Web.Serving;

namespace Quarterhour.Web.Pages;

/// <summary>Codes with their minutes as somebody writes them, and the units by both rules.</summary>
public sealed class Calculator
{
    /// <summary>Rows at most, and of a form that is hardly filled; a day has fewer services.</summary>
    const int Most = 24, Usual = 6;

    /// <summary>A row of the form.</summary>
    /// <param name="Code">As written.</param>
    /// <param name="Minutes">As written.</param>
    /// <param name="Error">What is wrong with it; null where nothing is.</param>
    public sealed record Row(string Code, string Minutes, string? Error);

    Calculator(DateOnly date, IReadOnlyList<Row> rows, Bill? eight, Bill? midpoint) => (Date, Rows, EightMinute, Midpoint) = (date, rows, eight, midpoint);

    /// <summary>The date that decides.</summary>
    public DateOnly Date { get; }

    public IReadOnlyList<Row> Rows { get; }

    /// <summary>By Medicare's rule; null where nothing can be counted yet.</summary>
    public Bill? EightMinute { get; }

    /// <summary>By the CPT midpoint rule; null where nothing can be counted yet.</summary>
    public Bill? Midpoint { get; }

    public int Wrong => Rows.Count(row => row.Error is not null);

    /// <param name="request">Its fields <c>code</c> and <c>min</c> are the rows, in their order.</param>
    /// <param name="offered">Codes of the empty form.</param>
    /// <param name="codes">The catalogue.</param>
    /// <param name="date">Date of service.</param>
    public static Calculator Of(HttpRequest request, IEnumerable<string> offered, CodeCatalogue codes, DateOnly date)
    {
        string?[] written = [.. request.Query["code"].Take(Most)], minutes = [.. request.Query["min"].Take(Most)];
        if (written.Length == 0) written = [.. offered];
        List<Row> rows = [];
        List<string> given = [];
        for (int i = 0; i < written.Length; i++)
        {
            string code = (written[i] ?? "").Trim(), min = (i < minutes.Length ? minutes[i] ?? "" : "").Trim();
            string? error = null;
            if (min.Length > 0 || code.Length > 0 && IsUntimed(code, codes) && !offered.Contains(code))
                try
                {
                    string one = min.Length > 0 ? $"{code}:{min}" : code;
                    UnitsQuestion.Intervention(one, codes);
                    given.Add(one);
                }
                catch (UnusableException wrong)
                {
                    string said = wrong.Message[(wrong.Message.IndexOf(": ", StringComparison.Ordinal) + 2)..];
                    error = char.ToUpperInvariant(said[0]) + said[1..] + ".";
                }
            rows.Add(new(code, min, error));
        }
        foreach (string other in offered)
            if (rows.Count < Usual && (other.Length == 0 || !rows.Exists(row => row.Code == other))) rows.Add(new(other, "", null));
        if (given.Count == 0 || rows.Exists(row => row.Error is not null)) return new(date, rows, null, null);
        return new(date, rows, UnitsQuestion.Ask(UnitRule.CmsEightMinute, given, date, codes), UnitsQuestion.Ask(UnitRule.AmaMidpoint, given, date, codes));
    }

    static bool IsUntimed(string code, CodeCatalogue codes) => ProcedureCode.TryParse(code, out var known) && codes.Find(known) is { Units: UnitKind.Untimed };
}
