using System.CommandLine;

namespace Quarterhour.Cli;

/// <summary>A command with what its help opens with.</summary>
/// <param name="name">Its word.</param>
/// <param name="says">One sentence for people.</param>
/// <param name="group">The heading under which the main page lists it.</param>
/// <param name="examples">Command lines without the program's name, each with what it does.</param>
sealed class DocumentedCommand(string name, string says, string group, params IReadOnlyList<Example> examples) : Command(name, says)
{
    public const string Billing = "Bill and price", LookingUp = "Look up", Exchanging = "Exchange files", InBrowser = "In the browser, and for assistants", Checking = "Check the program itself", Shell = "Your shell";

    public string Group => group;

    public IReadOnlyList<Example> Examples => examples;

    /// <summary>More for the command's own page, a paragraph each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}

/// <summary>A command line that works, and what it does.</summary>
readonly record struct Example(string Line, string Does);
