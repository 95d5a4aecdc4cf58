using Quarterhour.Billing.Tables;
using Quarterhour.Reference.Changes;
using Quarterhour.Web.Serving;

namespace Quarterhour.Web.Api;

/// <summary>What changed between two days, for a place.</summary>
static class NewsQuestion
{
    /// <returns>The changes, and whose amounts they show.</returns>
    /// <exception cref="UnusableException">The later day is not later, or the ZIP lies nowhere.</exception>
    public static (ChangeList List, string Where) Ask(Knowledge knowledge, DateOnly from, DateOnly to, string? zip)
    {
        if (to <= from) throw new UnusableException($"to: {to:yyyy-MM-dd} must be later than {from:yyyy-MM-dd}");
        var tables = knowledge.Now.Tables;
        LocalityId? here = zip is null ? null : Read.LocalityOfZip(zip, "zip", to, tables.Zips);
        return (new ChangesBetween(tables, from, to, here, all: false).List(), here is { } locality ? $"those of {locality}" : "national");
    }
}
