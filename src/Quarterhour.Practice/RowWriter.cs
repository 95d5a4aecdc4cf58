using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using SQLitePCL;

namespace Quarterhour.Practice;

/// <summary>
/// Writes many rows of one table in the open transaction. A remittance of 100,000 lines is half a million rows; nobody asks for their numbers, so they are not tracked: on SQLite one statement is bound by position and
/// stepped, below ADO.NET, which looks each parameter up by its name; PostgreSQL copies them in. The bound is the engine's own insert with its indexes; measured in docs/benchmarks-remittances.md.
/// </summary>
sealed class RowWriter<T>(string table, params (string Name, NpgsqlDbType Type, Func<T, object?> Value)[] columns)
{
    public void Write(PracticeStore store, List<T> rows)
    {
        if (rows.Count == 0) return;
        string names = string.Join(", ", columns.Select(static column => $"\"{column.Name}\""));
        if (store.Database.GetDbConnection() is SqliteConnection sqlite) Step(sqlite.Handle!, $"insert into {table} ({names}) values ({string.Join(", ", columns.Select(static (_, i) => $"?{i + 1}"))})", rows);
        else Copy((NpgsqlConnection)store.Database.GetDbConnection(), $"copy {table} ({names}) from stdin (format binary)", rows);
        rows.Clear();
    }

    void Step(sqlite3 database, string sql, List<T> rows)
    {
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, sql, out var statement), database);
        using (statement)
            foreach (var row in rows)
            {
                for (int i = 0; i < columns.Length; i++) Bind(statement, i + 1, columns[i].Value(row));
                int code = raw.sqlite3_step(statement);
                if (code != raw.SQLITE_DONE) SqliteException.ThrowExceptionForRC(code, database);
                raw.sqlite3_reset(statement);
            }
    }

    static void Bind(sqlite3_stmt statement, int at, object? value)
    {
        switch (value)
        {
            case null: raw.sqlite3_bind_null(statement, at); break;
            case long whole: raw.sqlite3_bind_int64(statement, at, whole); break;
            case int whole: raw.sqlite3_bind_int64(statement, at, whole); break;
            case string text: raw.sqlite3_bind_text(statement, at, text); break;
            case DateOnly day: raw.sqlite3_bind_text(statement, at, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
            default: throw new InvalidOperationException(value.GetType().Name);
        }
    }

    void Copy(NpgsqlConnection connection, string sql, List<T> rows)
    {
        using var writer = connection.BeginBinaryImport(sql);
        foreach (var row in rows)
        {
            writer.StartRow();
            foreach (var (_, type, value) in columns)
                switch (value(row))
                {
                    case null: writer.WriteNull(); break;
                    case int whole: writer.Write(whole, NpgsqlDbType.Integer); break;
                    case long whole: writer.Write(whole, NpgsqlDbType.Bigint); break;
                    case string text: writer.Write(text, NpgsqlDbType.Text); break;
                    case DateOnly day: writer.Write(day, type); break;
                    case var other: throw new InvalidOperationException(other.GetType().Name);
                }
        }
        writer.Complete();
    }
}
