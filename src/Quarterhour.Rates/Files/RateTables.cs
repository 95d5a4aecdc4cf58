using Quarterhour.Rates.Parquet;
using Quarterhour.Rates.Parsing;

namespace Quarterhour.Rates.Files;

/// <summary>The Parquet tables of one rate file, column by column as docs/rates-schema.md tells. Each is begun when its first row comes, under a name that nobody reads.</summary>
sealed class RateTables : IDisposable
{
    readonly string folder, fileName;
    readonly List<(string Name, ParquetTable Table, FileColumn[] Whole)> open = [];

    /// <param name="folder">Gets the tables.</param>
    /// <param name="fileName">Stands on each row.</param>
    /// <param name="joined">There is a joined table.</param>
    /// <param name="inflates">What is read is inflated, which takes longest, so that it goes first.</param>
    public RateTables(string folder, string fileName, bool joined, bool inflates)
    {
        (this.folder, this.fileName) = (folder, fileName);
        Directory.CreateDirectory(folder);
        // inflating goes first; then rows, since the others wait for them
        int rows = inflates ? 5 : 0, pages = inflates ? 10 : 0;
        // a piece that waits may be a whole group of rows
        Packer = new("rates packer", mayWait: 1, pages);
        // parts of a wanted item, so that what stands behind it is read and inflated while it is joined; batches of a whole file are larger
        Rows = new("rates rows", mayWait: joined ? 32 : 4, rows);
        Providers = new("rates providers", mayWait: 2, pages);
        Items = new(this);
        // the joined table is work enough for the one thread
        var others = joined ? Providers : Packer;
        Prices = new(this, others);
        Links = new(this, others);
        References = new(this);
        Groups = new(this);
        Npis = new(this);
        if (joined) Joined = new(this);
    }

    /// <summary>Packs and writes groups of rows of items and of the joined table; where there is none, of prices.</summary>
    public Packer Packer { get; }

    /// <summary>Makes rows of what was read, for those who do not make them while they read.</summary>
    public Packer Rows { get; }

    /// <summary>Packs and writes groups of rows of providers; where providers are joined, makes those rows, too, and packs prices.</summary>
    public Packer Providers { get; }

    public ItemTable Items { get; }

    public PriceTable Prices { get; }

    public LinkTable Links { get; }

    public ReferenceTable References { get; }

    public GroupTable Groups { get; }

    public NpiTable Npis { get; }

    public JoinedTable? Joined { get; }

    // few files are of these kinds
    public AllowedTable Allowed => field ??= new(this);

    public ContentsTables Contents => field ??= new(this);

    /// <summary>Ends every table. The facts of the file stand on each row.</summary>
    /// <returns>Table and rows, in the order of their making.</returns>
    public IReadOnlyList<(string Name, long Rows)> Close(FileFacts facts)
    {
        foreach (var (_, _, whole) in open)
            foreach (var column in whole)
                column.Value = column.Name switch { "file" => fileName, "payer" => facts.Payer, "last_updated_on" => facts.LastUpdated, _ => facts.Plan };
        // an in-network file has all of its tables, rows or none; the tables of other kinds are there when they have rows
        var kept = open.Where(one => one.Table.Rows > 0 || facts.Kind == FileKind.InNetwork && one.Name is not ("allowed_amounts" or "plans" or "files")).ToList();
        foreach (var (_, table, _) in kept) table.Close();
        Packer.Wait();
        Providers.Wait();
        return [.. kept.Select(one => (one.Name, one.Table.Rows))];
    }

    /// <summary>Ends the groups of rows that are open in some tables, where they have so many rows. By the thread that fills them.</summary>
    public void EndGroups(int least, params ReadOnlySpan<string> names)
    {
        foreach (var (name, table, _) in open)
            if (names.Contains(name)) table.EndGroup(least);
    }

    public void Dispose()
    {
        Rows.Dispose();
        Providers.Dispose();
        Packer.Dispose();
        foreach (var (_, table, _) in open) table.Abandon();
        Joined?.Return();
    }

