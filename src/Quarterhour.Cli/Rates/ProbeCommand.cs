using System.CommandLine;
using Quarterhour.Formats;
using Quarterhour.Rates.Files;
using Quarterhour.Rates.Reading;

namespace Quarterhour.Cli.Rates;

/// <summary><c>rates probe</c>: what the first megabytes tell.</summary>
static class ProbeCommand
{
    const int Shown = 40;

    public static Command Create(Session session)
    {
        var source = new SourceOptions();
        var megabytes = new Option<int>("--megabytes") { Description = "How much text to read; 16 without it.", HelpName = "N", DefaultValueFactory = static _ => 16 };
        var command = new DocumentedCommand("probe", "Which networks and codes a file has, from its first megabytes; then the download stops.", DocumentedCommand.LookingUp,
            new Example("rates probe https://payer.example/in-network.json.gz", "before forty gigabytes are fetched"))
        {
            source.File, source.Entry, megabytes, source.Quiet,
        };
        command.SetAction(parsed =>
        {
            int most = parsed.GetValue(megabytes);
            if (most is < 1 or > 100_000) throw new UnusableException("--megabytes: write 1 to 100000");
            using var opened = source.Open(session, parsed, checksum: false);
            RateProbe probe;
            try
            {
                probe = RateProbe.Read(opened.Text, most * 1_000_000L);
            }
            catch (UnusableRateFileException wrong)
            {
                throw new UnusableException(SourceOptions.Told(parsed.GetValue(source.File)!, wrong));
            }
            if (parsed.GetValue(session.Json)) session.Terminal.Json(json =>
            {
                json.WriteString("kind", RateAnswers.Kind(probe.Facts.Kind));
                json.WriteString("schema", probe.Facts.Version);
                json.WriteString("payer", probe.Facts.Payer);
                json.WriteString("last_updated_on", probe.Facts.LastUpdated);
                json.WriteString("plan", probe.Facts.Plan);
                RateAnswers.Counts(json, "networks", probe.Networks);
                RateAnswers.Counts(json, "codes", probe.Codes);
                json.WriteNumber("provider_references", probe.References);
                json.WriteNumber("items", probe.Items);
                if (probe.ReferencesFirst is { } first) json.WriteBoolean("references_first", first);
                else json.WriteNull("references_first");
                json.WriteNumber("bytes", probe.Bytes);
                json.WriteNumber("packed_bytes_read", opened.PackedRead);
                if (opened.PackedLength is { } length) json.WriteNumber("packed_bytes", length);
                else json.WriteNull("packed_bytes");
                json.WriteBoolean("complete", probe.Complete);
            });
            else Show(session.Terminal, probe, opened);
            return 0;
        });
        return command;
    }

    static void Show(Terminal terminal, RateProbe probe, RateSource source)
    {
        terminal.Heading($"{probe.Facts.Payer ?? "a payer that has not told its name yet"}, {probe.Facts.LastUpdated ?? "no date yet"}, {RateAnswers.Kind(probe.Facts.Kind)}, schema {probe.Facts.Version ?? "not told yet"}");
        var table = new TextTable(new TextColumn(Right: true), new TextColumn());
        foreach (var (network, count) in probe.Networks.OrderByDescending(one => one.Value).Take(Shown)) table.Add($"  {count:#,0}", $"provider references of {network}");
        foreach (var (code, _) in probe.Codes.Take(Shown)) table.Add("", code);
        terminal.Lines(table.Lines(terminal.Width));
        if (probe.Codes.Count > Shown) terminal.Paragraph($"... and {probe.Codes.Count - Shown:#,0} more codes; --json lists all");
        terminal.Paragraph($"{(probe.Complete ? "read to the end" : "not read further")}: {probe.Bytes / 1e6:0.0} MB of text from {source.PackedRead / 1e6:0.0} MB{(source.PackedLength is { } length ? $" of {length / 1e6:#,0.0} MB" : "")}; {probe.References:#,0} provider references, {probe.Items:#,0} items");
        if (!probe.Complete && probe.Items == 0 && probe.References > 0) terminal.Note("the provider references stand first and have not ended; --megabytes reads further, to the codes");
    }
}
