using System.CommandLine;

namespace Quarterhour.Cli;

/// <summary>The command line: one file a command.</summary>
static class Root
{
    public static int Run(string[] args)
    {
        var root = new RootCommand("Outpatient therapy billing that shows its work.");
        root.Subcommands.Add(Bills.BillCommand.Create());
        return root.Parse(args).Invoke();
    }
}
