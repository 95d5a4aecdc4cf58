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

    /// <summary>A file's control number went out before with other content.</summary>
    public bool IsTaken(Transmission file)
    {
        using var hash = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write)) file.Write(stream);
        using var records = store.Open(parsed);
        return Numbering.IsTaken(records, file.Control.ToString("D9", CultureInfo.InvariantCulture), Convert.ToHexStringLower(hash.Hash!));
    }

    /// <param name="files">What was written; files without a control number, as paper, record their claims alone.</param>
    public void Record(IReadOnlyList<WrittenFile> files)
    {
        using var records = store.Open(parsed);
        var submissions = files.Where(static file => file.Control is not null).SelectMany(Of).ToList();
        try
        {
            recorded = Recording.Record(records, [.. files.SelectMany(static file => file.Claims.Select(static one => one.Claim)).DistinctBy(static claim => claim.Number)], submissions, session.Terminal.Clock.GetUtcNow());
        }
        catch (UnusableStoreException wrong)
        {
            throw new UnusableException($"{string.Join(", ", files.Select(static file => file.Path))}: written, but not recorded, so do not send it: {wrong.Message}");
        }
    }

    public void Show(Terminal terminal)
    {
        if (recorded is not { } what) return;
        string files = what.SubmissionsBefore > 0 ? $"; {what.SubmissionsBefore} {(what.SubmissionsBefore == 1 ? "transaction" : "transactions")} went out before: do not send the file a second time unless the first was not taken" : "";
        terminal.Paragraph($"recorded: {what.Claims} {(what.Claims == 1 ? "claim" : "claims")}{(what.ClaimsBefore > 0 ? $", {what.ClaimsBefore} recorded before" : "")}{files}", what is { Claims: 0, ClaimsBefore: > 0 } ? "○ " : "", "  ");
    }

    public void Write(Utf8JsonWriter json)
    {
        if (recorded is not { } what) return;
        json.WriteStartObject("recorded");
        json.WriteNumber("claims", what.Claims);
        json.WriteNumber("claims_before", what.ClaimsBefore);
        json.WriteNumber("transactions", what.Submissions);
        json.WriteNumber("transactions_before", what.SubmissionsBefore);
        json.WriteEndObject();
    }

    static IEnumerable<Submission> Of(WrittenFile file)
    {
        string control = file.Control!.Value.ToString(CultureInfo.InvariantCulture);
        using var stream = File.OpenRead(file.Path);
        string hash = Convert.ToHexStringLower(SHA256.HashData(stream));
        // a batch's number is the file's control number and the transaction's
        return [.. file.Claims.GroupBy(static one => one.Batch!, StringComparer.Ordinal).Select(batch => new Submission(batch.Key, batch.First().Claim.Coverage.Payer.Id, file.Receiver ?? "", control.PadLeft(9, '0'), control,
            batch.Key[9..], Path.GetFileName(file.Path), hash, [.. batch.Select(static one => one.Claim.Number)]))];
    }
}
