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
    /// <summary>Each column with what fills it.</summary>
    readonly (Column Column, Action<Matches, int> Fill)[] columns;
    readonly ParquetTable table;
    readonly ConcurrentStack<Matches> free = [];
    Matches open = new();

    public JoinedTable(RateTables tables)
    {
        var prices = new RateTables.PriceColumns();
        columns =
        [
            OfRates("billing_code_type", static words => words.Type), OfRates("billing_code", static words => words.Code), OfRates("negotiation_arrangement", static words => words.Arrangement),
            OfPrices(prices.Type, static (column, known, in price) => column.Index(known[price.Type]?.Meaning)), OfPrices(prices.Rate, static (column, _, in price) => price.HasRate ? column.Index(price.Rate) : -1),
            OfPrices(prices.RateText, static (column, known, in price) => price.HasRate ? -1 : column.Index(known[price.RateText]?.Meaning)), OfPrices(prices.Expires, static (column, known, in price) => column.Index(known[price.Expires]?.Meaning)),
            OfPrices(prices.Class, static (column, known, in price) => column.Index(known[price.Class]?.Meaning)), OfPrices(prices.Setting, static (column, known, in price) => column.Index(known[price.Setting]?.Meaning)),
            OfPrices(prices.Places, static (column, known, in price) => column.Index(known[price.Places]?.Meaning)), OfPrices(prices.Modifiers, static (column, known, in price) => column.Index(known[price.Modifiers]?.Meaning)),
            OfPrices(prices.Information, static (column, known, in price) => column.Index(known[price.Information]?.Meaning)),
            OfGroups("provider_group_id", static (column, _, in match) => column.Index(match.Id), static (in before, in match) => match.HasIdOf(before)),
            OfGroups("network_names", static (column, store, in match) => column.Index(store.Networks(match.Networks)?.Meaning), static (in before, in match) => match.Networks == before.Networks),
            OfGroups("tin_type", static (column, store, in match) => column.Index(store.TinType(match.TinType)), static (in before, in match) => match.TinType == before.TinType),
            OfGroups("tin", static (column, _, in match) => column.Index(match.Tin), static (in _, in _) => false),
            OfGroups("business_name", static (column, _, in match) => column.IndexOfStanding(match.BusinessName), static (in _, in _) => false),
            Numbers("npi_count", static (in _, in match) => match.NpiCount), Numbers("item", static (in rate, in _) => rate.Item), Numbers("rate", static (in rate, in _) => rate.Number),
            Numbers("price", static (in rate, in match) => rate.FirstPrice + match.First, step: 1), Numbers("provider_group", static (in _, in match) => match.Group),
        ];
        table = tables.Open("rates", [.. columns.Select(static one => one.Column)]);
        table.Gathered = Gathered;
    }

    static (Column, Action<Matches, int>) OfRates(string name, Func<ItemWords, Token?> of)
    {
        var column = new ValueColumn(name);
        return (column, (matches, rows) => matches.OfRates(column.Room(rows), column, of));
    }

    static (Column, Action<Matches, int>) OfPrices(ValueColumn column, Matches.IndexOfPrice of) => (column, (matches, rows) => matches.OfPrices(column.Room(rows), column, of));

    static (Column, Action<Matches, int>) OfGroups(string name, Matches.IndexOfMatch of, Matches.SameValue same)
    {
        var column = new ValueColumn(name);
        return (column, (matches, rows) => matches.OfGroups(column.Room(rows), column, of, same));
    }

    static (Column, Action<Matches, int>) Numbers(string name, Matches.NumberOf of, int step = 0)
    {
        var column = new LongColumn(name);
        return (column, (matches, rows) => matches.Numbers(column.Room(rows), of, step));
    }

    /// <summary>All prices of a rate for one provider group.</summary>
    /// <param name="words">Of the item.</param>
    /// <param name="rate">The rate.</param>
    /// <param name="batch">Has its prices, among others.</param>
    /// <param name="prices">Their places there.</param>
    /// <param name="store">Holds the provider groups, and goes on holding them.</param>
    /// <param name="entry">The reference that has the group.</param>
    /// <param name="number">The group's number.</param>
    /// <param name="found">The group.</param>
    public void Rows(ItemWords words, in Matches.Rate rate, RateBatch batch, ReadOnlySpan<int> prices, GroupStore store, in GroupStore.Entry entry, long number, in GroupStore.Group found)
    {
        for (int done = 0; done < prices.Length;)
        {
            int now = Math.Min(prices.Length - done, table.Left);
            open.Add(words, rate, batch, prices, store, new(store.Id(entry), entry.Networks, found, number) { First = done, Prices = now });
            done += now;
            table.EndRows(now);
        }
    }

    IPacked[] Gathered(int rows)
    {
        var matches = open;
        open = free.TryPop(out var used) ? used : new();
        int left = columns.Length;
        return Array.ConvertAll(columns, one => new LaterPacked(one.Column, rows, () =>
        {
            one.Fill(matches, rows);
            if (--left > 0) return;
            matches.Clear();
            free.Push(matches);
        }));
    }

    /// <summary>Gives its room back, once nothing is packed any more.</summary>
    public void Return()
    {
        open.Return();
        foreach (var one in free) one.Return();
    }
}
