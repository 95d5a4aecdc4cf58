using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NpgsqlTypes;
using Quarterhour.Practice.Rows;

namespace Quarterhour.Practice;

/// <summary>What one payment adds to the records, kept until all of it is known and then written at once.</summary>
/// <param name="store">The records.</param>
/// <param name="decisions">How many decisions may be added.</param>
sealed class PostingBatch(PracticeStore store, int decisions)
{
    static readonly RowWriter<DecisionRow> DecisionWriter = new("decision", ("id", NpgsqlDbType.Bigint, static row => row.Id), ("remittance", NpgsqlDbType.Bigint, static row => row.Remittance), ("position", NpgsqlDbType.Integer, static row => row.Position),
        ("claim", NpgsqlDbType.Text, static row => row.Claim), ("told_number", NpgsqlDbType.Text, static row => row.ToldNumber), ("payer_control", NpgsqlDbType.Text, static row => row.PayerControl), ("status", NpgsqlDbType.Text, static row => row.Status),
        ("charge_cents", NpgsqlDbType.Bigint, static row => row.ChargeCents), ("paid_cents", NpgsqlDbType.Bigint, static row => row.PaidCents), ("reverses", NpgsqlDbType.Bigint, static row => row.Reverses), ("told", NpgsqlDbType.Text, static row => row.Told));

    static readonly RowWriter<PostingRow> PostingWriter = new("posting", ("remittance", NpgsqlDbType.Bigint, static row => row.Remittance), ("decision", NpgsqlDbType.Bigint, static row => row.Decision), ("claim", NpgsqlDbType.Text, static row => row.Claim),
        ("line", NpgsqlDbType.Text, static row => row.Line), ("kind", NpgsqlDbType.Text, static row => row.Kind), ("adjustment_group", NpgsqlDbType.Text, static row => row.AdjustmentGroup), ("code", NpgsqlDbType.Text, static row => row.Code),
        ("reference", NpgsqlDbType.Text, static row => row.Reference), ("amount_cents", NpgsqlDbType.Bigint, static row => row.AmountCents));

    static readonly RowWriter<QueueItemRow> QueueWriter = new("queue_item", ("kind", NpgsqlDbType.Text, static row => row.Kind), ("claim", NpgsqlDbType.Text, static row => row.Claim), ("line", NpgsqlDbType.Text, static row => row.Line),
        ("remittance", NpgsqlDbType.Bigint, static row => row.Remittance), ("decision", NpgsqlDbType.Bigint, static row => row.Decision), ("amount_cents", NpgsqlDbType.Bigint, static row => row.AmountCents), ("adjustment_group", NpgsqlDbType.Text, static row => row.AdjustmentGroup),
        ("code", NpgsqlDbType.Text, static row => row.Code), ("remarks", NpgsqlDbType.Text, static row => row.Remarks), ("about", NpgsqlDbType.Text, static row => row.About), ("reason", NpgsqlDbType.Text, static row => row.Reason),
        ("candidates", NpgsqlDbType.Text, static row => row.Candidates), ("due", NpgsqlDbType.Date, static row => row.Due), ("made_at", NpgsqlDbType.Text, static row => row.MadeAt), ("done_at", NpgsqlDbType.Text, static row => row.DoneAt), ("done", NpgsqlDbType.Text, static row => row.Done));

    static readonly RowWriter<ClaimEventRow> EventWriter = new("claim_event", ("claim", NpgsqlDbType.Text, static row => row.Claim), ("at", NpgsqlDbType.Text, static row => row.At), ("state", NpgsqlDbType.Text, static row => row.State.ToString()),
        ("reason", NpgsqlDbType.Text, static row => row.Reason), ("file", NpgsqlDbType.Text, static row => row.File));

    readonly List<ClaimEventRow> events = [];
    readonly HashSet<ClaimRow> moved = [];
    ILookup<string, DecisionRow>? byPayerControl;
    Dictionary<string, long>? takenBack;
    long next = store.Reserve("decision", decisions);

    public List<DecisionRow> Decisions { get; } = [];

    public List<PostingRow> Postings { get; } = [];

    public List<QueueItemRow> Queue { get; } = [];

    /// <summary>Of the postings those beside the claims.</summary>
    public List<PostingRow> Outside { get; } = [];

    /// <summary>The decisions on claims, by the payer's number; asked for when all are there.</summary>
    public ILookup<string, DecisionRow> ByPayerControl => byPayerControl ??= Decisions.Where(static row => row.Claim is not null).ToLookup(static row => row.PayerControl, StringComparer.Ordinal);

    /// <summary>What was taken back, by claim; asked for when all are there. Cents.</summary>
    public IReadOnlyDictionary<string, long> TakenBack => takenBack ??= Decisions.Where(static row => row is { Claim: not null, PaidCents: < 0 }).GroupBy(static row => row.Claim!, StringComparer.Ordinal).ToDictionary(static group => group.Key, static group => -group.Sum(static row => row.PaidCents), StringComparer.Ordinal);

    public DecisionRow Add(DecisionRow decision)
    {
        decision.Id = next++;
        Decisions.Add(decision);
        return decision;
    }

    public void Move(ClaimRow claim, ClaimState state, string reason, string at, string file)
    {
        (claim.State, claim.Reason) = (state, reason);
        moved.Add(claim);
        events.Add(new() { Claim = claim.Number, At = at, State = state, Reason = reason, File = file });
    }

    /// <summary>Tasks of a decision that is no more are done: those of the named lines, or all.</summary>
    public void Close(long decision, Func<string?, bool> line, string at, string why)
    {
        foreach (var item in Queue.Where(item => item.Decision == decision && item.DoneAt is null && line(item.Line))) (item.DoneAt, item.Done) = (at, why);
        foreach (var item in store.Queue.Where(item => item.Decision == decision && item.DoneAt == null).ToList())
            if (line(item.Line)) (item.DoneAt, item.Done) = (at, why);
    }

    public void Write()
    {
        store.SaveChanges();
        DecisionWriter.Write(store, Decisions);
        PostingWriter.Write(store, Postings);
        QueueWriter.Write(store, Queue);
        EventWriter.Write(store, events);
        Update();
    }

    /// <summary>Where the claims stand now.</summary>
    void Update()
    {
        if (moved.Count == 0) return;
        using var command = store.Database.GetDbConnection().CreateCommand();
        command.Transaction = store.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = "update claim set state = @state, reason = @reason, payer_control = @payer_control, decided_at = @decided_at where number = @number";
        DbParameter[] parameters = [.. new[] { "@state", "@reason", "@payer_control", "@decided_at", "@number" }.Select(name =>
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.DbType) = (name, DbType.String);
            command.Parameters.Add(parameter);
            return parameter;
        })];
        command.Prepare();
        foreach (var claim in moved)
        {
            object?[] values = [claim.State.ToString(), claim.Reason, claim.PayerControl, claim.DecidedAt, claim.Number];
            for (int i = 0; i < parameters.Length; i++) parameters[i].Value = values[i] ?? DBNull.Value;
            command.ExecuteNonQuery();
        }
        moved.Clear();
    }
}
