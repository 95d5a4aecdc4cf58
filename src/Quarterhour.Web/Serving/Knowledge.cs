using System.Collections.Concurrent;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Reference;
using Quarterhour.Reference.Payers;
using Quarterhour.Reference.Search;
using Quarterhour.Reference.Store;

namespace Quarterhour.Web.Serving;

/// <summary>The tables, payers and indices that every page, call and tool reads: opened once, and anew when an import has put others in their place.</summary>
/// <param name="folder">The folder of all state.</param>
/// <param name="clock">Says which day it is.</param>
sealed class Knowledge(string folder, TimeProvider clock)
{
    readonly Lock opening = new();
    Loaded? loaded;

    public static Knowledge In(string folder) => new(folder, TimeProvider.System);

    public DateOnly Today => DateOnly.FromDateTime(clock.GetLocalNow().DateTime);

    public string Folder => folder;

    public TimeProvider Clock => clock;

    /// <summary>The folder of payers' rates as Parquet.</summary>
    public string Rates { get; set; } = Path.Combine(folder, "rates");

    /// <summary>What is loaded now. One answer keeps to what it began with.</summary>
    public Loaded Now
    {
        get
        {
            string list = Path.Combine(ReferenceFolder.Within(folder), "tables.json");
            var written = File.GetLastWriteTimeUtc(list);
            lock (opening)
            {
                if (loaded is null || loaded.Written != written || loaded.Day != Today) loaded = new(folder, written, Today);
                return loaded;
            }
        }
    }

    /// <summary>What was loaded at one time.</summary>
    internal sealed class Loaded(string folder, DateTime written, DateOnly day)
    {
        readonly ConcurrentDictionary<string, CodeSearch> indices = new(StringComparer.Ordinal);
        readonly Lazy<PayerList> payers = new(() => OwnPayers.Over(BuiltInPayers.All, Path.Combine(folder, "payers")));

        public DateTime Written => written;

        public DateOnly Day => day;

        public ReferenceTables Tables { get; } = ImportedTables.Open(folder);

        /// <summary>The built-in payers with the user's own over them.</summary>
        public PayerList Payers => payers.Value;

        public IReadOnlyList<StoredTable> Stored { get; } = ReferenceFolder.Open(folder).Tables;

        public CodeSearch Search(string set) => indices.GetOrAdd(set, name => CodeSearch.Open(name == CodeSearch.Therapy ? null : folder, Tables.Codes, day, name));

        public IReadOnlyList<LoadedTable> Described => described ??= LoadedTables.Describe(Tables, Stored);

        public IReadOnlyList<MissingTable> Missing => missing ??= LoadedTables.Missing(Tables, Stored);

        IReadOnlyList<LoadedTable>? described;
        IReadOnlyList<MissingTable>? missing;
    }
}
