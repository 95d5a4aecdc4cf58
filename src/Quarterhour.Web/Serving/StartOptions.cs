using System.Globalization;
using System.Net;

namespace Quarterhour.Web.Serving;

/// <summary>The command line of <c>serve</c>, <c>demo</c> and <c>mcp</c>.</summary>
/// <param name="Command">Which of the three.</param>
/// <param name="Port">The port on this machine; 0 for any that is free.</param>
/// <param name="Browser">A browser is opened.</param>
/// <param name="Data">The folder of all state.</param>
/// <param name="Database">A PostgreSQL; null for the file of the data folder.</param>
/// <param name="KnowledgeIsPublic">Codes, rules and prices need no account.</param>
/// <param name="Help">Only the page about the command is asked for.</param>
sealed record StartOptions(string Command, int Port, bool Browser, string Data, string? Database, bool KnowledgeIsPublic, bool Help)
{
    /// <summary>The usual port.</summary>
    public const int UsualPort = 4715;

    /// <exception cref="UnusableException">A word is not understood.</exception>
    public static StartOptions Of(IReadOnlyList<string> args)
    {
        string command = args.Count > 0 ? args[0] : "";
        if (command is not ("serve" or "demo" or "mcp")) throw new UnusableException($"\"{command}\" is not a command of the web application; write serve, demo or mcp");
        (int port, bool browser, string? data, string? database, bool open, bool help) = (UsualPort, true, null, null, true, false);
        for (int at = 1; at < args.Count; at++)
        {
            string word = args[at];
            string? value = word.IndexOf('=', StringComparison.Ordinal) is > 0 and var sign && word.StartsWith("--", StringComparison.Ordinal) ? word[(sign + 1)..] : null;
            switch (value is null ? word : word[..^(value.Length + 1)])
            {
                case "--help" or "-h" or "-?": help = true; break;
                case "--no-browser" when command != "mcp" && value is null: browser = false; break;
                case "--port" when command != "mcp": port = Port_(value ?? Next(word)); break;
                case "--address" when command != "mcp": Loopback(value ?? Next(word)); break;
                case "--db" when command == "serve": database = Connection(value ?? Next(word)); break;
                case "--knowledge" when command == "serve": open = Public(value ?? Next(word)); break;
                case "--data": data = Existing(value ?? Next(word), "--data"); break;
                default: throw new UnusableException($"\"{word}\" is not an option of {command}; see quarterhour {command} --help");
            }

            string Next(string option) => ++at < args.Count ? args[at] : throw new UnusableException($"{option} needs a value; see quarterhour {command} --help");
        }
        return new(command, port, browser, data ?? UsualFolder(), database, open, help);
    }

    static string Connection(string text) => text.Contains("Host=", StringComparison.OrdinalIgnoreCase) ? text : throw new UnusableException("--db: a PostgreSQL is named as Host=...;Database=...; without --db the records stand in the data folder");

    static bool Public(string text) => text switch { "public" => true, "private" => false, _ => throw new UnusableException($"--knowledge: \"{text}\" is neither public nor private") };

    static int Port_(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port <= IPEndPoint.MaxPort ? port
        : throw new UnusableException($"--port: \"{text}\" is not a port; write a number from 0 (any that is free) to {IPEndPoint.MaxPort}");

    /// <summary>Without TLS nothing else may reach it.</summary>
    static void Loopback(string text)
    {
        if (text != "localhost" && !(IPAddress.TryParse(text, out var address) && IPAddress.IsLoopback(address)))
            throw new UnusableException($"--address: {text} can be reached from other machines, and without TLS what is sent there can be read on the way; this version listens on this machine only");
    }

    static string UsualFolder() => Environment.GetEnvironmentVariable("QUARTERHOUR_DATA") is { Length: > 0 } named ? Existing(named, "QUARTERHOUR_DATA")
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "quarterhour");

    static string Existing(string folder, string where) => Directory.Exists(folder) ? folder
        : throw new UnusableException($"{where}: \"{folder}\" is {(File.Exists(folder) ? "a file, not a folder; name the folder" : "no folder; make it, or correct the name")}");

    /// <summary>What <c>--help</c> says.</summary>
    public static string Page(string command) => command == "mcp" ? """
        quarterhour mcp: the tools for assistants, on standard input and output (Model Context Protocol).

        Examples
          quarterhour mcp
              for the configuration of your assistant: command "quarterhour", argument "mcp"

        Options
          --data DIR      Folder of imported tables; else QUARTERHOUR_DATA, else your own data folder.

        It answers about units, bills, prices, codes, pairs and limits. It reads no records and keeps nothing.

        """ : $"""
        quarterhour {command}: {(command == "demo" ? "a made-up facility" : "your facility")} in the browser, on this machine only.

        Examples
          quarterhour {command}
              at http://localhost:{UsualPort}, and opens your browser there
          quarterhour {command} --port 8080 --no-browser
              at another port; you open it yourself

        Options
          --port N        The port; 0 takes any that is free. {UsualPort} without it.
          --no-browser    Opens no browser.
          --data DIR      Folder of all that is kept; else QUARTERHOUR_DATA, else your own data folder.
        {(command == "demo" ? "" : ServeAlone)}
        {(command == "demo" ? "Its records are made up, and gone when it ends. Ctrl-C ends it." : "The first visitor makes the owner's account, with a code that the terminal shows. Ctrl-C ends it.")}

        """;

    const string ServeAlone = """
          --db CONNECTION Records in a PostgreSQL, as Host=...;Database=...; else in practice.db of the data folder.
          --knowledge W   public (codes, rules and prices need no account) or private; public without it.

        """;
}
