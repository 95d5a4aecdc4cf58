using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Quarterhour.Billing;
using Quarterhour.Formats.Visits;
using Quarterhour.Reference.Packed;
using Quarterhour.Reference.Store;

namespace Quarterhour.Cli;

/// <summary>The command line: one file a command.</summary>
static class Root
{
    const int Unusable = 2, Fault = 3;

    /// <summary>Runs one command line.</summary>
    /// <returns>0 all well; 1 something needs a person; 2 the input could not be used; 3 a fault of the program.</returns>
    public static int Run(string[] args, Terminal terminal)
    {
        try
        {
            int status = Invoke(args, terminal);
            terminal.Out.Flush();
            return status;
        }
        catch (UnusableException wrong)
        {
            return Refuse(wrong.Message, args, terminal);
        }
        catch (Exception wrong) when (wrong is UnusableFolderException or UnusablePackedFileException)
        {
            return Refuse(wrong.Message, args, terminal);
        }
        catch (UnwritableException wrong)
        {
            if (wrong.ReaderLeft) return 0;
            terminal.Error.WriteLine($"quarterhour: {wrong.Message}");
            return Unusable;
        }
        catch (UnusableInputException wrong)
        {
            return Refuse(wrong.Message, args, terminal);
        }
#pragma warning disable CA1031 // the last stop: a person gets one line, not a stack trace
        catch (Exception fault)
#pragma warning restore CA1031
        {
            terminal.Error.WriteLine($"quarterhour: a fault of the program, not of your input: {fault.GetType().Name}: {fault.Message.ReplaceLineEndings(" ")}; please report it with the command line");
            if (Environment.GetEnvironmentVariable("QUARTERHOUR_TRACE") == "1") terminal.Error.WriteLine(fault);
            return Fault;
        }
    }

    static int Invoke(string[] args, Terminal terminal)
    {
        var session = new Session(terminal);
        var root = Command(session, args);
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        // a command that takes codes or files would swallow a mistyped option as one of them
        foreach (var token in parsed.Tokens)
            if (token.Type == TokenType.Argument && token.Value.StartsWith("--", StringComparison.Ordinal)) throw new UnusableException(NotKnown(token.Value, parsed, root));
        if (parsed.Action is ParseErrorAction) throw new UnusableException(Wrong(parsed, root));
        // not for help, which must work with whatever is set
        if (parsed.Action == parsed.CommandResult.Command.Action && parsed.CommandResult.Command.Name != "import") session.DataFolder(parsed);
        return parsed.Invoke(new() { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    static RootCommand Command(Session session, string[] args)
    {
        var root = new RootCommand("Outpatient therapy billing that shows its work.")
        {
            session.Json, session.Data,
        };
        var asked = Array.Find(CommandList.All, command => args.Length > 0 && command.Name == args[0]);
        if (asked.Create is not null) root.Add(asked.Create(session));
        else
        {
            foreach (var (_, create) in CommandList.All) root.Add(create(session));
            foreach (var create in CommandList.Elsewhere) root.Add(create());
        }
        root.SetAction(static int (_) => throw new UnusableException("a command is missing; quarterhour --help lists them"));
        foreach (var option in root.Options)
            if (option is HelpOption help) (help.Action, help.Description) = (new HelpPage(session), "This page, or a command's own.");
            else if (option is VersionOption version) (version.Action, version.Description) = (new VersionLine(session), "The program's version.");
        return root;
    }

    /// <summary>What the parser found, in our words where it has a better one.</summary>
    static string Wrong(ParseResult parsed, RootCommand root)
    {
        var command = parsed.CommandResult.Command;
        string help = command == root ? "quarterhour --help" : $"quarterhour {HelpPage.Words(command)} --help";
        return parsed.UnmatchedTokens is [var token, ..] ? NotKnown(token, parsed, root) : $"{parsed.Errors[0].Message.TrimEnd('.')}; see {help}";
    }

    static string NotKnown(string token, ParseResult parsed, RootCommand root)
    {
        var command = parsed.CommandResult.Command;
        string help = command == root ? "quarterhour --help" : $"quarterhour {HelpPage.Words(command)} --help";
        var known = token.StartsWith('-')
            ? command.Options.Concat(root.Options.Where(option => option.Recursive)).Select(option => option.Name)
            : command.Subcommands.Select(sub => sub.Name);
        string what = token.StartsWith('-') ? "an option" : command == root ? "a command" : "understood";
        string instead = Spelling.Nearest(token, known) is { } nearest ? $"did you mean {nearest}? See" : "see";
        return $"\"{token}\" is not {what}{(command == root ? "" : $" of {HelpPage.Words(command)}")}; {instead} {help}";
    }

    static int Refuse(string message, string[] args, Terminal terminal)
    {
        terminal.Error.WriteLine($"quarterhour: {message}");
        if (!args.Contains("--json")) return Unusable;
        try
        {
            terminal.Json(json => json.WriteString("error", message));
        }
        catch (UnwritableException)
        {
            // standard error has said it
        }
        return Unusable;
    }

    sealed class VersionLine(Session session) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            session.Terminal.Out.WriteLine($"quarterhour {typeof(Root).Assembly.GetName().Version!.ToString(3)}");
            return 0;
        }
    }
}
