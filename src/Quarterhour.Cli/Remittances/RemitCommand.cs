using System.CommandLine;

namespace Quarterhour.Cli.Remittances;

/// <summary><c>remit FILE…</c>: what a payer paid, what it refused, and whether its sums come out.</summary>
static class RemitCommand
{
    public static Command Create(Session session)
    {
        var files = new Argument<string[]>("FILE") { Description = "835 remittances of any size. - reads standard input.", Arity = ArgumentArity.OneOrMore };
        var denials = new Option<bool>("--denials") { Description = "The worklist: what was refused, by cause, the largest sum first, with what to do." };
        var command = new DocumentedCommand("remit", "Reads a remittance (835): payments, whether they balance, denials with cause and fix.", DocumentedCommand.Billing,
            new Example("remit samples/x12/remit.835", "what was paid, what is the patient's, what was refused"),
            new Example("remit samples/x12/remit.835 --denials", "the worklist: what to do about each refusal"))
        {
            files, denials,
        };
        command.SetAction(parsed => new RemitRun(session, parsed.GetValue(files)!, parsed.GetValue(denials)).Run(parsed.GetValue(session.Json)));
        return command;
    }
}
