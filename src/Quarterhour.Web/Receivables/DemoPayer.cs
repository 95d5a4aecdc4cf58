using Microsoft.EntityFrameworkCore;
using Quarterhour.Billing.Tables;
using Quarterhour.Practice.Rows;
using Quarterhour.Simulation;
using Quarterhour.Web.Desk;

namespace Quarterhour.Web.Receivables;

/// <summary>The demo's payers: they read what was sent, and answer as payers do. Only the demo reaches this.</summary>
static class DemoPayer
{
    /// <summary>Answers to every file that has none yet: 999, 277CA and two 835s for each payer in it.</summary>
    public static IReadOnlyList<(string Name, byte[] Content)> Answers(RequestDesk desk, ReferenceTables tables)
    {
        using var all = desk.Office.Open(null);
        var answers = new List<(string, byte[])>();
        foreach (string hash in all.Submissions.AsNoTracking().Where(static row => row.State == ClaimState.Sent).Select(static row => row.Hash).Distinct().ToList())
        {
            if (all.Files.AsNoTracking().FirstOrDefault(row => row.Hash == hash) is not { } file) continue;
            string[] payers = [.. all.Claims.AsNoTracking().Where(claim => all.SubmittedClaims.Any(sent => sent.Claim == claim.Number && all.Submissions.Any(row => row.Id == sent.Submission && row.Hash == hash))).Select(static claim => claim.PayerNumber).Distinct().Order()];
            int seed = Seed(file.Name);
            bool first = true;
            foreach (string number in payers)
            {
                var payer = new SimulatedPayer(file.Content, seed++, tables, desk.Today, number.ToUpperInvariant());
                if (first) answers.Add(($"{file.Name}.999", payer.Acknowledgment()));
                first = false;
                answers.Add(($"{number}.277", payer.ClaimAcknowledgment()));
                answers.Add(($"{number}-1.835", payer.FirstRemittance()));
                if (payer.HasSecond) answers.Add(($"{number}-2.835", payer.SecondRemittance()));
            }
        }
        return answers;
    }

    static int Seed(string name) => name.Aggregate(17, static (sum, letter) => (sum * 31 + letter) % 1_000_003);
}
