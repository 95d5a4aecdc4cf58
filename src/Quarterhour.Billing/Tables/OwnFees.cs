namespace Quarterhour.Billing.Tables;

/// <summary>An amount of a user's own fee schedule.</summary>
/// <param name="Payer">Id of a payer profile.</param>
/// <param name="Code">The code.</param>
/// <param name="Modifier">The modifier with which the amount holds; none for without.</param>
/// <param name="Amount">Dollars for one unit.</param>
/// <param name="From">First day; null for since ever.</param>
/// <param name="To">Last day; null while in force.</param>
/// <param name="List">The name of the list on which it stands.</param>
public sealed record OwnFee(string Payer, ProcedureCode Code, Modifier Modifier, decimal Amount, DateOnly? From, DateOnly? To, string List)
{
    public bool InForceOn(DateOnly date) => (From is not { } first || first <= date) && (To is not { } last || date <= last);
}

/// <summary>A user's own fee schedules by payer.</summary>
public sealed class OwnFees
{
    public static readonly OwnFees None = new([]);

    readonly Dictionary<string, Dictionary<ulong, List<OwnFee>>> payers = new(StringComparer.Ordinal);

    /// <param name="all">Of several that hold for a line, the one that began last is meant; of those, the last.</param>
    public OwnFees(IEnumerable<OwnFee> all)
    {
        foreach (var fee in all)
        {
            if (!payers.TryGetValue(fee.Payer, out var codes)) payers.Add(fee.Payer, codes = []);
            if (!codes.TryGetValue(fee.Code.Packed, out var fees)) codes.Add(fee.Code.Packed, fees = []);
            fees.Add(fee);
        }
    }

    /// <summary>True where a list has an amount of the payer.</summary>
    public bool Has(string payer) => payers.ContainsKey(payer);

    /// <summary>The amount for a line: with one of its modifiers before the one without.</summary>
    /// <returns>Null where no list has one in force.</returns>
    public OwnFee? Find(string payer, ProcedureCode code, IReadOnlyList<Modifier> modifiers, DateOnly date)
    {
        if (!payers.TryGetValue(payer, out var codes) || !codes.TryGetValue(code.Packed, out var fees)) return null;
        OwnFee? best = null;
        foreach (var fee in fees)
        {
            bool plain = fee.Modifier == default;
            if (!fee.InForceOn(date) || !plain && !modifiers.Contains(fee.Modifier)) continue;
            if (best is null || (best.Modifier == default) != plain ? best is null || !plain : (fee.From ?? DateOnly.MinValue) >= (best.From ?? DateOnly.MinValue)) best = fee;
        }
        return best;
    }
}
