using System.CommandLine;
using Quarterhour.Formats;

namespace Quarterhour.Cli;

/// <summary><c>pair</c>: the NCCI answer for two codes.</summary>
static class PairCommand
{
    public static Command Create(Session session)
    {
        var codes = new Argument<string[]>("CODE") { Description = "Two codes, in any order.", Arity = new(2, 2), HelpName = "CODE CODE" };
        var date = Given.DateOption("Date of service.", required: true);
        var setting = Given.SettingOption();
        codes.CompletionSources.Add(_ => session.KnownCodes);
        var command = new DocumentedCommand("pair", "Whether two codes may be billed on one day.", DocumentedCommand.LookingUp,
            new Example("pair 97530 97116 --date 2024-07-15", "the edit in the practitioner's table"),
            new Example("pair 92526 97032 --date 2024-07-15 --setting hospital", "the outpatient hospital's table"))
        {
            codes, date, setting,
        };
        command.SetAction(parsed =>
        {
            string[] given = parsed.GetValue(codes)!;
            var question = PairQuestion.Of(given[0], given[1], Given.Date(parsed.GetValue(date)!), Given.Setting(parsed.GetValue(setting)!), session.Tables);
            if (parsed.GetValue(session.Json)) session.Terminal.Json(question.Write);
            else Show(question, session.Terminal);
            return 0;
        });
        return command;
    }

    static void Show(PairQuestion question, Terminal terminal)
    {
        var found = question.Found;
        if (found.Release is not { } release)
        {
            terminal.Paragraph($"undecided: needs {question.Needs}", "○ ", "  ");
            return;
        }
        if (question.Edit is { } finding)
        {
            terminal.Paragraph(Words.Message(finding), "■ ", "  ");
            terminal.Paragraph(Words.Fix(finding), "  ", "  ");
            terminal.Paragraph($"({finding.Template.Cite})", "  ", "  ");
        }
        else terminal.Lines(ReasonTree.Lines([question.NoEdit!], terminal.Width));
        if (found.StandsIn) terminal.StandsIn(release, question.Date);
    }
}
