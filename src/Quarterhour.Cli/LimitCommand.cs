using System.CommandLine;
using Quarterhour.Billing;
using Quarterhour.Billing.Edits;
using Quarterhour.Billing.Tables;
using Quarterhour.Formats;

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
            var wanted = Given.Code(parsed.GetValue(code)!, "limit");
            var day = Given.Date(parsed.GetValue(date)!);
            var found = session.Tables.UnitLimits.Find(wanted, day, Given.Setting(parsed.GetValue(setting)!));
            if (found.Limit is null && !session.Tables.Know(wanted)) throw Given.InNoTable(wanted, "limit", session.Tables.Codes);
            if (parsed.GetValue(session.Json)) WriteJson(found, session.Terminal);
            else Show(wanted, day, found, session.Terminal);
            return 0;
        });
        return command;
    }

    static string Needs(UnitLimitLookUp found) => found.Release is null ? "the MUE table of this setting: import it"
        : "a published MUE value: none is in the loaded tables, which does not mean that there is none; import a newer MUE file if CMS publishes one";

    static void WriteJson(UnitLimitLookUp found, Terminal terminal) => terminal.Json(json =>
    {
        if (found.Limit is not { } limit)
        {
            json.WriteNull("limit");
            json.WriteNull("mai");
            json.WriteString("needs", Needs(found));
            return;
        }
        json.WriteNumber("limit", limit.Limit);
        json.WriteString("mai", $"{limit.Adjudication}");
        json.WriteString("table", found.Release!.Name);
        json.WriteBoolean("stands_in", found.StandsIn);
        json.WriteString("cite", UnlikelyUnits.Rule.Cite);
    });

    static void Show(ProcedureCode code, DateOnly date, UnitLimitLookUp found, Terminal terminal)
    {
        if (found.Limit is not { } limit)
        {
            terminal.Paragraph($"undecided: needs {Needs(found)}", "○ ", "  ");
            return;
        }
        string how = limit.Adjudication switch
        {
            '1' => "by claim line (adjudication 1)",
            '2' => "by day, absolute (adjudication 2, a matter of policy)",
            _ => "by day, open to review (adjudication 3)",
        };
        terminal.Paragraph(limit.Limit == 0 ? $"{code} is never payable in this setting: the limit is 0" : $"{code}: at most {UnitBar.UnitsWord(limit.Limit)} {how}");
        terminal.Paragraph($"({found.Release!.Name}; {UnlikelyUnits.Rule.Cite})", "  ", "  ");
        if (found.StandsIn) terminal.StandsIn(found.Release, date);
    }
}
