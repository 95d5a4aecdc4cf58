using System.CommandLine;
using Quarterhour.Reference;

namespace Quarterhour.Cli;

/// <summary><c>data</c>: what is covered, and what is missing.</summary>
static class DataCommand
{
    public static Command Create(Session session)
    {
        var command = new DocumentedCommand("data", "What is covered: tables, their dates and gaps, rules, payers, codes, and how sure.", DocumentedCommand.Checking,
            new Example("data", "what answers for today, every table with its release and dates, what is missing"),
            new Example("data --section sources", "the file and the checksum of every table"),
            new Example("data --section rules", "the rules, and how sure each is"),
            new Example("data --json", "all of it for a program"));
        var only = new Option<string?>("--section") { Description = "One section only: today, tables, sources, missing, not-built, rules, doubts, payers or codes.", HelpName = "NAME" };
        command.Add(only);
        command.SetAction(parsed =>
        {
            var loaded = LoadedTables.Describe(session.Tables, session.Stored);
            var missing = LoadedTables.Missing(session.Tables, session.Stored);
            if (parsed.GetValue(session.Json)) session.Terminal.Json(json => RegistryAnswer.Write(json, loaded, missing, session.Tables, session.Today));
            else
            {
                var registry = RegistryAnswer.Of(loaded, missing, session.Tables, session.Today);
                session.Terminal.Show(parsed.GetValue(only) is { } name ? Given.Section(name, registry) : registry.Only("today", "tables", "missing", "not-built"));
            }
            return 0;
        });
        return command;
    }
}
