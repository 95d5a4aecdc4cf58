using System.CommandLine;
using Quarterhour.Market;
using Quarterhour.Market.Workers;

namespace Quarterhour.Cli.Rates;

/// <summary><c>rates worker</c>: works on what <c>rates index --enqueue</c> put into the queue.</summary>
static class WorkerCommand
{
    public static Command Create(Session session)
    {
        var database = new Option<string>("--db") { Description = "Connection string of the PostgreSQL database that holds the queue.", HelpName = "CONNECTION", Required = true };
        var atOnce = new Option<int>("--at-once") { Description = "Files at once; one file keeps two cores busy. 1 without it.", HelpName = "N", DefaultValueFactory = static _ => 1 };
        var empty = new Option<bool>("--until-empty") { Description = "End when nothing is left." };
        var silence = new Option<int>("--silence") { Description = "Seconds without a sign after which a worker counts as dead; 30 without it.", HelpName = "S", DefaultValueFactory = static _ => 30 };
        var command = new DocumentedCommand("worker", "Converts rate files from the queue; run as many as you like, on as many machines.", DocumentedCommand.LookingUp,
            new Example("rates worker --db \"Host=db;Database=rates;Username=rates\"", "until it is stopped; a worker that is killed loses nothing"))
        {
            database, atOnce, empty, silence,
        };
        command.SetAction(parsed =>
        {
            int many = parsed.GetValue(atOnce), quiet = parsed.GetValue(silence);
            if (many is < 1 or > 64) throw new UnusableException("--at-once: write 1 to 64");
            if (quiet < 2) throw new UnusableException("--silence: write 2 or more seconds");
            using var stopping = new Interruption();
            try
            {
                var queue = new RateQueue(parsed.GetValue(database)!, TimeSpan.FromSeconds(quiet));
                queue.Work(many, parsed.GetValue(empty), stopping.Token);
                var (waiting, working, done, failed) = queue.Count();
                if (parsed.GetValue(session.Json)) session.Terminal.Json(json =>
                {
                    json.WriteNumber("waiting", waiting);
                    json.WriteNumber("working", working);
                    json.WriteNumber("done", done);
                    json.WriteNumber("failed", failed);
                });
                else session.Terminal.Paragraph($"{done} files done, {waiting} waiting, {working} worked on, {failed} failed");
                return failed > 0 ? 1 : 0;
            }
            catch (MarketException wrong)
            {
                throw new UnusableException(wrong.Message);
            }
        });
        return command;
    }
}
