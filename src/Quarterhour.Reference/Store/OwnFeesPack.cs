using Quarterhour.Billing;
using Quarterhour.Billing.Tables;
using Quarterhour.Reference.Packed;

namespace Quarterhour.Reference.Store;

/// <summary>A user's own fee schedules as packed files; amounts in whole cents.</summary>
static class OwnFeesPack
{
    public const string Table = "own-fees";

    /// <summary>Dollars.</summary>
    public const decimal Most = 10_000_000;

    public static void Write(PackedWriter packed, IReadOnlyList<OwnFee> fees)
    {
        packed.Texts("payers", [.. fees.Select(fee => fee.Payer)]);
        packed.Add<ulong>("codes", [.. fees.Select(fee => fee.Code.Packed)]);
        packed.Texts("modifiers", [.. fees.Select(fee => fee.Modifier.ToString())]);
        packed.Add<long>("cents", [.. fees.Select(fee => (long)(fee.Amount * 100))]);
        packed.Add<int>("from", [.. fees.Select(fee => fee.From?.DayNumber ?? -1)]);
        packed.Add<int>("to", [.. fees.Select(fee => fee.To?.DayNumber ?? -1)]);
    }

    /// <param name="packed">The file.</param>
    /// <param name="list">The name of the list.</param>
    public static IEnumerable<OwnFee> Read(PackedFile packed, string list)
    {
        var (payers, modifiers, codes, cents) = (packed.Texts("payers"), packed.Texts("modifiers"), packed.Values<ulong>("codes"), packed.Values<long>("cents"));
        var (from, to) = (packed.Values<int>("from"), packed.Values<int>("to"));
        for (int i = 0; i < codes.Length; i++)
            yield return new(payers[i], ProcedureCode.FromPacked(codes.Span[i]), modifiers[i] is { Length: 2 } modifier ? Modifier.Parse(modifier) : default, cents.Span[i] / 100m, Day(from.Span[i]), Day(to.Span[i]), list);
    }

    /// <summary>Every amount of every file.</summary>
    public static IReadOnlyList<OwnFee> Open(ReferenceFolder folder) => [.. folder.Of(Table).SelectMany(table => Read(folder.OpenPacked(table), table.Release.Release))];

    static DateOnly? Day(int number) => number < 0 ? null : DateOnly.FromDayNumber(number);
}
