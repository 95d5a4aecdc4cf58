using System.Text.Json;
using Quarterhour.Billing;
using Quarterhour.Billing.Edits;
using Quarterhour.Billing.Tables;

namespace Quarterhour.Formats.Questions;

/// <summary>The most units of a code that CMS thinks likely in a day (MUE).</summary>
/// <param name="Code">The code.</param>
/// <param name="Date">Date of service.</param>
/// <param name="Found">What the tables say.</param>
public sealed record LimitQuestion(ProcedureCode Code, DateOnly Date, UnitLimitLookUp Found)
{
    /// <exception cref="UnusableException">It is no code, or no table has it.</exception>
    public static LimitQuestion Of(string written, DateOnly date, Setting setting, ReferenceTables tables)
    {
        var code = Read.Code(written, "limit");
        var found = tables.UnitLimits.Find(code, date, setting);
        return found.Limit is null && !tables.Know(code) ? throw Read.InNoTable(code, "limit", tables.Codes) : new(code, date, found);
    }

    /// <summary>What is missing where there is no limit.</summary>
    public string Needs => Found.Release is null ? "the MUE table of this setting: import it"
        : "a published MUE value: none is in the loaded tables, which does not mean that there is none; import a newer MUE file if CMS publishes one";

    /// <summary>The limit in words; null where there is none.</summary>
    public string? Sentence => Found.Limit is not { } limit ? null : limit.Limit == 0 ? $"{Code} is never payable in this setting: the limit is 0"
        : $"{Code}: at most {UnitBar.UnitsWord(limit.Limit)} {How(limit.Adjudication)}";

    static string How(char adjudication) => adjudication switch
    {
        '1' => "by claim line (adjudication 1)",
        '2' => "by day, absolute (adjudication 2, a matter of policy)",
        _ => "by day, open to review (adjudication 3)",
    };

    /// <summary>Writes the fields behind <c>contract</c>.</summary>
    public void Write(Utf8JsonWriter json)
    {
        if (Found.Limit is not { } limit)
        {
            json.WriteNull("limit");
            json.WriteNull("mai");
            json.WriteString("needs", Needs);
            return;
        }
        json.WriteNumber("limit", limit.Limit);
        json.WriteString("mai", $"{limit.Adjudication}");
        json.WriteString("table", Found.Release!.Name);
        json.WriteBoolean("stands_in", Found.StandsIn);
        json.WriteString("cite", UnlikelyUnits.Rule.Cite);
    }
}
