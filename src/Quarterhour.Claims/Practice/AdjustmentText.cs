using System.Collections.Immutable;
using System.Globalization;

namespace Quarterhour.Claims;

/// <summary>Adjustments as a biller writes them down from a remittance: <c>CO-45 10.00, PR-2 22.00</c>.</summary>
static class AdjustmentText
{
    static readonly string[] Groups = ["CO", "PR", "OA", "PI", "CR"];

    public static bool TryRead(string text, out ImmutableArray<AdjustedAmount> adjustments)
    {
        var read = ImmutableArray.CreateBuilder<AdjustedAmount>();
        adjustments = [];
        foreach (string one in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = one.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length != 2 || parts[0].Split('-') is not [var group, { Length: >= 1 and <= 5 } code] || !Groups.Contains(group.ToUpperInvariant()) || !code.All(char.IsAsciiLetterOrDigit)
                || !decimal.TryParse(parts[1], NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal amount) || amount * 100 % 1 != 0) return false;
            read.Add(new(group.ToUpperInvariant(), code.ToUpperInvariant(), amount));
        }
        adjustments = read.ToImmutable();
        return true;
    }
}
