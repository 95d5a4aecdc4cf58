using System.Globalization;
using Quarterhour.Claims;
using Quarterhour.X12;

namespace Quarterhour.Cli.Claims;

/// <summary>Writes 837P: one file a receiver. Each is whole before it takes its place; none is there when one can't be written.</summary>
static class TransmissionFiles
{
    public static IReadOnlyList<WrittenFile> Write(ClaimRequest request, PracticeRecords practice, IReadOnlyList<Claim> claims, Func<Transmission, bool>? isTaken)
    {
        if (claims.Count == 0) return [];
        var transmissions = Made(request, practice, claims, isTaken);
        bool folder = Directory.Exists(request.Out) || request.Out.EndsWith('/') || request.Out.EndsWith(Path.DirectorySeparatorChar);
        if (!folder && transmissions.Count > 1)
            throw new UnusableException($"--out: claims go to {transmissions.Count} receivers ({string.Join(", ", transmissions.Select(static one => one.Receiver.Id))}), each of which takes a file of its own; name a folder");
        if (folder) Make(request.Out);
        var outputs = new List<OutFile>();
        try
        {
            var written = new List<WrittenFile>();
            foreach (var transmission in transmissions)
            {
                string path = folder ? Path.Combine(request.Out, string.Create(CultureInfo.InvariantCulture, $"{FileName(transmission.Receiver.Id)}-{transmission.Control:D9}.837")) : request.Out;
                var output = OutFile.Create(path, request.Visits);
                outputs.Add(output);
                transmission.Write(output.Stream);
                written.Add(new(path, transmission.Receiver.Id, transmission.Control, [.. transmission.Transactions.SelectMany(static batch => batch.Claims.Select(claim => (claim, (string?)batch.Number)))]));
            }
            foreach (var output in outputs) output.Keep();
            return written;
        }
        catch (X12DataException wrong)
        {
            throw new UnusableException($"{wrong.Message}; nothing was written");
        }
        finally
        {
            foreach (var output in outputs) output.Dispose();
        }
    }

    /// <summary>The files as they would be written.</summary>
    public static IReadOnlyList<Transmission> Made(ClaimRequest request, PracticeRecords practice, IReadOnlyList<Claim> claims, Func<Transmission, bool>? isTaken)
    {
        try
        {
            return Transmissions.Of(practice, claims, request.Date, request.FirstControl, request.Again, isTaken);
        }
        catch (OverflowException wrong)
        {
            throw new UnusableException($"--first-control: {wrong.Message}");
        }
    }

    static void Make(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UnusableException($"--out: the folder {folder} can't be made: {fault.Message}; name another");
        }
    }

    static string FileName(string receiver) => string.Concat(receiver.Select(static one => char.IsAsciiLetterOrDigit(one) || one is '-' or '_' ? one : '_'));
}
