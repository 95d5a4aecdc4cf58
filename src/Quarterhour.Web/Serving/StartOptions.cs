using System.Globalization;
using System.Net;

namespace Quarterhour.Web.Serving;

/// <summary>The command line of <c>serve</c>, <c>demo</c>, <c>mcp</c> and <c>rates queue</c>.</summary>
/// <param name="Command">Which of the four.</param>
/// <param name="Port">The port on this machine; 0 for any that is free.</param>
/// <param name="Browser">A browser is opened.</param>
/// <param name="Data">The folder of all state.</param>
/// <param name="Database">A PostgreSQL; null for the file of the data folder.</param>
/// <param name="KnowledgeIsPublic">Codes, rules and prices need no account.</param>
/// <param name="Help">Only the page about the command is asked for.</param>
sealed record StartOptions(string Command, int Port, bool Browser, string Data, string? Database, bool KnowledgeIsPublic, bool Help)
{
    /// <summary>The variable that holds the password of the certificate's key: an argument could be read by everybody on the machine.</summary>
    public const string PasswordVariable = "QUARTERHOUR_CERTIFICATE_PASSWORD";

    /// <summary>Where it listens; this machine alone where not told.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>PEM or PFX; null for none.</summary>
    public string? Certificate { get; init; }

    /// <summary>The file of its key, where that stands apart.</summary>
    public string? CertificateKey { get; init; }

    /// <summary>A file whose first line is the password.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>The folder of payers' rates as Parquet; null for <c>rates</c> in the data folder.</summary>
    public string? Rates { get; init; }

    /// <summary>The password of the certificate's key; null for none.</summary>
    public string? Password => PasswordFile is { } file ? File.ReadLines(file).FirstOrDefault() : Environment.GetEnvironmentVariable(PasswordVariable) is { Length: > 0 } word ? word : null;

    /// <summary>The command that shows the rate files' queue, behind <c>rates</c>.</summary>
    public const string Queue = "queue";

    const string RatesWord = "rates";

    /// <summary>The usual port.</summary>
    public const int UsualPort = 4715;

    /// <exception cref="UnusableException">A word is not understood.</exception>
    public static StartOptions Of(IReadOnlyList<string> args)
    {
        bool queue = args is [RatesWord, Queue, ..];
        string command = queue ? Queue : args.Count > 0 ? args[0] : "";
        if (command is not ("serve" or "demo" or "mcp") && !queue) throw new UnusableException($"\"{command}\" is not a command of the web application; write serve, demo or mcp");
        string words = queue ? $"{RatesWord} {Queue}" : command;
        (int port, bool browser, string? data, string? database, bool open, bool help) = (UsualPort, true, null, null, true, false);
        (string? address, string? certificate, string? key, string? passwordFile, string? rates) = (null, null, null, null, null);
        for (int at = queue ? 2 : 1; at < args.Count; at++)
        {
            string word = args[at];
            string? value = word.IndexOf('=', StringComparison.Ordinal) is > 0 and var sign && word.StartsWith("--", StringComparison.Ordinal) ? word[(sign + 1)..] : null;
            switch (value is null ? word : word[..^(value.Length + 1)])
            {
                case "--help" or "-h" or "-?": help = true; break;
                case "--no-browser" when command != "mcp" && value is null: browser = false; break;
                case "--port" when command != "mcp": port = Port_(value ?? Next(word)); break;
                case "--address" when command is "serve" or "demo": address = value ?? Next(word); break;
                case "--certificate" when command == "serve": certificate = value ?? Next(word); break;
                case "--certificate-key" when command == "serve": key = value ?? Next(word); break;
                case "--certificate-password-file" when command == "serve": passwordFile = ExistingFile(value ?? Next(word), "--certificate-password-file"); break;
                case "--rates" when command is "serve" or "demo": rates = value ?? Next(word); break;
                case "--db" when command is "serve" or Queue: database = Connection(value ?? Next(word)); break;
                case "--knowledge" when command == "serve": open = Public(value ?? Next(word)); break;
                case "--data" when !queue: data = Existing(value ?? Next(word), "--data"); break;
                default: throw new UnusableException($"\"{word}\" is not an option of {words}; see quarterhour {words} --help");
            }

            string Next(string option) => ++at < args.Count ? args[at] : throw new UnusableException($"{option} needs a value; see quarterhour {words} --help");
        }
        if (queue && database is null && !help) throw new UnusableException("rates queue: the database that holds the queue is not named; write --db \"Host=...;Database=...\"");
        if (certificate is null && (key ?? passwordFile) is not null) throw new UnusableException("--certificate: the certificate itself is not named");
        return new(command, port, browser, data ?? UsualFolder(), database, open, help) { Address = At(address, certificate is not null, command), Certificate = certificate, CertificateKey = key, PasswordFile = passwordFile, Rates = rates };
    }

