using Quarterhour.Rates.Parsing;
using Quarterhour.Rates.Reading;

namespace Quarterhour.Rates.Files;

/// <summary>
/// Everything of an in-network file, written as it comes. Of the providers only counts are held, one small number of each a reference, from which
/// the joined counts follow whichever list stands first; so memory does not grow with the rates.
/// </summary>
sealed partial class Conversion : InNetworkWalk
{
    readonly RateTables tables;
    readonly RemoteGroups? remote;
    readonly RateReader rates;
    readonly ProviderReader providers;
    readonly Rate rate = new();
    readonly Dictionary<int, GroupStore.Entry> locations = [];
    Sums[] sums = [];
    long items, rateNumber;

    public Conversion(JsonText text, RateTables tables, RemoteGroups? remote, Deviations deviations) : base(text, deviations)
    {
        (this.tables, this.remote, meanings) = (tables, remote, new(deviations));
        providers = new(Numbers, deviations);
        rates = new(Numbers, providers, deviations) { Inline = WriteProviders };
    }

    public RateCounts Counts { get; } = new();

    protected override bool WantsAll => true;

    protected override bool Wanted(string? type, string? code) => true;

    protected override void ProviderReference()
    {
        if (Text.Peek() is not ((byte)'{' or (byte)'['))
        {
            Text.SkipValue();
            Deviations.Drop("provider_reference");
            return;
        }
        int length = Text.Whole();
        var reader = Reader(length);
        if (providers.Reference(ref reader)) WriteProviders();
        Counts.References++;
        Counts.Groups += providers.Groups.Count;
        Text.Pass(length);
    }

    void WriteProviders()
    {
        int number = providers.Number;
        tables.References.Row(number, providers.Id, providers.Networks, providers.Location, providers.Groups.Count);
        if (providers.Location is { } location) locations[number] = new(providers.Id, providers.Networks, providers.NetworkNames, location, 0, 0, 0);
        WriteGroups();
    }

    void WriteGroups()
    {
        int number = providers.Number;
        Room(number);
        foreach (var group in providers.Groups)
        {
            foreach (long npi in group.Npis) tables.Npis.Row(tables.Groups.Rows, npi);
            tables.Groups.Row(number, providers.Id, providers.Networks, group.TinType?.Meaning, group.Tin.Length == 0 ? default : group.Tin.Bytes, group.BusinessName.Length == 0 ? default : group.BusinessName.Bytes, group.NpiCount);
            sums[number].Groups++;
            sums[number].Npis += group.NpiCount;
        }
    }

    void Room(int number)
    {
        if (number >= sums.Length) Array.Resize(ref sums, Math.Max(number + 1, Math.Max(1024, sums.Length * 2)));
    }

    /// <summary>Of one reference: its groups and their NPIs, how many rates name it, and the prices of those.</summary>
    struct Sums
    {
        public long Prices, Links;
        public int Groups;
        public long Npis;
    }

    protected override void Rate(ref TokenReader reader)
    {
        if (!rates.Read(ref reader, rate)) return;
        Counts.Rates++;
        Item.Rates++;
        Item.Prices += rate.Prices.Count;
        foreach (ref readonly var price in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rate.Prices))
        {
            tables.Prices.Row(items, rateNumber, price);
            Counts.Add(price);
        }
        var references = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rate.References);
        tables.Links.Rows(rateNumber, references);
        Room(Numbers.Count);
        foreach (int reference in references)
        {
            ref var sum = ref sums[reference];
            sum.Prices += rate.Prices.Count;
            sum.Links++;
        }
        rateNumber++;
    }

    protected override void EndItem()
    {
        Counts.Items++;
        tables.Items.Row(items++, Item);
    }

    /// <summary>Fetches what stands elsewhere, and adds up.</summary>
    public void Finish()
    {
        foreach (var (number, entry) in locations.OrderBy(one => one.Key))
            if (number < sums.Length && sums[number].Links > 0 && remote?.Text(entry.Location!) is { } text && providers.File(text, number, entry)) WriteGroups();
        var ids = Numbers.Ids();
        for (int number = 0; number < Math.Min(sums.Length, Numbers.Count); number++)
        {
            var sum = sums[number];
            Counts.GroupRows += sum.Prices * sum.Groups;
            Counts.NpiRows += sum.Prices * sum.Npis;
            if (sum.Groups > 0 || sum.Links == 0) continue;
            Counts.Unresolved += sum.Links;
            if (!locations.ContainsKey(number)) tables.References.Row(number, ids(number), null, null, 0);
        }
    }
}
