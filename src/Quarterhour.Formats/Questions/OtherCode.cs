using System.Text.Json;
using Quarterhour.Billing;
using Quarterhour.Billing.Pricing;
using Quarterhour.Billing.Tables;
using Quarterhour.Formats.Documents;

namespace Quarterhour.Formats.Questions;

/// <summary>What <c>code</c> says of a code outside therapy: no guide, but what the loaded tables have of it.</summary>
/// <param name="code">A code that some table lists.</param>
/// <param name="date">The date that decides.</param>
/// <param name="setting">Whose limits.</param>
/// <param name="tables">The tables.</param>
/// <param name="title">Its title in an imported list; null where none has one.</param>
public sealed class OtherCode(ProcedureCode code, DateOnly date, Setting setting, ReferenceTables tables, string? title)
{
    readonly FeeLookUp? fee = tables.Fees.Find(code, date);
    readonly Answer<UnitFee> price = FeeSchedule.National(code, date, tables.Fees);
    readonly UnitLimitLookUp limit = tables.UnitLimits.Find(code, date, setting);
    readonly DaysInForce? listed = tables.Hcpcs.Find(code);

    /// <summary>Writes the fields behind <c>contract</c>.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.Code("code", code);
        json.WriteString("label", title);
        json.WriteBoolean("therapy", false);
        if (fee?.Values is { } values)
        {
            json.WriteStartObject("rvu");
            json.WriteString("release", fee.Value.Release.Name);
            json.WriteString("status", $"{values.Status}");
            json.WriteNumber("work", values.Work);
            json.WriteNumber("practice_expense", values.PracticeExpense);
            json.WriteNumber("malpractice", values.Malpractice);
            json.WriteEndObject();
        }
        else json.WriteNull("rvu");
        json.Money("national", price.IsDecided ? price.Value.Full : null);
        json.Count("mue", limit.Limit?.Limit);
        json.Day("from", listed?.From);
        json.Day("to", listed?.To);
    }

    /// <summary>The same to read.</summary>
    public Document Document => new($"{code}{(title is { Length: > 0 } ? $" - {title}" : "")}",
        [new Paragraph($"Not a therapy code: there is no guide to it. What the loaded tables say for {date:yyyy-MM-dd}:")],
        [new("tables", "In the tables", [new Grid([new("Table"), new("What it says")], [.. Rows()])])]);

    IEnumerable<string[]> Rows()
    {
        yield return ["fee schedule", fee is not { Values: { } values, Release: var release } ? $"does not list it, or none of {date.Year} is loaded" : price.IsDecided
            ? $"{release.Name}: status {values.Status}, {price.Value.Full:F2} dollars before the place comes in" : $"{release.Name}: status {values.Status}; no price: {price.Needs}"];
        yield return ["unit limit (MUE)", limit.Limit is not { } most ? "no published value is loaded" : most.Limit == 0 ? $"{limit.Release!.Name}: never payable in this setting" : $"{limit.Release!.Name}: {UnitBar.UnitsWord(most.Limit)} a day at most"];
        if (HcpcsTable.IsOf(code))
            yield return ["HCPCS Level II", listed is not { } days ? tables.Hcpcs == HcpcsTable.None ? "not loaded" : $"{tables.Hcpcs.Release}: not there"
                : $"{tables.Hcpcs.Release}: in force{(days.From is { } from ? $" from {from:yyyy-MM-dd}" : "")}{(days.To is { } to ? $" to {to:yyyy-MM-dd}" : "")}"];
    }
}
