using System.Collections.Concurrent;
using Quarterhour.Rates.Parquet;
using Quarterhour.Rates.Parsing;

namespace Quarterhour.Rates.Files;

/// <summary>
/// One row a price and provider group: what is asked most, ready joined. The rows of a Parquet group are gathered as what was matched, the prices of a rate and a provider group; its columns are made of that
/// one after the other by the thread that packs them, so that one column is in memory at a time, and its dictionary near.
/// </summary>
sealed class JoinedTable
{
    readonly LongColumn item = new("item"), rate = new("rate"), price = new("price"), group = new("provider_group"), npis = new("npi_count");
    readonly ValueColumn type = new("billing_code_type"), code = new("billing_code"), arrangement = new("negotiation_arrangement"), id = new("provider_group_id"), networks = new("network_names"), tinType = new("tin_type"),
        tin = new("tin"), business = new("business_name");
    readonly RateTables.PriceColumns prices = new();
    readonly ParquetTable table;
    readonly ConcurrentStack<Matches> free = [];
    Matches open = new();
    Matches.Words words = new(null, null, null);

    public JoinedTable(RateTables tables)
    {
        table = tables.Open("rates", [type, code, arrangement, .. prices.All, id, networks, tinType, tin, business, npis, item, rate, price, group]);
        table.Gathered = Gathered;
    }

    /// <summary>The rates that come belong to this item.</summary>
    public void Item(ItemHead head) => words = new(Of(head.Type), Of(head.Code), Of(head.Arrangement));

    static Token? Of(string? text) => text is null ? null : new(System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>All prices of a rate for one provider group.</summary>
    /// <param name="ofItem">The item's number.</param>
    /// <param name="ofRate">The rate's number.</param>
    /// <param name="firstPrice">The number of its first price; the others follow.</param>
    /// <param name="from">Has the prices.</param>
    /// <param name="prices">Their places there.</param>
    /// <param name="store">Holds the provider groups, and goes on holding them.</param>
    /// <param name="entry">The reference that has the group.</param>
    /// <param name="number">The group's number.</param>
    /// <param name="found">The group.</param>
    public void Rows(long ofItem, long ofRate, long firstPrice, RateBatch from, ReadOnlySpan<int> prices, GroupStore store, in GroupStore.Entry entry, long number, in GroupStore.Group found)
    {
        for (int done = 0; done < prices.Length;)
        {
            int now = Math.Min(prices.Length - done, table.Left);
            open.Add(new(ofItem, ofRate, firstPrice, words, from), prices, store, new(store.Id(entry), entry.Networks, found, number) { First = done, Prices = now });
            done += now;
            table.EndRows(now);
        }
    }

    IPacked[] Gathered(int rows)
    {
        var matches = open;
        open = free.TryPop(out var used) ? used : new();
        return
        [
            OfRates(type, static words => words.Type), OfRates(code, static words => words.Code), OfRates(arrangement, static words => words.Arrangement),
            OfPrices(prices.Type, static (column, in price) => column.Index(price.Type?.Meaning)), OfPrices(prices.Rate, static (column, in price) => price.HasRate ? column.Index(price.Rate) : -1),
            OfPrices(prices.RateText, static (column, in price) => column.Index(price.RateText)), OfPrices(prices.Expires, static (column, in price) => column.Index(price.Expires?.Meaning)),
            OfPrices(prices.Class, static (column, in price) => column.Index(price.Class?.Meaning)), OfPrices(prices.Setting, static (column, in price) => column.Index(price.Setting?.Meaning)),
            OfPrices(prices.Places, static (column, in price) => column.Index(price.Places?.Meaning)), OfPrices(prices.Modifiers, static (column, in price) => column.Index(price.Modifiers?.Meaning)),
            OfPrices(prices.Information, static (column, in price) => column.Index(price.Information?.Meaning)),
            OfGroups(id, static (column, _, in match) => column.Index(match.Id)), OfGroups(networks, static (column, store, in match) => column.Index(store.Networks(match.Networks)?.Meaning)), OfGroups(tinType, static (column, store, in match) => column.Index(store.TinType(match.TinType))),
            OfGroups(tin, static (column, _, in match) => column.Index(match.Tin)), OfGroups(business, static (column, _, in match) => column.Index(match.BusinessName)),
            Numbers(npis, static (in _, in match) => match.NpiCount), Numbers(item, static (in rate, in _) => rate.Item), Numbers(rate, static (in rate, in _) => rate.Number), Later(price, () => matches.PriceNumbers(price.Room(rows))),
            Later(group, () =>
            {
                matches.Numbers(group.Room(rows), static (in _, in match) => match.Group);
                // this was the last column
                matches.Clear();
                free.Push(matches);
            }),
        ];

        LaterPacked Later(Column column, Action fill) => new(column, rows, fill);

        LaterPacked OfRates(ValueColumn column, Func<Matches.Words, Token?> of) => Later(column, () => matches.OfRates(column, of));

        LaterPacked OfPrices(ValueColumn column, Matches.IndexOfPrice of) => Later(column, () => matches.OfPrices(column, of));

        LaterPacked OfGroups(ValueColumn column, Matches.IndexOfMatch of) => Later(column, () => matches.OfGroups(column, of));

        LaterPacked Numbers(LongColumn column, Matches.NumberOf of) => Later(column, () => matches.Numbers(column.Room(rows), of));
    }
}
