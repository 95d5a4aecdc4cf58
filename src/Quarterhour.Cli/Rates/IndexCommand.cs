using System.CommandLine;
using System.Text.Json;
using Quarterhour.Formats;
using Quarterhour.Rates.Files;
using Quarterhour.Rates.Reading;

namespace Quarterhour.Cli.Rates;

/// <summary><c>rates index</c>: a payer's table of contents.</summary>
static class IndexCommand
{
    const int Shown = 30;

    public static Command Create(Session session)
    {
        var source = new SourceOptions();
        var to = new Option<string?>("--out") { Description = "Convert every file of the index into this folder; what is done already is passed over.", HelpName = "DIR" };
        var codes = new Option<string[]>("--code") { Description = "Only these codes, as of extract; everything without it.", HelpName = "TYPE:CODE", DefaultValueFactory = static _ => [] };
        var enqueue = new Option<bool>("--enqueue") { Description = "Put the files into a queue for rates worker instead of converting them here." };
        var database = new Option<string?>("--db") { Description = "Connection string of the PostgreSQL database that holds the queue.", HelpName = "CONNECTION" };
        var command = new DocumentedCommand("index", "A payer's table of contents: how many plans, which files, each once.", DocumentedCommand.LookingUp,
            new Example("rates index 2026-10-01_payer_index.json", "plans and files"),
            new Example("rates index 2026-10-01_payer_index.json --out rates", "every file of it to Parquet, here; again to go on after a stop"),
            new Example("rates index 2026-10-01_payer_index.json --out /mnt/rates --enqueue --db \"Host=db;Database=rates\"", "the same by any number of workers"))
        {
            source.File, source.Entry, to, codes, enqueue, database, source.Quiet,
        };

        command.SetAction(parsed =>
        {
            if (parsed.GetValue(to) is { } folder)
            {
                string[] chosen = [.. parsed.GetValue(codes)!.SelectMany(one => one.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
                return IndexFiles.Run(session, parsed, parsed.GetValue(source.File)!, () => Read(session, parsed, source), folder, chosen.Length == 0 ? null : string.Join(' ', chosen), parsed.GetValue(enqueue), parsed.GetValue(database));
            }
            if (parsed.GetValue(enqueue)) throw new UnusableException("--enqueue needs --out: the folder that all workers share");
            var index = Read(session, parsed, source);
            if (parsed.GetValue(session.Json)) session.Terminal.Json(json => Write(json, index, session.Terminal.Clock.GetUtcNow()));
            else Show(session.Terminal, index);
            long expired = index.Files.Count(file => Expires(file.File.Location) is { } until && until < session.Terminal.Clock.GetUtcNow());
            if (expired > 0 && !parsed.GetValue(source.Quiet)) session.Terminal.Note($"the signatures of {expired} of {index.Files.Count} addresses have expired; take a fresh index before you fetch them");
            return index.Deviations.Dropped.Values.Sum() > 0 ? 1 : 0;
        });
        return command;
    }

    public static RateIndex Read(Session session, ParseResult parsed, SourceOptions options)
    {
        using var source = options.Open(session, parsed, checksum: false);
        try
        {
            return RateIndex.Read(source.Text);
        }
        catch (UnusableRateFileException wrong)
        {
            throw new UnusableException(SourceOptions.Told(parsed.GetValue(options.File)!, wrong));
        }
    }

    /// <summary>When the signature of an address ends, as CloudFront writes it.</summary>
    static DateTimeOffset? Expires(string location)
    {
        int at = location.IndexOf("Expires=", StringComparison.Ordinal);
        if (at < 0) return null;
        string digits = new([.. location[(at + 8)..].TakeWhile(char.IsAsciiDigit)]);
        return digits.Length is > 0 and < 12 && long.TryParse(digits, out long seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
    }

    static void Write(Utf8JsonWriter json, RateIndex index, DateTimeOffset now)
    {
        json.WriteNumber("plans", index.Plans);
        json.WriteStartArray("files");
        foreach (var (file, plans) in index.Files)
        {
            json.WriteStartObject();
            json.WriteString("location", file.Location);
            json.WriteString("description", file.Description);
            json.WriteString("kind", file.Kind);
            json.WriteNumber("plans", plans);
            if (Expires(file.Location) is { } until)
            {
                json.WriteString("expires", until.ToString("yyyy-MM-dd", null));
                json.WriteBoolean("expired", until < now);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("schema", index.Facts.Version);
        json.WriteString("payer", index.Facts.Payer);
        json.WriteNumber("structures", index.Structures);
        json.WriteNumber("named", index.Named);
        RateAnswers.Counts(json, "dropped", index.Deviations.Dropped);
        RateAnswers.Counts(json, "normalised", index.Deviations.Normalised);
        RateAnswers.Counts(json, "unknown", index.Deviations.Unknown);
    }

    static void Show(Terminal terminal, RateIndex index)
    {
        terminal.Heading($"{index.Facts.Payer ?? "a payer that does not tell its name"}: {index.Plans:#,0} {(index.Plans == 1 ? "plan" : "plans")}, {index.Files.Count:#,0} files in {index.Structures:#,0} {(index.Structures == 1 ? "structure" : "structures")}");
        var table = new TextTable(new TextColumn(), new TextColumn());
        foreach (var (file, _) in index.Files.Take(Shown)) table.Add("  " + file.Kind, $"{RateSource.WithoutQuery(file.Location)}{(file.Description is { } says ? $" ({says})" : "")}");
        terminal.Lines(table.Lines(terminal.Width));
        if (index.Files.Count > Shown) terminal.Paragraph($"... and {index.Files.Count - Shown:#,0} more; --json lists all");
    }
}
