using System.CommandLine;
using Quarterhour.Billing.Denials;
using Quarterhour.Formats.Denials;
using Quarterhour.Formats.Documents;

namespace Quarterhour.Cli.Remittances;

/// <summary><c>denial</c>: what an adjustment code means for a therapy claim, and what to do.</summary>
static class DenialCommand
{
    public static Command Create(Session session)
    {
        var code = new Argument<string?>("CODE") { Description = "A reason or remark code, for example 97 or N822; without it all are listed.", Arity = ArgumentArity.ZeroOrOne };
        code.CompletionSources.Add(static _ => DenialBook.All.Select(static one => one.Code));
        var command = new DocumentedCommand("denial", "What a denial's code means, what to do, who owes, and which edit would have told.", DocumentedCommand.LookingUp,
            new Example("denial 97", "cause, fix, deadline, who owes by group"),
            new Example("denial", "all of them"))
        {
            code,
        };
        command.SetAction(parsed => Run(session, parsed.GetValue(code), parsed.GetValue(session.Json)));
        return command;
    }

    static int Run(Session session, string? code, bool json)
    {
        if (code is null)
        {
            if (!json) session.Terminal.Show(DenialDocument.All());
            else
                session.Terminal.Json(static writer =>
                {
                    writer.WriteStartArray("denials");
                    foreach (var one in DenialBook.All)
                    {
                        writer.WriteStartObject();
                        DenialDocument.WriteJson(writer, one);
                        writer.WriteEndObject();
                    }
                    writer.WriteEndArray();
                });
            return 0;
        }
        // people write CO-97 and CARC 97 as remittances print them
        string bare = code.ToUpperInvariant().Split(' ', '-')[^1];
        if (DenialBook.Find(bare) is not { } denial)
            throw new UnusableException($"denial: \"{code}\" is not explained here; quarterhour denial lists what is. X12 publishes what each code stands for");
        if (json) session.Terminal.Json(writer => DenialDocument.WriteJson(writer, denial));
        else session.Terminal.Show(DenialDocument.Of(denial));
        return 0;
    }
}
