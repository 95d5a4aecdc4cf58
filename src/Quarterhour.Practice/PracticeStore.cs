using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Quarterhour.Practice.Rows;

namespace Quarterhour.Practice;

/// <summary>The facility's records, on SQLite or PostgreSQL. One store is for one thread.</summary>
public sealed partial class PracticeStore : DbContext
{
    readonly string connection;

    PracticeStore(string connection) => this.connection = connection;

    public DbSet<ClaimRow> Claims => Set<ClaimRow>();

    public DbSet<ClaimLineRow> Lines => Set<ClaimLineRow>();

    public DbSet<ClaimEventRow> Events => Set<ClaimEventRow>();

    public DbSet<SubmissionRow> Submissions => Set<SubmissionRow>();

    public DbSet<SubmittedClaimRow> SubmittedClaims => Set<SubmittedClaimRow>();

    public DbSet<ReceivedFileRow> Files => Set<ReceivedFileRow>();

    public DbSet<RemittanceRow> Remittances => Set<RemittanceRow>();

    public DbSet<DecisionRow> Decisions => Set<DecisionRow>();

    public DbSet<PostingRow> Postings => Set<PostingRow>();

    public DbSet<QueueItemRow> Queue => Set<QueueItemRow>();

    /// <summary>Opens the records and brings them up to this program's version.</summary>
    /// <param name="connection">Of PostgreSQL where it names a host (<c>Host=…</c>); else the file of SQLite, made where it is not there.</param>
    /// <exception cref="UnusableStoreException">They can't be opened.</exception>
    public static PracticeStore Open(string connection) => Open(connection, SchemaVersion.All);

    /// <summary>Opens records that this program has brought up to its version before.</summary>
    /// <exception cref="UnusableStoreException">They can't be opened.</exception>
    public static PracticeStore Again(string connection) => Open(connection, []);

    internal static PracticeStore Open(string connection, IReadOnlyList<SchemaVersion> versions)
    {
        ArgumentException.ThrowIfNullOrEmpty(connection);
        var store = new PracticeStore(connection);
        try
        {
            var opened = store.Database.GetDbConnection();
            opened.Open();
            if (!store.IsPostgres)
            {
                using var command = opened.CreateCommand();
                command.CommandText = "pragma journal_mode = wal; pragma foreign_keys = on; pragma synchronous = full";
                command.ExecuteNonQuery();
            }
            if (versions.Count > 0) SchemaVersion.Bring(opened, versions);
            if (versions.Count > 0 && !store.IsPostgres)
            {
                // the engine chooses among indexes by how many rows each leaves; this has it look where it has not, or not lately
                using var command = opened.CreateCommand();
                command.CommandText = "pragma optimize = 0x10002";
                command.ExecuteNonQuery();
            }
            return store;
        }
        catch (Exception fault) when (fault is SqliteException or NpgsqlException or ArgumentException or IOException)
        {
            store.Dispose();
            throw new UnusableStoreException($"the records can't be opened: {fault.Message.ReplaceLineEndings(" ").TrimEnd('.')}", fault);
        }
        catch (UnusableStoreException)
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>The file of a data folder.</summary>
    public static string InFolder(string folder) => Path.Combine(folder, "practice.db");

    bool IsPostgres => connection.Contains("Host=", StringComparison.OrdinalIgnoreCase);

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
    {
        if (IsPostgres) optionsBuilder.UseNpgsql(connection);
        else optionsBuilder.UseSqlite(new SqliteConnectionStringBuilder { DataSource = connection, Pooling = false }.ToString());
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ClaimRow>().ToTable("claim").HasKey(static row => row.Number);
        modelBuilder.Entity<ClaimLineRow>().ToTable("claim_line");
        modelBuilder.Entity<ClaimEventRow>().ToTable("claim_event");
        modelBuilder.Entity<SubmissionRow>().ToTable("submission");
        modelBuilder.Entity<SubmittedClaimRow>().ToTable("submitted_claim");
        modelBuilder.Entity<ReceivedFileRow>().ToTable("received_file").HasKey(static row => row.Hash);
        modelBuilder.Entity<RemittanceRow>().ToTable("remittance");
        modelBuilder.Entity<DecisionRow>().ToTable("decision");
        modelBuilder.Entity<PostingRow>().ToTable("posting");
        modelBuilder.Entity<QueueItemRow>().ToTable("queue_item");
        modelBuilder.Entity<ControlNumberRow>().ToTable("control_number").HasKey(static row => row.Kind);
        MapRecords(modelBuilder);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Snake(property.Name));
                if (property.ClrType.IsEnum) property.SetProviderClrType(typeof(string));
            }
    }

    /// <summary>A column as the schema names a property.</summary>
    public static string Snake(string name) => string.Concat(name.Select(static (letter, at) => char.IsAsciiLetterUpper(letter) ? (at > 0 ? "_" : "") + char.ToLowerInvariant(letter) : letter.ToString()));

    /// <summary>Numbers that nobody was given before, also where several programs ask at once: the last of them.</summary>
    /// <param name="kind">What they number: interchange, group, claim.</param>
    /// <param name="count">How many.</param>
    public long NextNumbers(string kind, int count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        // one statement: the row is locked while it is raised
        return Database.SqlQuery<long>($"insert into control_number (kind, last) values ({kind}, {count}) on conflict (kind) do update set last = control_number.last + excluded.last returning last as \"Value\"").AsEnumerable().Single();
    }

    /// <summary>A transaction that no other writer stands beside, so that what is looked up stays true until it is written.</summary>
    internal IDbContextTransaction BeginAlone()
    {
        ChangeTracker.AutoDetectChangesEnabled = true;
        var transaction = Database.BeginTransaction();
        if (IsPostgres) Database.ExecuteSqlRaw("select pg_advisory_xact_lock(7361024)");
        return transaction;
    }

    /// <summary>Does work as one transaction beside which nobody writes.</summary>
    /// <exception cref="UnusableStoreException">The database refuses. Nothing was changed.</exception>
    internal T Alone<T>(string what, Func<T> work)
    {
        try
        {
            ChangeTracker.Clear();
            using var transaction = BeginAlone();
            var result = work();
            SaveChanges();
            transaction.Commit();
            return result;
        }
        catch (Exception fault) when (fault is DbException or DbUpdateException)
        {
            ChangeTracker.Clear();
            throw new UnusableStoreException($"{what}: the records can't be written: {(fault.InnerException ?? fault).Message.ReplaceLineEndings(" ").TrimEnd('.')}. Nothing was changed", fault);
        }
    }

    /// <summary>Numbers of rows to come that nobody else gives, in a transaction of one's own.</summary>
    /// <param name="table">The table.</param>
    /// <param name="count">How many.</param>
    /// <returns>The first.</returns>
    internal long Reserve(string table, int count)
    {
        if (count == 0) return 0;
        if (!IsPostgres) return Database.SqlQuery<long>($"select coalesce(max(seq), 0) + 1 as \"Value\" from sqlite_sequence where name = {table}").AsEnumerable().Single();
        return Database.SqlQuery<long>($"select setval(pg_get_serial_sequence({table}, 'id'), nextval(pg_get_serial_sequence({table}, 'id')) + {count} - 1) - {count} + 1 as \"Value\"").AsEnumerable().Single();
    }

    /// <summary>Moves a claim and writes down why.</summary>
    internal void Move(ClaimRow claim, ClaimState state, string reason, string at, string? file)
    {
        (claim.State, claim.Reason) = (state, reason);
        Events.Add(new() { Claim = claim.Number, At = at, State = state, Reason = reason, File = file });
    }

    /// <summary>A moment as it is stored.</summary>
    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
