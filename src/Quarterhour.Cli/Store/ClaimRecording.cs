using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Quarterhour.Claims;
using Quarterhour.Cli.Claims;
using Quarterhour.Practice;

namespace Quarterhour.Cli.Store;

/// <summary><c>claim --record</c>: asks the records for numbers that nobody has, and puts the claims that were written, and the transactions in which they go out, into them.</summary>
sealed class ClaimRecording(Session session, StoreOption store, ParseResult parsed)
{
    Recorded? recorded;
    IReadOnlyList<(Claim Claim, SentBefore Before)> left = [];
    bool again;

    /// <summary>Claims under the numbers that the records have for them, or the next; what was sent before otherwise is held.</summary>
    public void Number(List<PreparedClaim> prepared)
    {
        using var records = store.Open(parsed);
        for (int i = 0; i < prepared.Count; i++)
        {
            if (prepared[i].Claim is not { } claim) continue;
            var (numbered, why) = Numbering.Of(records, claim);
            prepared[i] = numbered is not null ? prepared[i] with { Claim = numbered } : prepared[i] with { Claim = null, Holds = [new(HoldKind.Sent, $"visit {claim.Visit}", null, why!)] };
        }
    }

    /// <summary>
    /// Of the claims those that go: never sent, or rejected. What is with its payer stays out, told as such, except that a run in which everything was sent before makes the last file to each receiver again where that comes out the same to the
    /// byte; with --again all go.
    /// </summary>
    public IReadOnlyList<Claim> ToSend(IReadOnlyList<Claim> claims, ClaimRequest request, PracticeRecords practice)
    {
        IReadOnlyDictionary<string, SentBefore> sent;
        using (var records = store.Open(parsed)) sent = Numbering.Sent(records, claims.Select(static claim => claim.Number));
        again = request.Again;
        if (sent.Count == 0 || again) return claims;
        List<Claim> go = [.. claims.Where(claim => !sent.ContainsKey(claim.Number))];
        if (go.Count == 0)
        {
            var last = sent.Values.GroupBy(static one => one.Receiver, StringComparer.Ordinal).Select(static receiver => receiver.MaxBy(static one => one.Submission)!.Hash).ToHashSet(StringComparer.Ordinal);
            go = [.. TransmissionFiles.Made(request, practice, [.. claims.Where(claim => last.Contains(sent[claim.Number].Hash))], IsTaken).Where(file => last.Contains(Hash(file))).SelectMany(static file => file.Transactions.SelectMany(static batch => batch.Claims))];
        }
        var gone = go.Select(static claim => claim.Number).ToHashSet(StringComparer.Ordinal);
        left = [.. claims.Where(claim => !gone.Contains(claim.Number)).Select(claim => (claim, sent[claim.Number]))];
        return go;
    }

    /// <summary>The visits that were claimed under an authorization before.</summary>
    public IEnumerable<string> VisitsUnder(string patient, string authorization)
    {
        using var records = store.Open(parsed);
        return Numbering.VisitsUnder(records, patient, authorization);
    }

    /// <summary>What a payer decided on a visit, out of the remittances that were posted.</summary>
    public IReadOnlyList<RecordedDecision> Decided(string visit, string payer)
    {
        using var records = store.Open(parsed);
        return EarlierDecisions.Of(records, visit, payer);
    }

    /// <summary>How many claims were left out because they are with their payer.</summary>
    public int LeftOut => left.Count;

    /// <summary>A file's control number went out before with other content.</summary>
    public bool IsTaken(Transmission file)
    {
        using var records = store.Open(parsed);
        return Numbering.IsTaken(records, file.Control.ToString("D9", CultureInfo.InvariantCulture), Hash(file));
    }

    static string Hash(Transmission file)
    {
        using var hash = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write)) file.Write(stream);
        return Convert.ToHexStringLower(hash.Hash!);
    }

    /// <summary>Puts what was written into the records.</summary>
    /// <param name="date">The day that stands in the files.</param>
    /// <param name="files">What was written; files without a control number, as paper, record their claims alone.</param>
    public void Record(IReadOnlyList<WrittenFile> files, DateOnly date)
    {
        using var records = store.Open(parsed);
        var submissions = files.Where(static file => file.Control is not null).SelectMany(file => Of(file, date)).ToList();
        try
        {
            recorded = Recording.Record(records, [.. files.SelectMany(static file => file.Claims.Select(static one => one.Claim)).DistinctBy(static claim => claim.Number)], submissions, session.Terminal.Clock.GetUtcNow(), again: again);
        }
        catch (UnusableStoreException wrong)
        {
            throw new UnusableException($"{string.Join(", ", files.Select(static file => file.Path))}: written, but not recorded, so do not send it: {wrong.Message}");
        }
    }

    public void Show(Terminal terminal)
    {
        foreach (var file in left.GroupBy(static one => (Sent: one.Before.SentAt[..10], one.Before.File, one.Before.State)))
            terminal.Paragraph($"left out: {file.Count()} {(file.Count() == 1 ? "claim" : "claims")}, sent on {file.Key.Sent} in {file.Key.File} and {ClaimStory.Word(file.Key.State)} ({string.Join(", ", file.Take(ShownClaims).Select(static one => one.Claim.Number))}{(file.Count() > ShownClaims ? ", ..." : "")}); nothing in them has changed", "○ ", "  ");
        if (left.Count > 0) terminal.Paragraph("A payer takes a claim that is sent twice for a duplicate. --again sends them once more, for a file that was not taken.", "  ", "  ");
        if (recorded is not { } what || what is { Claims: 0, ClaimsBefore: 0 }) return;
        string files = what.SubmissionsBefore > 0 ? $"; {what.SubmissionsBefore} {(what.SubmissionsBefore == 1 ? "transaction" : "transactions")} went out before: do not send the file a second time unless the first was not taken" : "";
        terminal.Paragraph($"recorded: {what.Claims} {(what.Claims == 1 ? "claim" : "claims")}{(what.ClaimsBefore > 0 ? $", {what.ClaimsBefore} recorded before" : "")}{files}", what is { Claims: 0, ClaimsBefore: > 0 } ? "○ " : "", "  ");
    }

    const int ShownClaims = 12;

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("already_sent");
        foreach (var (claim, before) in left)
        {
            json.WriteStartObject();
            json.WriteString("claim", claim.Number);
            json.WriteString("visit", claim.Visit);
            json.WriteString("state", ClaimStory.Word(before.State));
            json.WriteString("sent_on", before.SentAt[..10]);
            json.WriteString("file", before.File);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (recorded is not { } what) return;
        json.WriteStartObject("recorded");
        json.WriteNumber("claims", what.Claims);
        json.WriteNumber("claims_before", what.ClaimsBefore);
        json.WriteNumber("transactions", what.Submissions);
        json.WriteNumber("transactions_before", what.SubmissionsBefore);
        json.WriteEndObject();
    }

    static IEnumerable<Submission> Of(WrittenFile file, DateOnly date)
    {
        string control = file.Control!.Value.ToString(CultureInfo.InvariantCulture);
        using var stream = File.OpenRead(file.Path);
        string hash = Convert.ToHexStringLower(SHA256.HashData(stream));
        // a batch's number is the file's control number and the transaction's
        return [.. file.Claims.GroupBy(static one => one.Batch!, StringComparer.Ordinal).Select(batch => new Submission(batch.Key, batch.First().Claim.Coverage.Payer.Id, file.Receiver ?? "", control.PadLeft(9, '0'), control,
            batch.Key[9..], Path.GetFileName(file.Path), hash, [.. batch.Select(static one => one.Claim.Number)]) { Date = date })];
    }
}
