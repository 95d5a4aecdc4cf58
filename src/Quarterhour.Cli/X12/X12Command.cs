using System.CommandLine;

namespace Quarterhour.Cli.X12;

/// <summary><c>x12</c>: files of claims, payments and answers as they are exchanged.</summary>
static class X12Command
{
    public static Command Create(Session session)
    {
        var command = new DocumentedCommand("x12", "Reads, checks, shows, converts and answers healthcare X12: 837, 835, 999, 277, 270, 271 and any other.", DocumentedCommand.Exchanging,
            new Example("x12 check samples/x12/claims.837", "envelope, structure, elements, sums, situations: what a receiver would reject, and where"),
            new Example("x12 show samples/x12/claims.837 --claim QH1001", "one claim as a tree with names"),
            new Example("x12 to-json samples/x12/remit.835", "the whole file as JSON, nothing lost"))
        {
            X12CheckCommand.Create(session), X12ShowCommand.Create(session), X12ToJsonCommand.Create(session), X12FromJsonCommand.Create(session), X12AckCommand.Create(session),
        };
        command.SetAction(static int (_) => throw new UnusableException("x12: say what to do: check, show, to-json, from-json or ack; quarterhour x12 --help tells more"));
        return command;
    }
}
