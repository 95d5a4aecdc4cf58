using System.CommandLine;
using System.Text.Json;
using Quarterhour.X12;

namespace Quarterhour.Cli.X12;

/// <summary><c>x12 from-json FILE</c>: X12 of what <c>to-json</c> wrote, or a program that knows its form.</summary>
static class X12FromJsonCommand
{
    public static Command Create(Session session)
    {
        var file = new Argument<string>("FILE") { Description = "JSON in the form of x12 to-json. - reads standard input." };
        var to = new Option<string?>("--out") { Description = "Write to FILE instead of standard output.", HelpName = "FILE" };
        var basic = new Option<bool>("--basic") { Description = "Allow the basic character set only: capitals, digits, a few marks." };
        var lines = new Option<bool>("--lines") { Description = "Each segment on a line of its own." };
        var command = new DocumentedCommand("from-json", "X12 of JSON in the form of x12 to-json: counts and control numbers are made, data that X12 can't carry is refused.", DocumentedCommand.Exchanging,
            new Example("x12 from-json samples/x12/remit.json", "to standard output"))
        {
            file, to, basic, lines,
        };
        command.SetAction(parsed => Run(session, parsed.GetValue(file)!, parsed.GetValue(to), parsed.GetValue(basic), parsed.GetValue(lines), parsed.GetValue(session.Json)));
        return command;
    }

    static int Run(Session session, string path, string? to, bool basic, bool lines, bool asJson)
    {
        using var input = path == "-" ? session.Terminal.Input : Given.File(path);
        using var output = to is null ? null : OutFile.Create(to, path);
        // a file gets its name when it is whole; what goes to standard output or to a device is held until then, so that nothing half goes out
        var made = new MemoryStream();
        Stream target = output is { IsDevice: false } ? new BufferedStream(output.Stream, 1 << 16) : made;
        var writer = new X12Writer(target, basic ? CharacterSet.Basic : CharacterSet.Extended, lines);
        try
        {
            X12Json.Read(input, writer);
            target.Flush();
        }
        catch (JsonException wrong)
        {
            throw new UnusableException($"{X12Input.Name(path)}:{(wrong.LineNumber ?? 0) + 1}: not JSON at byte {(wrong.BytePositionInLine ?? 0) + 1} of the line; look for a comma, quote or bracket that is missing or too many, or an end that is cut off");
        }
        catch (Exception wrong) when (wrong is FormatException or X12DataException)
        {
            throw new UnusableException($"{X12Input.Name(path)}: {wrong.Message.ReplaceLineEndings(" ").TrimEnd('.')}");
        }
        catch (IOException) when (target == made && made.Length > Array.MaxLength - (1 << 20))
        {
            throw new UnusableException($"{X12Input.Name(path)}: more than 2 GB of X12 can't be held for standard output; write it to a file with --out");
        }
        if (output is not null)
        {
            if (output.IsDevice) made.WriteTo(output.Stream);
            output.Keep();
            if (asJson) session.Terminal.Json(json => json.WriteNumber("bytes", writer.Length));
        }
        else if (asJson) session.Terminal.Json(json => json.WriteString("x12", System.Text.Encoding.Latin1.GetString(made.GetBuffer(), 0, (int)made.Length)));
        else
        {
            session.Terminal.Out.Flush();
            made.WriteTo(session.Terminal.Output);
            session.Terminal.Output.Flush();
        }
        return 0;
    }
}
