using System.Text.Json.Nodes;
using Quarterhour.Billing.Edits;
using Quarterhour.Billing.Tables;

namespace Quarterhour.Cli.Cases;

/// <summary>Medically unlikely edits: the lines of one code on one day.</summary>
static class LimitCases
{
    public static JsonObject Answer(WorkedCase one, ReferenceTables tables)
    {
        var lines = one.Fields.List("lines");
        if (lines.Select(line => line.Code("code")).Distinct().Count() != 1) throw new UnusableException($"{one.File}: {one.Id}: input.lines must hold lines of one code");
        var found = tables.UnitLimits.Find(lines[0].Code("code"), one.Date, one.Fields.Setting("setting"));
        var check = UnlikelyUnits.Count(found.Limit, [.. lines.Select(line => line.Whole("units"))]);
        return new()
        {
            ["limit"] = found.Limit?.Limit,
            ["mai"] = found.Limit is { } limit ? $"{limit.Adjudication}" : null,
            ["counted"] = check.Counted,
            ["pass"] = found.Limit is null ? null : check.Passes,
        };
    }
}