    internal ParquetTable Open(string name, params Column[] columns) => Open(Packer, name, columns);

    internal ParquetTable Open(Packer packer, string name, params Column[] columns)
    {
        FileColumn[] whole = [new("file"), new("payer"), new("last_updated_on"), new("plan")];
        var table = new ParquetTable(packer, Path.Combine(folder, name + ".parquet"), [.. columns, .. whole]);
        open.Add((name, table, whole));
        return table;
    }

    internal static void Add(ValueColumn column, string? text)
    {
        if (text is null) column.AddNull();
        else column.Add(System.Text.Encoding.UTF8.GetBytes(text));
    }

    internal static void Add(ValueColumn column, ReadOnlySpan<byte> text)
    {
        if (text.Length == 0) column.AddNull();
        else column.Add(text);
    }

    /// <summary>One row an item.</summary>
    internal sealed class ItemTable
    {
        readonly LongColumn number = new("item"), rates = new("rates"), prices = new("prices");
        readonly ValueColumn type = new("billing_code_type"), code = new("billing_code"), version = new("billing_code_type_version"), arrangement = new("negotiation_arrangement"),
            name = new("name"), description = new("description"), severity = new("severity_of_illness"), bundled = new("bundled_codes"), covered = new("covered_services");
        readonly ParquetTable table;

        public ItemTable(RateTables tables) => table = tables.Open("items", number, type, code, version, arrangement, name, description, severity, bundled, covered, rates, prices);

        public void Row(long item, ItemHead head)
        {
            number.Add(item);
            Add(type, head.Type);
            Add(code, head.Code);
            Add(version, head.TypeVersion);
            Add(arrangement, head.Arrangement);
            Add(name, head.Name);
            Add(description, head.Description);
            Add(severity, head.Severity);
            Add(bundled, head.Bundled);
            Add(covered, head.Covered);
            rates.Add(head.Rates);
            prices.Add(head.Prices);
            table.EndRow();
        }
    }

    /// <summary>The columns of a price, which the joined table has as well.</summary>
    internal sealed class PriceColumns
    {
        public ValueColumn Type { get; } = new("negotiated_type");

        public ValueColumn Rate { get; } = new("negotiated_rate", Kind.Decimal);

        public ValueColumn RateText { get; } = new("negotiated_rate_text");

        public ValueColumn Expires { get; } = new("expiration_date", Kind.Date);

        public ValueColumn Class { get; } = new("billing_class");

        public ValueColumn Setting { get; } = new("setting");

        public ValueColumn Places { get; } = new("service_codes");

        public ValueColumn Modifiers { get; } = new("billing_code_modifiers");

        public ValueColumn Information { get; } = new("additional_information");

        public Column[] All => [Type, Rate, RateText, Expires, Class, Setting, Places, Modifiers, Information];

        public void Add(in Price price, Known?[] known)
        {
            Type.Add(known[price.Type]?.Meaning);
            if (price.HasRate) Rate.Add(price.Rate);
            else Rate.AddNull();
            RateText.Add(price.HasRate ? null : known[price.RateText]?.Meaning);
            Expires.Add(known[price.Expires]?.Meaning);
            Class.Add(known[price.Class]?.Meaning);
            Setting.Add(known[price.Setting]?.Meaning);
            Places.Add(known[price.Places]?.Meaning);
            Modifiers.Add(known[price.Modifiers]?.Meaning);
            Information.Add(known[price.Information]?.Meaning);
        }
    }

    /// <summary>One row a price.</summary>
    internal sealed class PriceTable
    {
        readonly LongColumn number = new("price"), item = new("item"), rate = new("rate");
        readonly PriceColumns columns = new();
        readonly ParquetTable table;

        public PriceTable(RateTables tables, Packer packer) => table = tables.Open(packer, "prices", [number, rate, item, .. columns.All]);

        public long Rows => table.Rows;

