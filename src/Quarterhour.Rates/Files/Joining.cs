using Quarterhour.Rates.Parquet;
using Quarterhour.Rates.Parsing;

namespace Quarterhour.Rates.Files;

/// <summary>Takes held items and their provider groups through the filters, and writes all tables, the joined one where it is wanted. Runs on the thread that makes rows.</summary>
sealed class Joining(GroupStore store, Wanted wanted, RateTables tables, RateCounts counts)
{
    const int MostHandedOver = 4096;

    /// <summary>Joined rows of an item with which groups of rows end, those that have as many: they are packed while the file is read on.</summary>
    const int LongItem = 16 << 10;

    readonly List<int> used = [];
    int handedOver = 64;

    /// <summary>Places of a rate's prices that are wanted.</summary>
    readonly List<int> prices = [];

    /// <summary>By reference, the number behind that of its first group; 0 for those that were not used. Made for all references that are known when the first is used.</summary>
    Cells<int>? firstGroup;
    long groups, items, rates, rowsBefore;

    /// <summary>Providers may come that were referred to before: they are written when the file was read.</summary>
    public bool ProvidersLast { get; set; }

    /// <summary>An item was joined, so that providers which come later would be missed.</summary>
    public bool Begun { get; set; }

    /// <summary>Joins an item, or a part of one.</summary>
    /// <param name="item">Its rates are joined in the order in which they come.</param>
    /// <param name="whole">Nothing more comes of the item.</param>
    public void Item(HeldItem item, bool whole)
    {
        int references = 0, price = 0;
        foreach (var (referencesEnd, pricesEnd) in item.Rates.Ends)
        {
            prices.Clear();
            for (; price < pricesEnd; price++)
            {
                ref readonly var one = ref item.Rates.Prices[price];
                if (wanted.Price(one, item.Rates.Known)) prices.Add(price);
                else counts.FilteredPrices++;
            }
            if (Rate(item, references, referencesEnd)) rates++;
            else counts.FilteredRates++;
            references = referencesEnd;
        }
        if (!whole) return;
        counts.Items++;
        tables.Items.Row(items++, item.Head);
        // of many items all may be long, and their groups of rows all shorter than need be
        if (wanted.FewCodes && counts.GroupRows - rowsBefore >= LongItem) EndGroups();
        rowsBefore = counts.GroupRows;
    }

    void EndGroups()
    {
        tables.EndGroups(LongItem, "rates", "prices", "rate_references");
        if (ProvidersLast) return;
        HandOver();
        tables.Providers.Add(() => tables.EndGroups(LongItem, "provider_references", "provider_groups", "npis"));
    }

    /// <param name="item">Has the rate.</param>
    /// <param name="first">Where its references begin in the item's.</param>
    /// <param name="end">Where they end.</param>
    /// <returns>False when the filters leave nothing of it.</returns>
    bool Rate(HeldItem item, int first, int end)
    {
        var (head, from) = (item.Head, item.Rates);
        var all = from.References;
        var references = all[first..end];
        if (prices.Count == 0 && !wanted.AllPrices) return false;
        if (!wanted.AllGroups && !AnyGroup(references)) return false;
        counts.Rates++;
        head.Rates++;
        head.Prices += prices.Count;
        long firstPrice = tables.Prices.Rows;
        foreach (int place in prices)
        {
            ref readonly var price = ref from.Prices[place];
            tables.Prices.Row(items, rates, price, from.Known);
            counts.Add(price, from.Known);
        }
        tables.Links.Rows(rates, references);
        for (int at = first; at < end; at++)
        {
            int reference = all[at];
            bool resolved = false;
            store.Approach(all, at);
            long group = Use(reference);
            for (int e = store.First(reference); e >= 0; e = store.Next(e))
            {
                ref readonly var entry = ref store[e];
                bool network = wanted.Network(store.Networks(entry));
                var bytes = store.Bytes(entry);
                for (int i = 0; i < entry.Groups; i++, group++)
                {
                    resolved = true;
                    var one = store.Read(ref bytes);
                    if (!wanted.AllGroups && !(network && wanted.Group(one))) continue;
                    counts.GroupRows += prices.Count;
                    counts.NpiRows += (long)prices.Count * one.NpiCount;
                    tables.Joined?.Rows(item.Words!, new(items, rates, firstPrice), from, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(prices), store, entry, group, one);
                }
            }
            if (!resolved) counts.Unresolved++;
        }
        return true;
    }

    bool AnyGroup(ReadOnlySpan<int> references)
    {
        foreach (int reference in references)
            for (int e = store.First(reference); e >= 0; e = store.Next(e))
            {
                ref readonly var entry = ref store[e];
                if (!wanted.Network(store.Networks(entry))) continue;
                var bytes = store.Bytes(entry);
                for (int i = 0; i < entry.Groups; i++)
                    if (wanted.Group(store.Read(ref bytes))) return true;
            }
        return false;
    }

    /// <summary>The first group of a reference as the table of groups will number it.</summary>
    long Use(int reference)
    {
        firstGroup ??= Pools.Blank<int>(Math.Max(store.Numbers, 1024));
        if (reference >= firstGroup.Length) firstGroup = Pools.GrownBlank(firstGroup, reference + 1);
        if (firstGroup[reference] != 0) return firstGroup[reference] - 1;
        firstGroup[reference] = checked((int)groups + 1);
        used.Add(reference);
        // the id of a reference that nobody defined is told at the end, and so is what comes behind it
        if (store.First(reference) < 0) ProvidersLast = true;
        for (int e = store.First(reference); e >= 0; e = store.Next(e)) groups += store[e].Groups;
        if (used.Count >= handedOver && !ProvidersLast) HandOver();
        return firstGroup[reference] - 1;
    }

    void HandOver()
    {
        int[] now = [.. used];
        used.Clear();
        // the first soon, so that the other thread has something to do
        handedOver = Math.Min(2 * handedOver, MostHandedOver);
        tables.Providers.Add(() => Write(now, null));
    }

    /// <summary>The rest of the providers that the rates refer to, in the order in which they were first met.</summary>
    public void WriteProviders(ReferenceNumbers numbers)
    {
        int[] rest = [.. used];
        used.Clear();
        tables.Providers.Add(() => Write(rest, numbers));
        tables.Providers.Wait();
        firstGroup?.Return();
    }

    void Write(int[] references, ReferenceNumbers? numbers)
    {
        long[] npis = new long[1024];
        Func<int, byte[]?>? ids = null;
        for (int at = 0; at < references.Length; at++)
        {
            int reference = references[at];
            bool any = false;
            store.Approach(references, at);
            for (int e = store.First(reference); e >= 0; e = store.Next(e))
            {
                ref readonly var entry = ref store[e];
                any = true;
                var id = store.Id(entry);
                var networks = store.Networks(entry)?.Meaning;
                tables.References.Row(reference, id, networks, store.Location(entry), entry.Groups);
                var bytes = store.Bytes(entry);
                for (int i = 0; i < entry.Groups; i++)
                {
                    var group = store.Read(ref bytes);
                    if (npis.Length < group.Npis) npis = new long[group.Npis];
                    group.Npi(npis);
                    tables.Npis.Rows(tables.Groups.Rows, npis.AsSpan(0, group.Npis));
                    tables.Groups.Row(reference, id, networks, store.TinType(group.TinType), group.Tin, group.BusinessName, group.NpiCount, standing: true);
                }
            }
            if (!any) tables.References.Row(reference, (ids ??= numbers!.Ids())(reference), null, null, 0);
        }
    }
}
