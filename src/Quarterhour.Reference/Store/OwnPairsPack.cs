using Quarterhour.Billing;
using Quarterhour.Billing.Tables;
using Quarterhour.Reference.Packed;

namespace Quarterhour.Reference.Store;

/// <summary>Payers' own pair lists as packed files.</summary>
static class OwnPairsPack
{
    public const string Table = "own-pairs";

    public static void Write(PackedWriter packed, IReadOnlyList<(string Payer, PairRow Row)> pairs)
    {
        packed.Texts("payers", [.. pairs.Select(pair => pair.Payer)]);
        packed.Add<ulong>("column1", [.. pairs.Select(pair => pair.Row.Column1.Packed)]);
        packed.Add<ulong>("column2", [.. pairs.Select(pair => pair.Row.Column2.Packed)]);
        packed.Add<byte>("indicators", [.. pairs.Select(pair => (byte)pair.Row.Indicator)]);
        packed.Add<int>("from", [.. pairs.Select(pair => pair.Row.Terms.FirstDay?.DayNumber ?? -1)]);
        packed.Add<int>("to", [.. pairs.Select(pair => pair.Row.Terms.LastDay?.DayNumber ?? -1)]);
    }

    /// <summary>The lists of all files, a table a payer.</summary>
    public static IReadOnlyDictionary<string, PairRows> Open(ReferenceFolder folder)
    {
        var payers = new Dictionary<string, PairRowsBuilder>(StringComparer.Ordinal);
        foreach (var table in folder.Of(Table))
        {
            var packed = folder.OpenPacked(table);
            var names = packed.Texts("payers");
            ReadOnlySpan<ulong> column1 = packed.Values<ulong>("column1").Span, column2 = packed.Values<ulong>("column2").Span;
            var indicators = packed.Values<byte>("indicators").Span;
            ReadOnlySpan<int> from = packed.Values<int>("from").Span, to = packed.Values<int>("to").Span;
            for (int i = 0; i < column1.Length; i++)
            {
                if (!payers.TryGetValue(names[i], out var built)) payers.Add(names[i], built = new());
                built.Add(ProcedureCode.FromPacked(column1[i]), ProcedureCode.FromPacked(column2[i]), new(Day(from[i]), Day(to[i]), (char)indicators[i]));
            }
        }
        return payers.ToDictionary(payer => payer.Key, payer => payer.Value.Pack(), StringComparer.Ordinal);
    }

    static DateOnly? Day(int number) => number < 0 ? null : DateOnly.FromDayNumber(number);
}
