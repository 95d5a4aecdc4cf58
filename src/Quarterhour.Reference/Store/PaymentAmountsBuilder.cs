using Quarterhour.Billing;
using Quarterhour.Billing.Pricing;
using Quarterhour.Billing.Tables;
using Quarterhour.Reference.Packed;

namespace Quarterhour.Reference.Store;

/// <summary>Gathers published amounts, compares each with our own, and packs them.</summary>
/// <param name="tables">The tables that our amounts come from.</param>
sealed class PaymentAmountsBuilder(ReferenceTables tables)
{
    const int None = -1;

    readonly List<ulong> keys = [];
    readonly List<int> figures = [];
    int equal, open;
    string? firstOther;

    public int Count => keys.Count;

    /// <summary>How far our amounts agree, for the person who imports.</summary>
    public string Agreement => $"{equal} of {Count} amounts equal ours to the cent{(open > 0 ? $", {open} can't be compared: we have no price for them" : "")}{(firstOther is null ? "" : $"; {Count - equal - open} differ, the first is {firstOther}")}";

    public void Add(PaymentAmount published, DateOnly date)
    {
        keys.Add(FeeRows.Key(published.Code, published.Component));
        figures.AddRange([100 * published.Locality.Carrier + published.Locality.Number, (int)Money.Cents(published.NonFacility), (int)Money.Cents(published.Facility), published.Therapy is { } therapy ? (int)Money.Cents(therapy) : None]);
        Compare(published, date);
    }

    void Compare(PaymentAmount published, DateOnly date)
    {
        var (outside, inside) = (Fee(false), Fee(true));
        if (!outside.IsDecided || !inside.IsDecided) open++;
        else if (outside.Value.Full == published.NonFacility && inside.Value.Full == published.Facility && outside.Value.Reduced == published.Therapy) equal++;
        else firstOther ??= $"{published.Code}{(published.Component == default ? "" : $"-{published.Component}")} in {published.Locality}: {published.NonFacility}, ours {outside.Value.Full}";

        Answer<UnitFee> Fee(bool facility) => FeeSchedule.ForUnit(published.Code, published.Locality, date, tables.Fees, tables.Localities, facility, published.Component);
    }

    public void Write(PackedWriter packed)
    {
        packed.Add<ulong>("keys", [.. keys]);
        packed.Add<int>("figures", [.. figures]);
    }
}
