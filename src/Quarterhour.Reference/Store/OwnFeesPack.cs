using Quarterhour.Billing;
using Quarterhour.Reference.Packed;

namespace Quarterhour.Reference.Store;

/// <summary>An amount of a user's own fee schedule.</summary>
/// <param name="Payer">The payer's id.</param>
/// <param name="Code">The code.</param>
/// <param name="Modifier">The modifier with which the amount holds; empty for without.</param>
/// <param name="Amount">Dollars for one unit.</param>
/// <param name="From">First day; null for since ever.</param>
/// <param name="To">Last day; null while in force.</param>
public sealed record OwnFee(string Payer, ProcedureCode Code, string Modifier, decimal Amount, DateOnly? From, DateOnly? To)
{
    public bool InForceOn(DateOnly date) => (From is not { } first || first <= date) && (To is not { } last || date <= last);
}

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
        packed.Texts("modifiers", [.. fees.Select(fee => fee.Modifier)]);
        packed.Add<long>("cents", [.. fees.Select(fee => (long)(fee.Amount * 100))]);
        packed.Add<int>("from", [.. fees.Select(fee => fee.From?.DayNumber ?? -1)]);
        packed.Add<int>("to", [.. fees.Select(fee => fee.To?.DayNumber ?? -1)]);
    }

    public static IEnumerable<OwnFee> Read(PackedFile packed)
    {
        var (payers, modifiers, codes, cents) = (packed.Texts("payers"), packed.Texts("modifiers"), packed.Values<ulong>("codes"), packed.Values<long>("cents"));
        var (from, to) = (packed.Values<int>("from"), packed.Values<int>("to"));
        for (int i = 0; i < codes.Length; i++)
            yield return new(payers[i], ProcedureCode.FromPacked(codes.Span[i]), modifiers[i], cents.Span[i] / 100m, Day(from.Span[i]), Day(to.Span[i]));
    }

    /// <summary>Every amount of every file.</summary>
    public static IReadOnlyList<OwnFee> Open(ReferenceFolder folder) => [.. folder.Of(Table).SelectMany(table => Read(folder.OpenPacked(table)))];

    static DateOnly? Day(int number) => number < 0 ? null : DateOnly.FromDayNumber(number);
}
