using System.CommandLine;
using System.Text.Json;
using Quarterhour.Formats;
using Quarterhour.Rates.Files;
using Quarterhour.Rates.Reading;

namespace Quarterhour.Cli.Rates;

/// <summary>Runs extract and convert, and says what came of it.</summary>
static class ConvertRun
{
    public static int Run(Session session, ParseResult parsed, SourceOptions options, Wanted? wanted, bool joined)
    {
        var terminal = session.Terminal;
        bool quiet = parsed.GetValue(options.Quiet);
        string place = parsed.GetValue(options.File)!, folder = parsed.GetValue(options.Out)!;
        if (folder.Length == 0 || File.Exists(folder)) throw new UnusableException($"--out: \"{folder}\" is {(folder.Length == 0 ? "blank" : "a file")}; name a folder");
        var remote = parsed.GetValue(options.NoRemote) ? null : new RemoteGroups();
        using var stopping = new Interruption();
        var progress = new RateProgress(terminal, quiet);
        RateResult result;
        try
        {
            result = new RateRun { Wanted = wanted, Joined = joined, Remote = remote, Cancellation = stopping.Token, Progress = progress.Tell }.Run(options.Open(session, parsed, checksum: true), folder);
        }
        catch (UnusableRateFileException wrong)
        {
            throw new UnusableException(SourceOptions.Told(place, wrong));
        }
        catch (OperationCanceledException)
        {
            throw new UnusableException("stopped; nothing was written");
        }
        catch (IOException fault)
        {
            throw new UnusableException($"--out: {folder} can't be written: {Outlet.Why(fault)}; make room there, or name another folder");
        }
        finally
        {
            progress.End();
        }
        if (parsed.GetValue(session.Json)) terminal.Json(json => Write(json, result));
        else Show(terminal, result, folder);
        if (!quiet) Notes(terminal, result, remote);
        return result.Deviations.Dropped.Values.Sum() > 0 ? 1 : 0;
    }

    static void Write(Utf8JsonWriter json, RateResult result)
    {
        json.WriteString("schema", result.Facts.Version);
        json.WriteString("kind", RateAnswers.Kind(result.Facts.Kind));
        result.WriteCounts(json);
        json.WriteNumber("bytes", result.Bytes);
        json.WriteNumber("packed_bytes", result.PackedBytes);
        json.WriteNumber("seconds", Math.Round(result.Seconds.TotalSeconds, 3));
        json.WriteString("manifest", result.Manifest);
        json.WriteStartObject("tables");
        foreach (var (name, rows) in result.Tables) json.WriteNumber(name, rows);
        json.WriteEndObject();
    }

    static void Show(Terminal terminal, RateResult result, string folder)
    {
        var counts = result.Counts;
        terminal.Heading($"{result.Facts.Payer ?? "a payer that does not tell its name"}, {result.Facts.LastUpdated ?? "no date"}, schema {result.Facts.Version ?? "not told"}");
        var table = new TextTable(new TextColumn(Right: true), new TextColumn());
        table.Add($"  {counts.Items:#,0}", counts.Items == 1 ? "item" : "items");
        table.Add($"  {counts.Rates:#,0}", "negotiated rates");
        table.Add($"  {counts.Prices:#,0}", $"prices, their sum {counts.Sum}");
        table.Add($"  {counts.GroupRows:#,0}", "prices by provider group");
        table.Add($"  {counts.NpiRows:#,0}", "prices by NPI");
        if (counts.Unresolved > 0) table.Add($"  {counts.Unresolved:#,0}", "references to provider groups that could not be found");
        foreach (var (what, times) in result.Deviations.Dropped) table.Add($"  {times:#,0}", $"dropped: {what}");
        foreach (var (what, times) in result.Deviations.Normalised) table.Add($"  {times:#,0}", $"normalised: {what}");
        foreach (var (what, times) in result.Deviations.Unknown) table.Add($"  {times:#,0}", $"passed over, unknown: {what}");
        terminal.Lines(table.Lines(terminal.Width));
        double seconds = Math.Max(result.Seconds.TotalSeconds, 0.001);
        terminal.Paragraph($"{result.Bytes / 1e6:#,0.0} MB in {seconds:0.00} s, {result.Bytes / 1e6 / seconds:#,0} MB/s; tables are in {folder}");
    }

    static void Notes(Terminal terminal, RateResult result, RemoteGroups? remote)
    {
        if (result.Facts.LaterVersion) terminal.Note($"the file states schema {result.Facts.Version}, which is later than 2.2; it is read as far as it is understood");
        if (remote?.FailedCount > 0)
            terminal.Note($"{remote.FailedCount} files of provider groups could not be fetched, first {remote.Failed[0].Address}: {remote.Failed[0].Why}. Their rates are there, without providers");
        else if (result.Counts.Unresolved > 0) terminal.Note($"{result.Counts.Unresolved} references name no provider group that could be found; their rates are there, without providers");
    }
}
