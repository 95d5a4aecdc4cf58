using System.CommandLine;

namespace Quarterhour.Cli.Remittances;

/// <summary><c>remit FILE…</c>: what a payer paid, what it refused, and whether its sums come out.</summary>
static class RemitCommand
{
    public static Command Create(Session session)
    {
        var files = new Argument<string[]>("FILE") { Description = "835 remittances of any size. - reads standard input.", Arity = ArgumentArity.OneOrMore };
        var denials = new Option<bool>("--denials") { Description = "The worklist: what was refused, by cause, the largest sum first, with what to do." };
        var post = new Option<bool>("--post") { Description = "Post it to the records of the data folder: each payment once, all of it or nothing." };
        var store = new Store.StoreOption(session);
        var command = new DocumentedCommand("remit", "Reads a remittance (835): payments, whether they balance, denials with cause and fix.", DocumentedCommand.Billing,
            new Example("remit samples/x12/remit.835", "what was paid, what is the patient's, what was refused"),
            new Example("remit samples/x12/remit.835 --denials", "the worklist: what to do about each refusal"),
            new Example("remit era.835 --post --data clinic", "post it to the clinic's claims"))
        {
            files, denials, post, store.Database,
        };
        command.SetAction(parsed => new RemitRun(session, parsed.GetValue(files)!, parsed.GetValue(denials), parsed.GetValue(post) ? new(store, parsed) : null).Run(parsed.GetValue(session.Json)));
        return command;
    }
}
