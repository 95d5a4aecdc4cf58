using Quarterhour.Billing.Tables;

namespace Quarterhour.Billing.Pricing;

/// <summary>What CMS reduces or bundles across the lines of a day and this program does not reckon: it is said, and each line is priced as if it stood alone.</summary>
static class OpenReductions
{
    const char Bundled = 'T';

    /// <summary>What is left open for lines of one day.</summary>
    /// <param name="lines">The priced lines.</param>
    /// <param name="codes">The therapy catalogue: its codes go by the therapy rules.</param>
    public static IEnumerable<NotChecked> Of(IReadOnlyList<BillLine> lines, CodeCatalogue codes, DateOnly date)
    {
        var others = lines.Where(line => line.Fee is not null && codes.Find(line.Code) is null).ToList();
        if (others.Count == 0) yield break;
        foreach (var kind in lines.Where(line => line.Fee is not null && Kind(line.Fee.MultipleProcedure) is not null).GroupBy(line => Kind(line.Fee!.MultipleProcedure)!))
            if (kind.Sum(line => line.Units) > 1 && kind.Any(others.Contains))
                yield return new("multiple-procedure", $"the reduction for several {kind.Key} of one day ({Listed(kind)}): each is priced as if alone");
        foreach (var line in others.Where(line => line.Fee!.Status == Bundled && lines.Any(other => other != line && other.Fee is not null)))
            yield return new("bundled", $"whether {line.Code} is paid: status T is bundled into any other service of the day that the fee schedule pays");
        foreach (var line in others)
            foreach (var modifier in line.Modifiers.Where(modifier => FeeSchedule.OpenModifiers.At(date).Contains($"{modifier}", StringComparer.Ordinal)))
                yield return new($"modifier {modifier}", $"what modifier {modifier} changes: {line.Code} is priced as if without it");
    }

    /// <summary>CMS's multiple-procedure indicators but the therapy reduction's.</summary>
    static string? Kind(char indicator) => indicator switch
    {
        '1' or '2' or '3' => "surgical procedures or endoscopies",
        '4' => "imaging procedures",
        '6' => "cardiovascular tests",
        '7' => "eye tests",
        _ => null,
    };

    static string Listed(IEnumerable<BillLine> lines) => string.Join(", ", lines.Select(line => line.Code).Distinct());
}
