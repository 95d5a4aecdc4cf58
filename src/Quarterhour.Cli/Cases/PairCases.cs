using System.Text.Json.Nodes;
using Quarterhour.Billing.Tables;

namespace Quarterhour.Cli.Cases;

/// <summary>NCCI pairs.</summary>
static class PairCases
{
    public static JsonObject Answer(WorkedCase one, ReferenceTables tables)
    {
        if (one.Fields.Codes("codes") is not [var a, var b]) throw new UnusableException($"{one.File}: {one.Id}: input.codes does not hold two codes");
        var found = tables.Pairs.Find(a, b, one.Date, one.Fields.Setting("setting"));
        return found switch
        {
            { Release: null } => new() { ["edit"] = null },
            { Row: { } row } => new()
            {
                ["edit"] = true,
                ["column1"] = row.Column1.ToString(),
                ["column2"] = row.Column2.ToString(),
                ["indicator"] = $"{row.Indicator}",
                ["payable_with_modifier"] = row.Indicator == '1',
            },
            _ => new() { ["edit"] = false },
        };
    }
}
