using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Quarterhour.Practice.Rows;

namespace Quarterhour.Practice;

/// <summary>Writes postings, of which a remittance has five to a line, with one prepared statement in the open transaction: nobody asks for their numbers, and tracked one by one they would take most of the time and memory of posting.</summary>
static class PostingRows
{
    static readonly (string Name, DbType Type, Func<PostingRow, object?> Value)[] Columns =
    [
        ("remittance", DbType.Int64, static row => row.Remittance), ("decision", DbType.Int64, static row => row.Decision), ("claim", DbType.String, static row => row.Claim), ("line", DbType.String, static row => row.Line),
        ("kind", DbType.String, static row => row.Kind), ("adjustment_group", DbType.String, static row => row.AdjustmentGroup), ("code", DbType.String, static row => row.Code), ("reference", DbType.String, static row => row.Reference),
        ("amount_cents", DbType.Int64, static row => row.AmountCents),
    ];

    public static void Write(PracticeStore store, List<PostingRow> rows)
    {
        if (rows.Count == 0) return;
        using var command = store.Database.GetDbConnection().CreateCommand();
        command.Transaction = store.Database.CurrentTransaction!.GetDbTransaction();
#pragma warning disable CA2100 // names of columns, all our own
        command.CommandText = $"insert into posting ({string.Join(", ", Columns.Select(static column => column.Name))}) values ({string.Join(", ", Columns.Select(static column => "@" + column.Name))})";
#pragma warning restore CA2100
        var parameters = new DbParameter[Columns.Length];
        for (int i = 0; i < parameters.Length; i++)
        {
            var parameter = parameters[i] = command.CreateParameter();
            (parameter.ParameterName, parameter.DbType) = ("@" + Columns[i].Name, Columns[i].Type);
            command.Parameters.Add(parameter);
        }
        command.Prepare();
        foreach (var row in rows)
        {
            for (int i = 0; i < parameters.Length; i++) parameters[i].Value = Columns[i].Value(row) ?? DBNull.Value;
            command.ExecuteNonQuery();
        }
        rows.Clear();
    }
}
