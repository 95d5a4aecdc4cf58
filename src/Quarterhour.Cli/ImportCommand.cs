using System.CommandLine;
using System.Diagnostics;
using Quarterhour.Formats;
using Quarterhour.Reference.Import;
using Quarterhour.Reference.Store;

namespace Quarterhour.Cli;

/// <summary><c>import</c>: loads public files as they were downloaded.</summary>
static class ImportCommand
{
    public static Command Create(Session session)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Files as downloaded (zip, gz, txt, csv, xlsx, xml), or folders of them.", Arity = ArgumentArity.OneOrMore, HelpName = "PATH..." };
        var release = new Option<string?>("--release") { Description = "The release, where neither the file nor its name says it: 2026Q4, 2026C, FY2027.", HelpName = "NAME" };
        var setting = new Option<string?>("--setting") { Description = "Whose edits they are, where neither the file nor its name says it.", HelpName = "office|hospital" };
        var command = new DocumentedCommand("import", "Load public tables as the agencies publish them.", DocumentedCommand.LookingUp,
            new Example("import ~/Downloads/rvu26d.zip", "a release of the fee schedule"),
            new Example("import ccipra-v323r0-f*.zip", "NCCI's pairs for practitioners, all parts"),
            new Example("import icd10cm-codes-2027.zip --json", "what was loaded, for a program"))
        {
            paths, release, setting,
        };
        command.SetAction(parsed =>
        {
            string data = session.FolderToWrite(parsed);
            var hints = new ImportHints(parsed.GetValue(release), parsed.GetValue(setting) is { } given ? Given.Setting(given) : null);
            string[] named = parsed.GetValue(paths)!;
            foreach (string path in named)
                if (!File.Exists(path) && !Directory.Exists(path)) throw new UnusableException($"{path} is not there; check the name");
            return Run(named, data, hints, parsed.GetValue(session.Json), session.Terminal);
        });
        return command;
    }

    static int Run(string[] paths, string data, ImportHints hints, bool json, Terminal terminal)
    {
        using var alone = ReferenceFolder.Lock(data);
        var progress = new ImportMeter(terminal);
        var importing = new Importing(ReferenceFolder.Open(data), hints, progress.Tell);
        importing.Import(paths);
        progress.End();
        if (json) WriteJson(importing, terminal);
        else Show(importing, terminal);
        foreach (var (place, why, isFault) in importing.PassedOver)
            if (isFault) terminal.Error.WriteLine($"quarterhour: {(why.StartsWith(place, StringComparison.Ordinal) ? why : $"{place}: {why}")}");
        bool faults = importing.PassedOver.Any(one => one.IsFault);
        return importing.Imported.Count == 0 ? 2 : faults || importing.Imported.Any(one => one.Rejected.Count > 0) ? 1 : 0;
    }

    static void WriteJson(Importing importing, Terminal terminal) => terminal.Json(json =>
    {
        json.WriteStartArray("loaded");
        foreach (var (table, _, rejected, unchanged) in importing.Imported)
        {
            json.WriteStartObject();
            json.WriteString("file", table.Source);
            json.WriteString("kind", table.Release.Table);
            json.WriteString("release", table.Release.Release);
            json.WriteString("setting", table.Release.Setting?.ToString().ToLowerInvariant());
            json.Day("from", table.Release.From);
            json.Day("to", table.Release.To);
            json.WriteNumber("part", table.Release.Part);
            json.WriteNumber("rows", table.Rows);
            json.WriteString("sha256", table.Sha256);
            json.WriteBoolean("unchanged", unchanged);
            json.WriteNumber("rows_rejected", table.Rejected);
            json.WriteStartArray("rejected");
            foreach (var (line, why) in rejected.Rows)
            {
                json.WriteStartObject();
                json.WriteNumber("line", line);
                json.WriteString("reason", why);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("notes");
            foreach (string note in rejected.Notes) json.WriteStringValue(note);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("passed_over");
        foreach (var (place, why, isFault) in importing.PassedOver)
        {
            json.WriteStartObject();
            json.WriteString("file", place);
            json.WriteString("reason", why);
            json.WriteBoolean("fault", isFault);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    static void Show(Importing importing, Terminal terminal)
    {
        if (importing.Imported.Count > 0)
        {
            var table = new TextTable(new("Table"), new("Release"), new("Rows", true), new("Source"));
            foreach (var (stored, _, _, unchanged) in importing.Imported) table.Add(stored.Release.Table, stored.Release.Release, $"{stored.Rows}", stored.Source + (unchanged ? " (loaded before)" : ""));
            terminal.Lines(table.Lines(terminal.Width));
        }
        foreach (var (stored, _, rejected, _) in importing.Imported)
        {
            foreach (string note in rejected.Notes) terminal.Note($"{stored.Source}: {note}");
            foreach (var (line, why) in rejected.Rows) terminal.Paragraph($"{stored.Source}:{line}: {why}; the row was left out", "▲ ", "  ");
            if (rejected.Count > rejected.Rows.Count) terminal.Paragraph($"{stored.Source}: {rejected.Count - rejected.Rows.Count} more rows were left out", "▲ ", "  ");
        }
        foreach (var (place, why, isFault) in importing.PassedOver)
            if (!isFault) terminal.Note($"{place}: passed over, {why}");
    }

    /// <summary>What, how far, how fast, how long: on standard error, once a second, where somebody watches.</summary>
    sealed class ImportMeter(Terminal terminal)
    {
        readonly Stopwatch clock = Stopwatch.StartNew();
        string? place;
        TimeSpan begun, told;

        public void Tell(ImportProgress now)
        {
            if (now.Place != place) (place, begun) = (now.Place, clock.Elapsed);
            if (!terminal.Watched || clock.Elapsed - told < TimeSpan.FromSeconds(1)) return;
            told = clock.Elapsed;
            long seconds = Math.Max(1, (long)(told - begun).TotalSeconds);
            string left = now.Length > 0 && now.Bytes > 0 ? $", {Math.Min(100, now.Bytes * 100 / now.Length)} %, about {Math.Max(0, seconds * (now.Length - now.Bytes) / now.Bytes)} s left" : "";
            terminal.Error.Write($"\r{now.Place}: {now.Rows} rows, {now.Rows / seconds} a second{left}   ");
        }

        public void End()
        {
            if (told != default) terminal.Error.WriteLine();
        }
    }
}
