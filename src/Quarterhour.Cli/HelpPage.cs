using System.CommandLine;
using System.CommandLine.Invocation;
using Quarterhour.Formats;

namespace Quarterhour.Cli;

/// <summary>Help that opens with examples: for the program, and for each command.</summary>
sealed class HelpPage(Session session) : SynchronousCommandLineAction
{
    static readonly Example[] OnMainPage =
    [
        new("units --rule cms 97112:24 97110:23", "how many units these minutes are, and why"),
        new("price --date 2025-06-02 --zip 36104 97530 97110x2 97140-CQ", "what Medicare allows for a visit's lines"),
        new("pair 97530 97116 --date 2025-06-02", "whether two codes may be billed together"),
    ];

    static readonly (string, string)[] Statuses =
    [
        ("0", "all well"), ("1", "something was found that needs a person"), ("2", "the input could not be used; the message says where and what to do"), ("3", "a fault of the program"),
    ];

    Terminal Terminal => session.Terminal;

    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        if (command is RootCommand) Main(command);
        else Of(command);
        return 0;
    }

    void Main(Command root)
    {
        Terminal.Paragraph("Quarterhour: outpatient therapy billing that shows its work. Minutes become units, lines and prices, each with its reason and where that is written.");
        Examples([.. root.Subcommands.OfType<DocumentedCommand>().Where(command => command.Name == "bill").SelectMany(command => command.Examples.Take(1)), .. OnMainPage]);
        foreach (var group in root.Subcommands.GroupBy(command => (command as DocumentedCommand)?.Group ?? DocumentedCommand.Billing))
            Rows(group.Key, group.Select(command => (command.Name, command.Description ?? "")));
        Rows("Options of every command", Options(root));
        Rows("Exit status", Statuses);
        Terminal.Out.WriteLine();
        Terminal.Paragraph("quarterhour COMMAND --help tells more. Quarterhour gives information, not legal or coding advice. CPT codes belong to the American Medical Association.");
    }

    void Of(Command command)
    {
        Terminal.Paragraph($"quarterhour {FullName(command)}: {command.Description}");
        var documented = command as DocumentedCommand;
        if (documented is not null) Examples(documented.Examples);
        foreach (string remark in documented?.Remarks ?? [])
        {
            Terminal.Out.WriteLine();
            Terminal.Paragraph(remark);
        }
        Rows("Commands", command.Subcommands.Select(sub => ($"{command.Name} {sub.Name}", sub.Description ?? "")));
        Rows("Arguments", command.Arguments.Select(argument => (argument.HelpName ?? argument.Name, argument.Description ?? "")));
        Rows("Options", Options(command).Concat(Options(Topmost(command))));
    }

    static Command Topmost(Command command) => command.Parents.OfType<Command>().FirstOrDefault() is { } above ? Topmost(above) : command;

    /// <summary>With the command that it belongs to.</summary>
    public static string FullName(Command command) => command.Parents.OfType<Command>().FirstOrDefault() is { } above and not RootCommand ? $"{above.Name} {command.Name}" : command.Name;

    static IEnumerable<(string, string)> Options(Command command) => command.Options.Where(option => !option.Hidden)
        .Select(option => (option.Name + (option.HelpName is { } value ? " " + value : ""), option.Description ?? ""));

    void Examples(IReadOnlyList<Example> examples)
    {
        if (examples.Count == 0) return;
        Terminal.Out.WriteLine();
        Terminal.Heading("Examples");
        foreach (var example in examples)
        {
            Terminal.Out.WriteLine($"  quarterhour {example.Line}");
            Terminal.Paragraph(example.Does, "      ", "      ");
        }
    }

    void Rows(string heading, IEnumerable<(string Name, string Says)> rows)
    {
        var table = new TextTable(new TextColumn(), new TextColumn());
        foreach (var (name, says) in rows) table.Add("  " + name, says);
        var lines = table.Lines(Terminal.Width).ToList();
        if (lines.Count == 0) return;
        Terminal.Out.WriteLine();
        Terminal.Heading(heading);
        Terminal.Lines(lines);
    }
}
