using System.CommandLine;

namespace Quarterhour.Cli;

/// <summary><c>serve</c>, <c>demo</c>, <c>mcp</c>, <c>rates queue</c>: listed here for help and completion; the launcher hands them to the web application, a program of its own, so that no other command carries it.</summary>
static class WebCommands
{
    public static readonly Func<Command>[] All =
    [
        () => Listed("serve", "Your facility in the browser, on this machine only.", new Example("serve", "at http://localhost:4715, and opens your browser there"), new Example("serve --port 8080 --no-browser", "at another port; you open it yourself")),
        () => Listed("demo", "The same with a made-up facility, gone when it ends.", new Example("demo", "opens it in your browser")),
        () => Listed("mcp", "The tools for assistants, on standard input and output (Model Context Protocol).", new Example("mcp", "for the configuration of your assistant: command quarterhour, argument mcp")),
    ];

    /// <summary>Stands under <c>rates</c>.</summary>
    public static Command Queue() => Listed("queue", "The queue of rate files in the browser: what waits, what is worked on, what failed and why.",
        new Example("rates queue --db \"Host=db;Database=rates;Username=rates\"", "on this machine, and opens your browser there"));

    static DocumentedCommand Listed(string name, string says, params Example[] examples)
    {
        var command = new DocumentedCommand(name, says, DocumentedCommand.InBrowser, examples);
        if (name != "mcp")
        {
            command.Add(new Option<string?>("--port") { Description = "The port on this machine; 0 takes any that is free.", HelpName = "N" });
            command.Add(new Option<bool>("--no-browser") { Description = "Opens no browser." });
        }
        if (name == "queue") command.Add(new Option<string?>("--db") { Description = "Connection string of the PostgreSQL database that holds the queue.", HelpName = "CONNECTION" });
        if (name == "serve")
        {
            command.Add(new Option<string?>("--db") { Description = "Records in a PostgreSQL, as Host=...;Database=...; else in practice.db of the data folder.", HelpName = "CONNECTION" });
            command.Add(new Option<string?>("--knowledge") { Description = "public: codes, rules and prices need no account; or private.", HelpName = "WORD" });
        }
        command.SetAction(int (_) => throw new UnusableException($"{name}: the web application is a program of its own, quarterhour-web, which stands beside this one; start it with ./quarterhour {(name == "queue" ? "rates queue" : name)}"));
        return command;
    }
}
