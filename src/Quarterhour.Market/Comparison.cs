using System.Globalization;
using DuckDB.NET.Data;
using Quarterhour.Reference.Store;

namespace Quarterhour.Market;

/// <summary>
/// Reads the Parquet folders of any number of payers and sets their prices for some codes side by side. Dollars, percentages, days, bundles and capitation are never put together.
/// Percentiles are rates that stand in a file, by exact decimals.
/// </summary>
public sealed class Comparison
{
    /// <summary>Codes as <c>TYPE:CODE</c>.</summary>
    public required IReadOnlyList<string> Codes { get; init; }

    /// <summary>What Medicare allows for one unit of a code at a place as <see cref="By"/> names it, null where none is told; null where it is not known.</summary>
    public Func<string, string?, decimal?> Medicare { get; init; } = static (_, _) => null;

    /// <summary>Where a provider practices; null without NPPES's file.</summary>
    public Func<long, Provider?>? Providers { get; init; }

    /// <summary>Only providers of this state.</summary>
    public string? State { get; init; }

    /// <summary>Only providers whose ZIP begins with one of these; empty for all.</summary>
    public IReadOnlyList<string> Near { get; init; } = [];

    /// <summary>Names the place that a row is of, finer than a state; null for one that has no name. Without it rows are told apart by state alone.</summary>
    public Func<Provider, string?>? By { get; init; }

    /// <summary>Rows in the order of code, basis, payer.</summary>
    /// <exception cref="MarketException">The folder holds no rates, or they can't be read.</exception>
    public IReadOnlyList<PayerRates> Rows(string folder)
    {
        if (!Directory.Exists(folder)) throw new MarketException($"{folder} is no folder; name the one that rates extract or rates convert has written");
        try
        {
            using var connection = new DuckDBConnection("DataSource=:memory:");
            connection.Open();
            Run(connection, Source(folder));
            if (Providers is not null) Places(connection, folder);
            else if (Picks || By is not null) throw new MarketException("where providers practice is told by NPPES's provider file alone; quarterhour import loads it");
            return Read(connection);
        }
        catch (DuckDBException fault)
        {
            throw new MarketException($"{folder} can't be read: {fault.Message.ReplaceLineEndings(" ")}");
        }
    }

    static string Quoted(string text) => "'" + text.Replace("'", "''") + "'";

    static string Files(string folder, string table) => $"read_parquet({Quoted(Path.Combine(folder, table, "*.parquet"))}, union_by_name = true, filename = true)";

    static bool Has(string folder, string table) => Directory.Exists(Path.Combine(folder, table)) && Directory.EnumerateFiles(Path.Combine(folder, table), "*.parquet").Any();

    /// <summary>Joined rates as extract writes them; of a file that was converted whole, joined here.</summary>
    string Source(string folder)
    {
        string codes = string.Join(", ", Codes.Select(Quoted));
        var parts = new List<string>();
        const string Columns = "payer, plan, network_names, billing_code_type || ':' || billing_code as code, coalesce(billing_code_modifiers, '') as modifiers, setting, billing_class, negotiation_arrangement as arrangement, negotiated_type as kind, negotiated_rate as rate, provider_group, parse_filename(filename) as part";
        if (Has(folder, "rates")) parts.Add($"select {Columns} from {Files(folder, "rates")} where billing_code_type || ':' || billing_code in ({codes})");
        if (Has(folder, "items") && Has(folder, "prices") && Has(folder, "rate_references") && Has(folder, "provider_groups"))
        {
            string joined = Has(folder, "rates") ? $"and parse_filename(i.filename) not in (select distinct parse_filename(filename) from {Files(folder, "rates")})" : "";
            parts.Add($"""
                select i.payer, i.plan, g.network_names, i.billing_code_type || ':' || i.billing_code as code, coalesce(p.billing_code_modifiers, '') as modifiers, p.setting, p.billing_class, i.negotiation_arrangement as arrangement, p.negotiated_type as kind, p.negotiated_rate as rate, g.provider_group, parse_filename(i.filename) as part
                from {Files(folder, "items")} i join {Files(folder, "prices")} p on parse_filename(p.filename) = parse_filename(i.filename) and p.item = i.item
                join {Files(folder, "rate_references")} r on parse_filename(r.filename) = parse_filename(i.filename) and r.rate = p.rate
                join {Files(folder, "provider_groups")} g on parse_filename(g.filename) = parse_filename(i.filename) and g.reference = r.reference
                where i.billing_code_type || ':' || i.billing_code in ({codes}) {joined}
                """);
        }
        if (parts.Count == 0) throw new MarketException($"{folder} holds neither rates nor prices; rates extract or rates convert writes them");
        return $"create temp table chosen as {string.Join(" union all ", parts)}";
    }

