using System.Collections.Concurrent;
using Quarterhour.Rates.Parsing;
using Quarterhour.Rates.Reading;

namespace Quarterhour.Rates.Files;

/// <summary>
/// Chosen codes of an in-network file, joined with their providers. The provider groups of the file are held in memory; a wanted item is joined and
/// written on threads of its own while this one scans on, or at the end of the file where the providers stand behind the items.
/// </summary>
sealed unsafe class Extraction : InNetworkWalk
{
    /// <summary>A rate more than these fits without growing, nearly always.</summary>
    const int PricesOfPart = RateBatch.PricesOfPart - 16, ReferencesOfPart = 16 << 10;

    readonly Wanted wanted;
    readonly RemoteGroups? remote;
    readonly RateReader rates;
    readonly ProviderReader providers;
    readonly ProviderPortions portions;
    readonly GroupStore store;
    readonly Joining joining;
    readonly RateTables tables;
    readonly List<HeldItem> waiting = [];

    /// <summary>Batches whose rates were joined.</summary>
    readonly ConcurrentBag<RateBatch> free = [];
    HeldItem held = new(new(), new());
    bool inline, joinedWithList;

    public Extraction(JsonText text, Wanted wanted, GroupStore store, RateTables tables, RemoteGroups? remote, Deviations deviations, bool inflates) : base(text, deviations)
    {
        (this.wanted, this.store, this.remote, this.tables) = (wanted, store, remote, tables);
        providers = new(Numbers, deviations);
        portions = new(store, Numbers, deviations, Counts, tables.Providers, inflates);
        joining = new(store, wanted, tables, Counts);
        rates = new(Numbers, providers, deviations)
        {
            Inline = () =>
            {
                BeginInline();
                store.Add(providers);
            },
        };
    }

    public RateCounts Counts { get; } = new();

    protected override bool WantsAll => wanted.AllCodes;

    protected override bool Wanted(string? type, string? code) => wanted.Item(type, code);

    public override void Run()
    {
        try
        {
            base.Run();
        }
        catch (UnusableRateFileException)
        {
            // what stands before is told first
            portions.Finish();
            throw;
        }
        portions.Finish();
    }

    protected override void ProviderReferences(string name)
    {
        base.ProviderReferences(name);
        portions.EndList();
    }

    protected override void ProviderReference()
    {
        if (joining.Begun && (!inline || joinedWithList))
        {
            tables.Rows.Wait();
            throw new UnusableRateFileException("provider references stand both before and behind the items; convert reads such a file whole; extract and filters can't", Text.Offset);
        }
        byte next = Text.Peek();
        if (next is not ((byte)'{' or (byte)'['))
        {
            Text.SkipValue();
            Deviations.Drop("provider_reference");
            return;
        }
        int length = Text.Whole();
        portions.Add(Text.At, length, Text.Offset);
        Text.Pass(length);
    }

    protected override void Rate(ref TokenReader reader)
    {
        // from here on it is asked for
        portions.Finish();
        rates.Read(ref reader, held.Rates);
        // a long item is joined while it is read, where everything that its rows need is known
        if (held.Rates.PriceCount < PricesOfPart && held.Rates.ReferenceCount < ReferencesOfPart || !References || inline || store.HasLocations || Item.Type is null || Item.Code is null || Item.Arrangement is null) return;
        var part = held;
        part.Words ??= new(Item);
        held = new(part.Head, Batch()) { Words = part.Words };
        joining.Begun = joinedWithList = true;
        Add(part, whole: false);
    }

    /// <summary>Groups within rates go on growing the store: from here on its entries are read only while nothing is added.</summary>
    void BeginInline()
    {
        if (inline) return;
        inline = true;
        // what is joined yet is joined as if nothing came, however far it is
        tables.Rows.Wait();
        joining.ProvidersLast = true;
        tables.Providers.Wait();
    }

    /// <summary>While nothing is joined there is time to add the providers that were read; what is left of them is added before the first rate.</summary>
    protected override void PassedOver() => portions.TakeRead();

    protected override void EndItem()
    {
        portions.Finish();
        held.Take(Item);
        held.Words ??= new(Item);
        var complete = held;
        held = new(new(), Batch());
        if (!References && !KnowsAll(complete.Rates.References))
        {
            // the providers stand behind the items
            waiting.Add(complete);
            return;
        }
        Join(complete);
    }

    // where the providers are known few wait, and only then are they made large at once
    RateBatch Batch() => free.TryTake(out var batch) ? batch : new(large: References);

    void Add(HeldItem item, bool whole) => tables.Rows.Add(() =>
    {
        joining.Item(item, whole);
        item.Rates.Clear();
        free.Add(item.Rates);
    });

    bool KnowsAll(ReadOnlySpan<int> references)
    {
        foreach (int reference in references)
            if (!store.Knows(reference)) return false;
        return true;
    }

    void Join(HeldItem item)
    {
        joining.Begun = true;
        joinedWithList |= References;
        if (store.HasLocations)
        {
            joining.ProvidersLast = true;
            remote?.Fetch(item, store, providers);
        }
        Add(item, whole: true);
        if (inline || store.HasLocations) tables.Rows.Wait();
    }

    /// <summary>Joins what waited for the end of the file, and writes the providers that were used.</summary>
    public void Finish()
    {
        foreach (var item in waiting) Join(item);
        tables.Rows.Add(() => joining.WriteProviders(Numbers));
        tables.Rows.Wait();
        // what is packed yet needs the bytes of the groups, and no entry
        store.ReturnEntries();
        Numbers.Return();
        held.Rates.Return();
        foreach (var batch in free) batch.Return();
    }
}
