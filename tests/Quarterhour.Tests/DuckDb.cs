using DuckDB.NET.Data;

namespace Quarterhour.Tests;

/// <summary>Reads Parquet with a reader that is not ours.</summary>
static class DuckDb
{
    public static object[] Row(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        reader.Read();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)];
    }

    public static (T1, T2) Row<T1, T2>(string sql) => Row(sql) is [var one, var two] ? ((T1)one, (T2)two) : throw new InvalidOperationException(sql);

    public static (T1, T2, T3, T4) Row<T1, T2, T3, T4>(string sql) => Row(sql) is [var one, var two, var three, var four] ? ((T1)one, (T2)two, (T3)three, (T4)four) : throw new InvalidOperationException(sql);
}
