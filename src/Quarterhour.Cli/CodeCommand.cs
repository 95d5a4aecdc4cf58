using System.CommandLine;
using Quarterhour.Billing;
using Quarterhour.Billing.Guide;
using Quarterhour.Billing.Pricing;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;
using Quarterhour.Formats.Documents;
using Quarterhour.Formats.Guide;

namespace Quarterhour.Cli;

/// <summary><c>code</c>: the guide to a code, for a date and a place.</summary>
static class CodeCommand
{
    public static Command Create(Session session)
    {
        var code = new Argument<string>("CODE") { Description = "A therapy code; of another one, what the loaded tables have." };
        var date = Given.DateOption("The date that decides tables and rules; today without it.");
        var place = new PlaceOptions("Price at this carrier and locality; the national amount without a place.");
        var setting = Given.SettingOption();
        var only = new Option<string?>("--section") { Description = "One section only, for example questions, units or price.", HelpName = "NAME" };
        var markdown = new Option<bool>("--markdown") { Description = "As Markdown, with the price over the years as SVG." };
        var svg = new Option<bool>("--svg") { Description = "The price over the years alone, as SVG." };
        code.CompletionSources.Add(_ => session.KnownCodes);
        var command = new DocumentedCommand("code", "The guide to a code: when, who, units, modifiers, note, pairs, denials, price, questions.", DocumentedCommand.LookingUp,
            new Example("code 97110", "everything about it, as of today"),
            new Example("code 97110 --date 2026-05-04 --zip 77002 --section price", "its price in Houston, and over the years"),
            new Example("code 97140 --section questions", "what people ask about it"))
        {
            code, date, place.Locality, place.Zip, setting, only, markdown, svg,
        };
        command.SetAction(parsed =>
        {
            var asked = Read.Code(parsed.GetValue(code)!, "code");
            var day = parsed.GetValue(date) is { } text ? Given.Date(text) : session.Today;
            if (session.Tables.Codes.Find(asked) is not { } wanted)
            {
                if (!session.Tables.Know(asked)) throw Read.InNoTable(asked, "code", session.Tables.Codes);
                var other = new OtherCode(asked, day, Given.Setting(parsed.GetValue(setting)!), session.Tables, CodesQuestion.TitleOf(asked, day, session.DataFolder(parsed), session.Tables.Codes));
                if (parsed.GetValue(session.Json)) session.Terminal.Json(other.Write);
                else session.Terminal.Show(other.Document);
                return 0;
            }
            var guide = new CodeGuide(wanted, day, Given.Setting(parsed.GetValue(setting)!), place.Of(parsed, session, day), session.Tables);
            if (parsed.GetValue(session.Json))
            {
                if (parsed.GetValue(only) is not null) throw new UnusableException("--section: the JSON holds every section in a field of its own; leave --section out");
                session.Terminal.Json(json => GuideJson.Write(json, guide));
            }
            else if (parsed.GetValue(svg)) session.Terminal.Out.WriteLine(PriceChart.Svg(GuidePrices.Title(guide), guide.Prices));
            else
            {
                var document = GuideDocument.Of(guide);
                if (parsed.GetValue(only) is { } name) document = Given.Section(name, document);
                if (parsed.GetValue(markdown)) session.Terminal.Out.Write(DocumentMarkdown.Of(document));
                else session.Terminal.Show(document);
            }
            return 0;
        });
        return command;
    }
}
