using Quarterhour.Rates.Parsing;
using Quarterhour.Rates.Reading;

namespace Quarterhour.Rates.Files;

/// <summary>
/// Everything of an in-network file, written as it comes: rates are read into batches, of which another thread makes rows, and a third packs groups of rows.
/// Of the providers only counts are held, from which the joined counts follow whichever list stands first; so memory does not grow with the rates.
/// </summary>
sealed partial class Conversion : InNetworkWalk
{
    readonly RateTables tables;
    readonly RemoteGroups? remote;
    readonly RateReader rates;
    readonly ProviderReader providers;
    readonly BatchRows rows;
    readonly Dictionary<int, (string Id, Known? Networks, string Location)> locations = [];
    (int Groups, long Npis)[] sizes = [];
    long items;

    public Conversion(JsonText text, RateTables tables, RemoteGroups? remote, Deviations deviations) : base(text, deviations)
    {
        (this.tables, this.remote, meanings) = (tables, remote, new(deviations));
        providers = new(Numbers, deviations);
        rates = new(Numbers, providers, deviations) { Inline = WriteProviders };
        rows = new(tables, Counts);
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
        tables.References.Row(number, providers.Id, providers.Networks?.Meaning, providers.Location, providers.Groups.Count);
        if (providers.Location is { } location) locations[number] = (System.Text.Encoding.UTF8.GetString(providers.Id), providers.Networks, location);
        WriteGroups();
    }

    void WriteGroups()
    {
        int number = providers.Number;
        Room(number);
        foreach (var group in providers.Groups)
        {
            tables.Npis.Rows(tables.Groups.Rows, group.Npis);
            tables.Groups.Row(number, providers.Id, providers.Networks?.Meaning, group.TinType?.Meaning, group.Tin.Length == 0 ? default : group.Tin.Bytes, group.BusinessName.Length == 0 ? default : group.BusinessName.Bytes, group.NpiCount, standing: false);
            sizes[number].Groups++;
            sizes[number].Npis += group.NpiCount;
        }
    }

    void Room(int number)
    {
        if (number >= sizes.Length) Array.Resize(ref sizes, Math.Max(number + 1, Math.Max(1024, sizes.Length * 2)));
    }

    protected override void Rate(ref TokenReader reader)
    {
        var batch = rows.Batch;
        int before = batch.PriceCount;
        if (!rates.Read(ref reader, batch)) return;
        Counts.Rates++;
        Item.Rates++;
        Item.Prices += batch.PriceCount - before;
        rows.EndRate(items);
    }

    protected override void EndItem()
    {
        Counts.Items++;
        tables.Items.Row(items++, Item);
    }

    /// <summary>Fetches what stands elsewhere, and adds up.</summary>
    public void Finish()
    {
        rows.Finish();
        foreach (var (number, entry) in locations.OrderBy(one => one.Key))
            if (rows.Named(number).Links > 0 && remote?.Text(entry.Location) is { } text && providers.File(text, number, System.Text.Encoding.UTF8.GetBytes(entry.Id), entry.Networks)) WriteGroups();
        Func<int, byte[]?>? ids = null;
        for (int number = 0; number < Numbers.Count; number++)
        {
            var (prices, links) = rows.Named(number);
            var (groups, npis) = number < sizes.Length ? sizes[number] : default;
            Counts.GroupRows += prices * groups;
            Counts.NpiRows += prices * npis;
            if (groups > 0 || links == 0) continue;
            Counts.Unresolved += links;
            if (!locations.ContainsKey(number)) tables.References.Row(number, (ids ??= Numbers.Ids())(number), null, null, 0);
        }
        Numbers.Return();
    }
}
