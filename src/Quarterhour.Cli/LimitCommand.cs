using System.CommandLine;
using Quarterhour.Billing.Edits;

namespace Quarterhour.Cli;

/// <summary><c>limit</c>: the most units of a code that CMS thinks likely.</summary>
static class LimitCommand
{
    public static Command Create(Session session)
    {
        var code = new Argument<string>("CODE") { Description = "A code." };
        var date = Given.DateOption("Date of service.", required: true);
        var setting = Given.SettingOption();
        code.CompletionSources.Add(_ => session.KnownCodes);
        var command = new DocumentedCommand("limit", "How many units of a code CMS thinks likely in a day (MUE).", DocumentedCommand.LookingUp,
            new Example("limit 97110 --date 2026-05-04", "the practitioner's limit"),
            new Example("limit 97110 --date 2024-08-05 --setting hospital", "the outpatient hospital's limit"))
        {
            code, date, setting,
        };
        command.SetAction(parsed =>
        {
            var question = LimitQuestion.Of(parsed.GetValue(code)!, Given.Date(parsed.GetValue(date)!), Given.Setting(parsed.GetValue(setting)!), session.Tables);
            if (parsed.GetValue(session.Json)) session.Terminal.Json(question.Write);
            else Show(question, session.Terminal);
            return 0;
        });
        return command;
    }

    static void Show(LimitQuestion question, Terminal terminal)
    {
        if (question.Found.Limit is null)
        {
            terminal.Paragraph($"undecided: needs {question.Needs}", "○ ", "  ");
            return;
        }
        terminal.Paragraph(question.Sentence!);
        terminal.Paragraph($"({question.Found.Release!.Name}; {UnlikelyUnits.Rule.Cite})", "  ", "  ");
        if (question.Found.StandsIn) terminal.StandsIn(question.Found.Release, question.Date);
    }
}