    static void Run(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    bool Picks => State is not null || Near.Count > 0;

    bool IsWanted(Provider provider) => provider.State.Length > 0 && (State is null || provider.State == State) && (Near.Count == 0 || Near.Any(start => provider.Zip.StartsWith(start, StringComparison.Ordinal)));

    /// <summary>Each provider group's places, by the practices of its NPIs.</summary>
    void Places(DuckDBConnection connection, string folder)
    {
        Run(connection, "create temp table places(npi bigint, state varchar, place varchar)");
        var npis = new List<long>();
        using (var command = connection.CreateCommand())
        {
            command.CommandText = $"select distinct n.npi from {Files(folder, "npis")} n join (select distinct part, provider_group from chosen) c on c.part = parse_filename(n.filename) and c.provider_group = n.provider_group";
            using var reader = command.ExecuteReader();
            while (reader.Read()) npis.Add(reader.GetInt64(0));
        }
        using (var appender = connection.CreateAppender("places"))
            foreach (long npi in npis)
                if (Providers!(npi) is { } provider && IsWanted(provider)) appender.CreateRow().AppendValue(npi).AppendValue(provider.State).AppendValue(By?.Invoke(provider)).EndRow();
        Run(connection, $"""
            create temp table group_places as select distinct parse_filename(n.filename) as part, n.provider_group, p.state, p.place from {Files(folder, "npis")} n join places p using (npi)
            """);
    }

    List<PayerRates> Read(DuckDBConnection connection)
    {
        string from = Providers is null ? "(select *, null::varchar as state, null::varchar as place from chosen)" : $"(select c.*, p.state, p.place from chosen c {(Picks ? "" : "left ")}join group_places p on p.part = c.part and p.provider_group = c.provider_group)";
        const string Basis = "case when arrangement = 'capitation' then 4 when arrangement = 'bundle' then 3 when kind = 'percentage' then 1 when kind = 'per diem' then 2 when kind in ('negotiated', 'derived', 'fee schedule') then 0 else 5 end";
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            select payer, plan, network_names, code, modifiers, setting, billing_class, state, place, {Basis} as basis, count(*) as n, count(distinct (part, provider_group)) as group_count,
                list_transform(quantile_disc(rate, [0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0]), x -> x::varchar)::varchar as strip,
                count(*) filter ({Basis} in (0, 2, 3, 4) and (rate <= 0.01 or rate >= 1000000)) as unlikely
            from {from} group by all order by code, basis, payer nulls last, plan nulls last, network_names nulls last, billing_class nulls last, setting nulls last, state nulls last, place nulls last, modifiers
            """;
        var rows = new List<PayerRates>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            string code = reader.GetString(3);
            var basis = (RateBasis)reader.GetInt32(9);
            string modifiers = reader.GetString(4);
            string? place = Text(reader, 8);
            rows.Add(new()
            {
                Payer = Text(reader, 0), Plan = Text(reader, 1), Network = Text(reader, 2), Code = code, Modifiers = modifiers, Setting = Text(reader, 5), Class = Text(reader, 6), State = Text(reader, 7), Place = place, Basis = basis,
                Count = reader.GetInt64(10), Groups = reader.GetInt64(11), Percentiles = Strip(Text(reader, 12)), Unlikely = reader.GetInt64(13), Medicare = basis == RateBasis.Dollars ? Medicare(code, place) : null,
            });
        }
        return rows;
    }

    static string? Text(DuckDBDataReader reader, int at) => reader.IsDBNull(at) ? null : reader.GetString(at);

    static decimal[] Strip(string? list) => list is null ? [] :
        [.. list.Trim('[', ']').Split(',', StringSplitOptions.TrimEntries).Where(one => one.Length > 0 && one != "NULL").Select(one => decimal.Parse(Shortest(one.Trim('\'')), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture))];

    static string Shortest(string number) => number.Contains('.') ? number.TrimEnd('0').TrimEnd('.') : number;
}

/// <summary>Rates can't be compared: what is wrong and what to do.</summary>
public sealed class MarketException(string message) : Exception(message);