    static string Connection(string text) => text.Contains("Host=", StringComparison.OrdinalIgnoreCase) ? text : throw new UnusableException("--db: a PostgreSQL is named as Host=...;Database=...; without --db the records stand in the data folder");

    static bool Public(string text) => text switch { "public" => true, "private" => false, _ => throw new UnusableException($"--knowledge: \"{text}\" is neither public nor private") };

    static int Port_(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port <= IPEndPoint.MaxPort ? port
        : throw new UnusableException($"--port: \"{text}\" is not a port; write a number from 0 (any that is free) to {IPEndPoint.MaxPort}");

    /// <summary>Without TLS nothing else may reach it.</summary>
    static IPAddress At(string? text, bool secured, string command)
    {
        if (text is null or "localhost") return IPAddress.Loopback;
        if (!IPAddress.TryParse(text, out var address)) throw new UnusableException($"--address: \"{text}\" is not an address of this machine; write 0.0.0.0 for all of them, or one");
        if (IPAddress.IsLoopback(address) || secured) return address;
        throw new UnusableException(command == "demo" ? $"--address: {text} can be reached from other machines, and the demo asks nobody for a password: it stays on this machine"
            : $"--address: {text} can be reached from other machines, and without TLS what is sent there can be read on the way; name a certificate: --certificate FILE, as PEM with --certificate-key FILE, or as PFX; its password stands in {PasswordVariable} or in --certificate-password-file FILE");
    }

    static string ExistingFile(string file, string where) => File.Exists(file) ? file : throw new UnusableException($"{where}: there is no file {file}");

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

        """ : command == Queue ? $"""
        quarterhour rates queue: the queue of rate files in the browser, on this machine only: what waits, what is worked on, what failed and why.

        Examples
          quarterhour rates queue --db "Host=db;Database=rates;Username=rates"
              at http://localhost:{UsualPort}, and opens your browser there

        Options
          --db CONNECTION The PostgreSQL database that holds the queue.
          --port N        The port; 0 takes any that is free. {UsualPort} without it.
          --no-browser    Opens no browser.

        A file that failed can be tried again there, and one that nobody wants taken out. Ctrl-C ends it.

        """ : $"""
        quarterhour {command}: {(command == "demo" ? "a made-up facility" : "your facility")} in the browser{(command == "demo" ? ", on this machine only" : "")}.

        Examples
          quarterhour {command}
              at http://localhost:{UsualPort}, and opens your browser there
          quarterhour {command} --port 8080 --no-browser
              at another port; you open it yourself
        {(command == "demo" ? "" : Secured)}
        Options
          --port N        The port; 0 takes any that is free. {UsualPort} without it.
          --no-browser    Opens no browser.
          --data DIR      Folder of all that is kept; else QUARTERHOUR_DATA, else your own data folder.
          --rates DIR     Payers' rates as rates convert has written them; else rates in the data folder.
        {(command == "demo" ? "" : ServeAlone)}
        {(command == "demo" ? "Its records are made up, and gone when it ends. Ctrl-C ends it." : "The first visitor makes the owner's account, with a code that the terminal shows. Ctrl-C ends it.")}

        """;

    const string Secured = """
          quarterhour serve --address 0.0.0.0 --port 443 --certificate clinic.pem --certificate-key clinic.key
              for the whole office, at https://

        """;

    const string ServeAlone = """
          --db CONNECTION Records in a PostgreSQL, as Host=...;Database=...; else in practice.db of the data folder.
          --knowledge W   public (codes, rules and prices need no account) or private; public without it.
          --address A     Listens there, not on this machine alone: 0.0.0.0 for every address. Needs a certificate.
          --certificate F PEM or PFX: then it speaks https alone, under the certificate's names.
          --certificate-key F
                          The key of a PEM, where it stands in a file of its own.
          --certificate-password-file F
                          Its first line is the key's password; else QUARTERHOUR_CERTIFICATE_PASSWORD.

        """;
}
