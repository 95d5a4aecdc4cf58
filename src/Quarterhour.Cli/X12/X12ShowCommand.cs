using System.CommandLine;
using System.Text.Json;
using Quarterhour.X12;

namespace Quarterhour.Cli.X12;

/// <summary><c>x12 show FILE</c>: a readable tree with names, a screen at a time, or one claim.</summary>
static class X12ShowCommand
{
    const int Screen = 40;

    public static Command Create(Session session)
    {
        var file = new Argument<string>("FILE") { Description = "An X12 file. - reads standard input." };
        var claim = new Option<string?>("--claim") { Description = "Only this claim (CLM01, CLP01, or TRN02 of a 277) and the levels above it.", HelpName = "ID" };
        var screen = new Option<int>("--screen") { Description = $"Which {Screen} segments. 1 without it.", HelpName = "N", DefaultValueFactory = static _ => 1 };
        var all = new Option<bool>("--all") { Description = "Every segment." };
        var command = new DocumentedCommand("show", "X12 as a tree with names, 40 segments a screen, with what is wrong beside each segment.", DocumentedCommand.Exchanging,
            new Example("x12 show samples/x12/claims.837", "the first 40 segments"),
            new Example("x12 show samples/x12/claims.837 --claim QH1001", "one claim and what it stands under"))
        {
            file, claim, screen, all,
        };
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(file)!;
            int number = parsed.GetValue(screen);
            if (number < 1) throw new UnusableException($"--screen: {number} is below 1; screens are counted from 1");
            var findings = new Findings();
            using var reader = X12Input.Open(path, session, findings);
            IEnumerable<ShownSegment> shown;
            int more = 0;
            var tree = new SegmentTree(reader);
            if (parsed.GetValue(claim) is { } id)
            {
                shown = ClaimPath.Of(tree, id);
                if (!shown.Any())
                {
                    X12Input.NeedsInterchange(reader, path);
                    throw new UnusableException($"--claim: {X12Input.Name(path)} has no claim \"{id}\"; x12 show without it lists the file");
                }
            }
            else if (parsed.GetValue(all)) shown = tree.Segments();
            else
            {
                int first = (number - 1) * Screen;
                var list = tree.Segments().Skip(first).Take(Screen + 1).ToList();
                more = list.Count > Screen ? 1 : 0;
                shown = list.Take(Screen);
                if (list.Count == 0 && number > 1) throw new UnusableException($"--screen: {X12Input.Name(path)} has no segment {first + 1}; it ends on an earlier screen");
            }
            bool json = parsed.GetValue(session.Json);
            if (json) session.Terminal.Json(writer => Write(writer, shown));
            else Show(session.Terminal, shown, more > 0 ? number + 1 : 0);
            X12Input.NeedsInterchange(reader, path);
            return 0;
        });
        return command;
    }

    static void Show(Terminal terminal, IEnumerable<ShownSegment> segments, int next)
    {
        foreach (var segment in segments)
        {
            string indent = new(' ', 2 * Math.Min(segment.Depth, 12));
            foreach (var (loop, words, depth) in segment.Begins) terminal.Heading($"{"",7}{new string(' ', 2 * Math.Min(depth, 12))}{loop}  {words}");
            string text = segment.Text.Length > 300 ? segment.Text[..300] + "…" : segment.Text;
            string line = $"{segment.Number,5}  {indent}{text}";
            terminal.Lines([segment.Words.Length > 0 && line.Length + segment.Words.Length + 3 <= terminal.Width ? line.PadRight(terminal.Width - segment.Words.Length - 1) + " " + segment.Words : line]);
            foreach (var finding in segment.Findings) terminal.Paragraph(finding.Segment == segment.Number ? finding.Message : $"segment {finding.Segment}: {finding.Message}", $"{"",7}{indent}{X12CheckCommand.Sign(finding.Severity)} ", $"{"",9}{indent}");
        }
        if (next > 0) terminal.Paragraph($"more follows: --screen {next}, or --all");
    }

    static void Write(Utf8JsonWriter json, IEnumerable<ShownSegment> segments)
    {
        json.WriteStartArray("segments");
        foreach (var segment in segments)
        {
            json.WriteStartObject();
            json.WriteNumber("segment", segment.Number);
            json.WriteString("loop", segment.Loop);
            json.WriteNumber("depth", segment.Depth);
            json.WriteString("text", segment.Text);
            json.WriteString("name", segment.Words);
            json.WriteStartArray("findings");
            foreach (var finding in segment.Findings) X12CheckCommand.Finding(json, finding);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
