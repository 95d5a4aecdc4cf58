using System.Collections.Frozen;

namespace Quarterhour.Billing.Denials;

/// <summary>Every code that is explained; the content is compiled from the YAML beside it.</summary>
public static partial class DenialBook
{
    static readonly char[] Numerals = [.. "0123456789"];

    static readonly FrozenDictionary<string, Denial> ByCode = Make().ToFrozenDictionary(static one => one.Code, StringComparer.Ordinal);

    static readonly FrozenDictionary<string, string> Groups = MakeGroups().ToFrozenDictionary(static one => one.Group, static one => one.Words, StringComparer.Ordinal);

    /// <summary>All, reasons first, by number.</summary>
    public static IReadOnlyList<Denial> All { get; } = [.. ByCode.Values.OrderBy(static one => one.IsRemark).ThenBy(static one => one.Code.TrimEnd(Numerals), StringComparer.Ordinal)
        .ThenBy(static one => int.Parse(one.Code.AsSpan(one.Code.AsSpan().IndexOfAnyInRange('0', '9')), System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>Group codes in the order CO, PR, OA, PI, CR.</summary>
    public static IReadOnlyList<string> GroupCodes { get; } = [.. MakeGroups().Select(static one => one.Group)];

    /// <summary>How long Medicare takes claims.</summary>
    public static DenialDeadline Filing => Until.Filing;

    /// <summary>What a code means; null where it is not explained here.</summary>
    public static Denial? Find(string code) => ByCode.GetValueOrDefault(code);

    /// <summary>Who owes an amount under a group code; null for a group that is none.</summary>
    /// <param name="group">CO, PR, OA, PI or CR.</param>
    /// <param name="denial">The reason; null where it is not explained here.</param>
    public static string? Owes(string group, Denial? denial)
    {
        if (denial is not null)
            foreach (var (of, words) in denial.OwnOwes)
                if (of == group) return words;
        return Groups.GetValueOrDefault(group);
    }
}
