using System.CommandLine;
using System.Globalization;
using Quarterhour.X12;

namespace Quarterhour.Cli.X12;

/// <summary><c>x12 ack FILE</c>: a 999 that answers each group, or a TA1 that answers each interchange.</summary>
static class X12AckCommand
{
    public static Command Create(Session session)
    {
        var file = new Argument<string>("FILE") { Description = "What is answered. - reads standard input." };
        var to = new Option<string?>("--out") { Description = "Write to FILE instead of standard output.", HelpName = "FILE" };
        var control = new Option<int>("--control") { Description = "Control number of the first interchange written. 1 without it.", HelpName = "N", DefaultValueFactory = static _ => 1 };
        var ta1 = new Option<bool>("--ta1") { Description = "Answer the interchange with a TA1 instead." };
        var profile = new Option<string?>("--profile") { Description = "A receiver's profile as JSON: severities, and rules of its own.", HelpName = "FILE" };
        var command = new DocumentedCommand("ack", "Answers X12 with a 999: which transactions are accepted, and segment and element of each error.", DocumentedCommand.Exchanging,
            new Example("x12 ack samples/x12/claims.837", "the 999 that a receiver would send back"))
        {
            file, to, control, ta1, profile,
        };
        command.SetAction(parsed => Run(session, parsed.GetValue(file)!, parsed.GetValue(to), parsed.GetValue(control), parsed.GetValue(ta1), parsed.GetValue(profile), parsed.GetValue(session.Json)));
        return command;
    }

    static int Run(Session session, string path, string? to, int control, bool ta1, string? profile, bool json)
    {
        if (control is < 1 or > 999_999_999) throw new UnusableException($"--control: {control} is not between 1 and 999999999");
        using var output = to is null ? null : OutFile.Create(to, path);
        var made = new MemoryStream();
        var answers = new List<(Group Group, Acknowledgment Answer)>();
        bool accepted = ta1 ? Interchanges(session, path, control, made) : Groups(session, path, control, made, profile is null ? new() : new CheckOptions { Profile = ProfileFile.Read(profile) }, answers);
        if (output is not null)
        {
            made.WriteTo(output.Stream);
            output.Keep();
        }
        if (json) Write(session.Terminal, answers, made, to is null);
        else if (to is null)
        {
            session.Terminal.Out.Flush();
            made.WriteTo(session.Terminal.Output);
            session.Terminal.Output.Flush();
        }
        return accepted ? 0 : 1;
    }

    static bool Groups(Session session, string path, int control, MemoryStream made, CheckOptions options, List<(Group, Acknowledgment)> answers)
    {
        X12Reader? reader = null;
        var maker = new AcknowledgmentMaker(findings => reader = X12Input.Open(path, session, findings), options);
        using var closes = reader;
        var writer = new X12Writer(made);
        Interchange? answered = null;
        int group = 0;
        while (maker.Next() is { } answer)
        {
            var now = session.Terminal.Clock.GetLocalNow();
            if (!ReferenceEquals(answered, maker.Interchange))
            {
                answered = maker.Interchange!;
                writer.Begin(Back(answered, now, control++));
            }
            writer.Begin(new Group
            {
                Code = "FA", Sender = maker.Group!.Receiver, Receiver = maker.Group.Sender, Date = now.ToString("yyyyMMdd", CultureInfo.InvariantCulture), Time = now.ToString("HHmm", CultureInfo.InvariantCulture),
                Control = (++group).ToString(CultureInfo.InvariantCulture), Version = "005010X231A1",
            });
            answer.Write(writer);
            answers.Add((maker.Group, answer));
        }
        writer.EndAll();
        X12Input.NeedsInterchange(reader!, path);
        if (answers.Count == 0) throw new UnusableException($"{X12Input.Name(path)}: holds no group to answer; acknowledgments are not acknowledged");
        return answers.TrueForAll(static one => one.Item2.IsAccepted);
    }

    static bool Interchanges(Session session, string path, int control, MemoryStream made)
    {
        var heard = new List<Finding>();
        using var reader = X12Input.Open(path, session, new Findings { Each = heard.Add });
        var headers = new List<Interchange>();
        while (reader.Read())
            if (reader.Code == Tag.ISA) headers.Add(reader.Interchange!);
        X12Input.NeedsInterchange(reader, path);
        var writer = new X12Writer(made);
        bool accepted = true;
        var now = session.Terminal.Clock.GetLocalNow();
        for (int i = 0; i < headers.Count; i++)
        {
            var answer = InterchangeAnswer.Of(headers[i], heard.Where(one => one.Interchange == i + 1));
            writer.Begin(Back(headers[i], now, control++));
            answer.Write(writer);
            accepted &= answer.Code == "A";
        }
        writer.EndAll();
        return accepted;
    }

    static Interchange Back(Interchange header, DateTimeOffset now, int control) => new()
    {
        SenderQualifier = header.ReceiverQualifier, Sender = header.Receiver, ReceiverQualifier = header.SenderQualifier, Receiver = header.Sender,
        Date = now.ToString("yyMMdd", CultureInfo.InvariantCulture), Time = now.ToString("HHmm", CultureInfo.InvariantCulture), Control = control.ToString("000000000", CultureInfo.InvariantCulture), Usage = header.Usage is "T" ? "T" : "P",
    };

    static void Write(Terminal terminal, List<(Group Group, Acknowledgment Answer)> answers, MemoryStream made, bool whole) => terminal.Json(json =>
    {
        json.WriteStartArray("groups");
        foreach (var (group, answer) in answers)
        {
            json.WriteStartObject();
            json.WriteString("code", group.Code);
            json.WriteString("control", group.Control);
            json.WriteString("answer", answer.Code);
            json.WriteNumber("received", answer.Received);
            json.WriteNumber("accepted", answer.Accepted);
            json.WriteStartArray("transactions");
            foreach (var one in answer.Transactions)
            {
                json.WriteStartObject();
                json.WriteString("set", one.Set);
                json.WriteString("control", one.Control);
                json.WriteString("answer", one.Code);
                json.WriteNumber("errors", one.Errors.Count);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (whole) json.WriteString("x12", System.Text.Encoding.ASCII.GetString(made.GetBuffer(), 0, (int)made.Length));
    });
}
