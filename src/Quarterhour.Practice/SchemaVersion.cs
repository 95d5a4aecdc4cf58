using System.Data.Common;

namespace Quarterhour.Practice;

/// <summary>One version of the schema: SQL that leads to it from the one before.</summary>
/// <param name="Number">1 and up, without a gap.</param>
/// <param name="Sql">As reviewed, with marks for what engines call differently.</param>
public sealed record SchemaVersion(int Number, string Sql)
{
    /// <summary>All that come with the program, in order.</summary>
    public static IReadOnlyList<SchemaVersion> All { get; } = Read();

    static List<SchemaVersion> Read()
    {
        var assembly = typeof(SchemaVersion).Assembly;
        var versions = new List<SchemaVersion>();
        foreach (string name in assembly.GetManifestResourceNames().Where(static name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            versions.Add(new(int.Parse(name.AsSpan(0, 4), System.Globalization.CultureInfo.InvariantCulture), reader.ReadToEnd()));
        }
        return versions;
    }

    /// <summary>The SQL for an engine.</summary>
    internal string For(bool postgres)
    {
        string[] parts = Sql.Split("-- only: ");
        var own = parts.Skip(1).Where(part => part.StartsWith(postgres ? "postgres" : "sqlite", StringComparison.Ordinal)).Select(static part => part[(part.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
        return string.Concat([parts[0], .. own])
            .Replace("$id", postgres ? "bigint generated always as identity primary key" : "integer primary key autoincrement", StringComparison.Ordinal)
            .Replace("$bytes", postgres ? "bytea" : "blob", StringComparison.Ordinal).Replace("$day", postgres ? "date" : "text", StringComparison.Ordinal);
    }

    /// <summary>Brings a database up to the newest of these versions, each in a transaction of its own; two programs that do it at once do it once.</summary>
    /// <exception cref="UnusableStoreException">The database is of a later version than this program.</exception>
    public static void Bring(DbConnection connection, IReadOnlyList<SchemaVersion> versions)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(versions);
        bool postgres = connection is Npgsql.NpgsqlConnection;
        if (Current(connection, postgres) == versions[^1].Number) return;
        foreach (var version in versions)
        {
            using var transaction = connection.BeginTransaction();
            if (postgres) Run(connection, transaction, "select pg_advisory_xact_lock(7361023)");
            Run(connection, transaction, "create table if not exists schema_version (version integer not null primary key)");
            int now = Convert.ToInt32(Run(connection, transaction, "select coalesce(max(version), 0) from schema_version"), System.Globalization.CultureInfo.InvariantCulture);
            if (now > versions[^1].Number) throw new UnusableStoreException($"the records are of version {now}, this program knows {versions[^1].Number}: use the newer program");
            if (now >= version.Number) continue;
            Run(connection, transaction, version.For(postgres));
            Run(connection, transaction, $"insert into schema_version (version) values ({version.Number})");
            transaction.Commit();
        }
    }

    /// <summary>0 where there is none.</summary>
    static int Current(DbConnection connection, bool postgres)
    {
        string there = postgres ? "select count(*) from information_schema.tables where table_name = 'schema_version' and table_schema = current_schema()" : "select count(*) from sqlite_master where name = 'schema_version'";
        return Convert.ToInt64(Run(connection, null, there), System.Globalization.CultureInfo.InvariantCulture) == 0 ? 0
            : Convert.ToInt32(Run(connection, null, "select coalesce(max(version), 0) from schema_version"), System.Globalization.CultureInfo.InvariantCulture);
    }

    static object? Run(DbConnection connection, DbTransaction? transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // the SQL is our own
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
