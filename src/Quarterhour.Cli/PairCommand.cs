using System.CommandLine;
using Quarterhour.Billing;
using Quarterhour.Billing.Edits;
using Quarterhour.Billing.Tables;
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
            ProcedureCode a = Given.Code(given[0], "pair"), b = Given.Code(given[1], "pair");
            if (a == b) throw new UnusableException($"pair: {a} is given twice; two codes are needed");
            var day = Given.Date(parsed.GetValue(date)!);
            var found = session.Tables.Pairs.Find(a, b, day, Given.Setting(parsed.GetValue(setting)!));
            if (found.Release is null)
                foreach (var code in (ProcedureCode[])[a, b])
                    if (!session.Tables.Know(code)) throw Given.InNoTable(code, "pair", session.Tables.Codes);
            if (parsed.GetValue(session.Json)) WriteJson(a, b, day, found, session.Terminal);
            else Show(a, b, day, found, session.Terminal);
            return 0;
        });
        return command;
    }

    static string Needs(DateOnly date) => $"an NCCI table that covers both codes: import the pair files for {date:yyyy-MM-dd}";

    static void WriteJson(ProcedureCode a, ProcedureCode b, DateOnly date, PairLookUp found, Terminal terminal) => terminal.Json(json =>
    {
        if (found.Release is not { } release)
        {
            json.WriteNull("edit");
            json.WriteString("needs", Needs(date));
            return;
        }
        json.WriteBoolean("edit", found.Row is not null);
        if (found.Row is { } row)
        {
            json.Code("column1", row.Column1);
            json.Code("column2", row.Column2);
            json.WriteString("indicator", $"{row.Indicator}");
            json.WriteBoolean("payable_with_modifier", row.Indicator == '1');
        }
        json.WriteString("table", release.Name);
        json.WriteBoolean("stands_in", found.StandsIn);
        if (found.Row is { } edit)
        {
            var finding = CodePairs.Refused(edit, release.Name, date);
            json.WriteString("message", Words.Message(finding));
            json.WriteString("fix", Words.Fix(finding));
            json.WriteString("cite", finding.Template.Cite);
        }
        else new BillJson().WriteBecause(json, (ReadOnlySpan<Reason>)[CodePairs.NoEdit(a, b, release.Name)]);
    });

    static void Show(ProcedureCode a, ProcedureCode b, DateOnly date, PairLookUp found, Terminal terminal)
    {
        if (found.Release is not { } release)
        {
            terminal.Paragraph($"undecided: needs {Needs(date)}", "○ ", "  ");
            return;
        }
        if (found.Row is { } row)
        {
            var finding = CodePairs.Refused(row, release.Name, date);
            terminal.Paragraph(Words.Message(finding), "■ ", "  ");
            terminal.Paragraph(Words.Fix(finding), "  ", "  ");
            terminal.Paragraph($"({finding.Template.Cite})", "  ", "  ");
        }
        else terminal.Lines(ReasonTree.Lines([CodePairs.NoEdit(a, b, release.Name)], terminal.Width));
        if (found.StandsIn) terminal.StandsIn(release, date);
    }
}
