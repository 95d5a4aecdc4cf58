using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Quarterhour.Practice;

/// <summary>Copies of the records that are whole, made while they are in use, and put back.</summary>
public static class StoreCopy
{
    /// <summary>Copies the records into a file, and looks whether the copy is whole.</summary>
    /// <param name="connection">The file of SQLite, or a connection to PostgreSQL, which needs its own pg_dump on this machine.</param>
    /// <param name="file">The copy; must not be there yet.</param>
    /// <exception cref="UnusableStoreException">It can't be made.</exception>
    public static void Make(string connection, string file)
    {
        ArgumentNullException.ThrowIfNull(connection);
        if (File.Exists(file)) throw new UnusableStoreException($"{file} is there already; name another, a copy is never written over");
        // under another name until it is whole
        string part = file + ".part";
        File.Delete(part);
        if (IsPostgres(connection)) Run("pg_dump", connection, "--format=custom", "--no-owner", "--file", part);
        else
        {
            if (!File.Exists(connection)) throw new UnusableStoreException($"there are no records at {connection}");
            try
            {
                using (var from = Open(connection, SqliteOpenMode.ReadWrite))
                using (var to = Open(part, SqliteOpenMode.ReadWriteCreate)) from.BackupDatabase(to);
                Check(part);
            }
            catch (SqliteException fault)
            {
                File.Delete(part);
                throw new UnusableStoreException($"the copy can't be made: {fault.Message}", fault);
            }
        }
        File.Move(part, file);
    }

    /// <summary>Puts a copy in the place of the records. Records that are there are kept beside it.</summary>
    /// <param name="file">The copy.</param>
    /// <param name="connection">Where it goes; of PostgreSQL an empty database, and its own pg_restore on this machine.</param>
    /// <param name="now">Names the records that were there.</param>
    /// <returns>Where the records that were there are now; null where there were none.</returns>
    /// <exception cref="UnusableStoreException">The copy is not whole, or somebody uses the records.</exception>
    public static string? Restore(string file, string connection, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(connection);
        if (!File.Exists(file)) throw new UnusableStoreException($"there is no copy at {file}");
        if (IsPostgres(connection))
        {
            Run("pg_restore", connection, "--no-owner", "--exit-on-error", "--single-transaction", file);
            return null;
        }
        string part = connection + ".part";
        File.Copy(file, part, overwrite: true);
        Check(part);
        string? before = null;
        if (File.Exists(connection))
        {
            Settle(connection);
            before = $"{connection}.before-{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}";
            File.Move(connection, before);
        }
        File.Move(part, connection);
        return before;
    }

    /// <summary>Refuses while another program has the records open, and folds what it left beside the file into it.</summary>
    static void Settle(string connection)
    {
        try
        {
            using var open = Open(connection, SqliteOpenMode.ReadWrite);
            using var command = open.CreateCommand();
            command.CommandTimeout = 2;
            // leaving the journal works for who is alone with the file, and for nobody else
            command.CommandText = "pragma journal_mode = delete";
            if (command.ExecuteScalar() as string != "delete") throw new UnusableStoreException("somebody uses the records; end the application first");
        }
        catch (SqliteException fault)
        {
            throw new UnusableStoreException("somebody uses the records; end the application first", fault);
        }
    }

    static void Check(string file)
    {
        try
        {
            using var open = Open(file, SqliteOpenMode.ReadOnly);
            using var command = open.CreateCommand();
            command.CommandText = "pragma integrity_check";
            if (command.ExecuteScalar() as string != "ok") throw new UnusableStoreException($"{file} is not whole");
            command.CommandText = "select count(*) from schema_version";
            command.ExecuteScalar();
        }
        catch (SqliteException fault)
        {
            throw new UnusableStoreException($"the file is no copy of records: {fault.Message}", fault);
        }
    }

    static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    static bool IsPostgres(string connection) => connection.Contains("Host=", StringComparison.OrdinalIgnoreCase);

    /// <summary>PostgreSQL's own program; the password goes by the environment, where no other user sees it.</summary>
    static void Run(string program, string connection, params IEnumerable<string> arguments)
    {
        var of = new NpgsqlConnectionStringBuilder(connection);
        string path = Directory.Exists("/usr/lib/postgresql") ? Directory.EnumerateDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin", program)).LastOrDefault(File.Exists, program) : program;
        var start = new ProcessStartInfo(path, ["--host", of.Host ?? "localhost", "--port", $"{of.Port}", "--username", of.Username ?? "postgres", "--dbname", of.Database ?? "postgres", "--no-password", .. arguments]) { UseShellExecute = false, RedirectStandardError = true };
        if (of.Password is { } password) start.Environment["PGPASSWORD"] = password;
        try
        {
            using var process = Process.Start(start)!;
            string said = process.StandardError.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0) throw new UnusableStoreException($"{program} could not do it: {said.ReplaceLineEndings(" ").Trim()}");
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            throw new UnusableStoreException($"{program} is not on this machine; install PostgreSQL's client programs, or run it where the database is", fault);
        }
    }
}