        public void Row(long ofItem, long ofRate, in Price price, Known?[] known)
        {
            number.Add(table.Rows);
            item.Add(ofItem);
            rate.Add(ofRate);
            columns.Add(price, known);
            table.EndRow();
        }
    }

    /// <summary>One row a reference of a rate.</summary>
    internal sealed class LinkTable
    {
        readonly LongColumn rate = new("rate"), reference = new("reference");
        readonly ParquetTable table;

        public LinkTable(RateTables tables, Packer packer) => table = tables.Open(packer, "rate_references", rate, reference);

        public void Rows(long ofRate, ReadOnlySpan<int> numbers)
        {
            while (numbers.Length > 0)
            {
                int now = Math.Min(numbers.Length, table.Left);
                rate.Room(now).Fill(ofRate);
                var room = reference.Room(now);
                for (int i = 0; i < room.Length; i++) room[i] = numbers[i];
                table.EndRows(now);
                numbers = numbers[now..];
            }
        }
    }

    /// <summary>One row an element of <c>provider_references</c>, or a rate's inline groups.</summary>
    internal sealed class ReferenceTable
    {
        readonly LongColumn reference = new("reference"), groups = new("provider_groups");
        readonly ValueColumn id = new("provider_group_id"), networks = new("network_names"), location = new("location");
        readonly ParquetTable table;

        public ReferenceTable(RateTables tables) => table = tables.Open(tables.Providers, "provider_references", reference, id, networks, location, groups);

        public void Row(int number, ReadOnlySpan<byte> name, Token? network, string? place, int count)
        {
            reference.Add(number);
            Add(id, name);
            networks.Add(network);
            Add(location, place);
            groups.Add(count);
            table.EndRow();
        }
    }

    /// <summary>One row a provider group.</summary>
    internal sealed class GroupTable
    {
        readonly LongColumn number = new("provider_group"), reference = new("reference"), npis = new("npi_count");
        readonly ValueColumn id = new("provider_group_id"), networks = new("network_names", second: true), tinType = new("tin_type"), tin = new("tin"), business = new("business_name");
        readonly ParquetTable table;

        public GroupTable(RateTables tables) => table = tables.Open(tables.Providers, "provider_groups", number, reference, id, networks, tinType, tin, business, npis);

        public long Rows => table.Rows;

        /// <param name="ofReference">The reference's number.</param>
        /// <param name="name">Its id.</param>
        /// <param name="network">The names of its networks.</param>
        /// <param name="type">Of the tax number.</param>
        /// <param name="taxNumber">The tax number.</param>
        /// <param name="businessName">The name that belongs to it.</param>
        /// <param name="npiCount">Elements of the group's list.</param>
        /// <param name="standing">The texts stay where they are while the group of rows is open.</param>
        public void Row(int ofReference, ReadOnlySpan<byte> name, Token? network, Token? type, ReadOnlySpan<byte> taxNumber, ReadOnlySpan<byte> businessName, int npiCount, bool standing)
        {
            number.Add(table.Rows);
            reference.Add(ofReference);
            Add(id, name);
            networks.Add(network);
            tinType.Add(type);
            Add(tin, taxNumber);
            if (standing) business.AddStanding(businessName);
            else Add(business, businessName);
            npis.Add(npiCount);
            table.EndRow();
        }
    }

    /// <summary>One row an NPI of a provider group.</summary>
    internal sealed class NpiTable
    {
        readonly LongColumn group = new("provider_group"), npi = new("npi");
        readonly ParquetTable table;

        public NpiTable(RateTables tables) => table = tables.Open(tables.Providers, "npis", group, npi);

        public void Rows(long ofGroup, ReadOnlySpan<long> numbers)
        {
            while (numbers.Length > 0)
            {
                int now = Math.Min(numbers.Length, table.Left);
                group.Room(now).Fill(ofGroup);
                numbers[..now].CopyTo(npi.Room(now));
                table.EndRows(now);
                numbers = numbers[now..];
            }
        }
    }
}
