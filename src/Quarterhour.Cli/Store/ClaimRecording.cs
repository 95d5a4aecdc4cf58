using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Quarterhour.Cli.Claims;
using Quarterhour.Practice;

namespace Quarterhour.Cli.Store;

/// <summary><c>claim --record</c>: puts the claims that were written, and the transactions in which they go out, into the records.</summary>
sealed class ClaimRecording(Session session, StoreOption store, ParseResult parsed)
{
    /// <param name="files">What was written; files without a control number, as paper, record their claims alone.</param>
    public void Record(IReadOnlyList<WrittenFile> files)
    {
        using var records = store.Open(parsed);
        var submissions = files.Where(static file => file.Control is not null).SelectMany(Of).ToList();
        try
        {
            Recording.Record(records, [.. files.SelectMany(static file => file.Claims.Select(static one => one.Claim)).DistinctBy(static claim => claim.Number)], submissions, session.Terminal.Clock.GetUtcNow());
        }
        catch (UnusableStoreException wrong)
        {
            throw new UnusableException($"{string.Join(", ", files.Select(static file => file.Path))}: written, but not recorded, so do not send it: {wrong.Message}");
        }
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
