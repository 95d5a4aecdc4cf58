using System.ComponentModel;
using System.Text;
using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Quarterhour.Answers.Bills;
using Quarterhour.Billing;
using Quarterhour.Formats;
using Quarterhour.Formats.Visits;
using Quarterhour.Reference.Search;
using Quarterhour.Web.Api;
using Quarterhour.Web.Serving;

namespace Quarterhour.Web.Tools;

/// <summary>The tools of <see cref="ToolServer"/>: the same questions and the same JSON as the command line. None reads a record.</summary>
[McpServerToolType]
sealed class KnowledgeTools(Knowledge knowledge)
{
    [McpServerTool(Name = "units", Title = "Minutes to units", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("How many units a day's timed minutes are, by Medicare's 8-minute rule or the CPT midpoint rule, with the reason for each. Example: lines [\"97112:24\", \"97110:23\"] gives 3 units.")]
    public CallToolResult Units([Description("A code and its whole minutes, for example 97112:24. Untimed codes stand alone: 97161.")] string[] lines,
        [Description("cms (the 8-minute rule, the default) or ama (the midpoint rule).")] string rule = "cms", [Description("Date of service, YYYY-MM-DD; today without it.")] string? date = null) =>
        Answer(json => UnitsQuestion.Write(json, UnitsQuestion.Ask(Read.Rule(rule, "rule"), lines, Day(date), knowledge.Now.Tables.Codes)));

    [McpServerTool(Name = "bill", Title = "Visits to bills", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("Bills visits: units, modifiers, amounts, findings, each with its reason. Send no names of patients: it needs none. Example: \"visit,date,payer,discipline,code,minutes,zip\\nV1,2026-05-04,medicare,PT,97110,38,43215\".")]
    public CallToolResult Bill([Description("Visits as CSV with a header, or JSON, as in the contract.")] string visits) => Answer(output =>
    {
        var loaded = knowledge.Now;
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(visits));
        var source = VisitSource.Open(input, "visits", written => Spelling.Nearest(written, loaded.Tables.Codes.All.Select(code => code.Code.ToString())));
        var pipeline = new BillPipeline(loaded.Tables, loaded.Payers, accrue: false, static () => new JsonBills(oneALine: false));
        if (BillAnswer.Write(pipeline, source, sorted: false, output) is { } broken && pipeline.Summary.Visits == 0) throw broken;
    });

    [McpServerTool(Name = "price", Title = "Medicare's price", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("What Medicare allows and pays for the lines of a day at a place: multiple-procedure reduction, assistant, coinsurance, sequestration. Example: lines [\"97530\", \"97110x2\", \"97140-CQ\"], date 2025-06-02, zip 36104.")]
    public CallToolResult Price([Description("All lines of the day: code, modifiers, units, for example 97110-GPx2.")] string[] lines, [Description("Date of service, YYYY-MM-DD.")] string date,
        [Description("ZIP of the place of service; or give locality.")] string? zip = null, [Description("Carrier and locality, for example 10112-00.")] string? locality = null) => Answer(json =>
    {
        if (zip is null == locality is null) throw new UnusableException("zip: give zip or locality, one of the two");
        var tables = knowledge.Now.Tables;
        PriceQuestion.Of(lines, Read.Date(date, "date"), locality is null ? null : Read.Locality(locality, "locality", tables.Localities), zip is null ? null : Read.Zip(zip, "zip"), tables).Write(json);
    });

    [McpServerTool(Name = "code", Title = "The guide to a code", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("Everything about a therapy code on a date: what it is, when it fits, units, modifiers, what the note must hold, pairs, denials, price, questions and answers. Example: code 97110, zip 77002.")]
    public CallToolResult Code([Description("The code, for example 97110.")] string code, [Description("The date that decides, YYYY-MM-DD; today without it.")] string? date = null,
        [Description("Price at this ZIP; the national amount without it.")] string? zip = null) => Answer(new CodeQuestion(knowledge, code, date, zip, null, null).Write);

    [McpServerTool(Name = "codes", Title = "Search the codes", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("Finds codes by number, by the trade's words or by what was done. Example: words \"ear crystals\" finds 95992.")]
    public CallToolResult Codes([Description("A number, its beginning, or what was done.")] string words, [Description("therapy (the default), all, or one imported set such as icd10cm.")] string set = "therapy",
        [Description("Codes at most, 1 to 200.")] int most = 10) => Answer(json =>
    {
        CodesQuestion.CheckSet(set, "set");
        if (string.IsNullOrWhiteSpace(words)) throw new UnusableException("words: they are blank; write a number or what was done");
        if (most is < 1 or > CodesQuestion.Most) throw new UnusableException($"most: {most} is not a number from 1 to {CodesQuestion.Most}");
        CodesQuestion.Write(json, knowledge.Now.Search(set == TherapySearch.Set ? CodeSearch.Therapy : set).Find(words, most));
    });

    [McpServerTool(Name = "pair", Title = "Two codes on one day", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("The NCCI answer for two codes of one day: whether there is an edit, which code is denied, whether a modifier that the record supports may separate them. Example: 97530 and 97116 on 2026-05-04.")]
    public CallToolResult Pair([Description("One code.")] string first, [Description("The other code.")] string second, [Description("Date of service, YYYY-MM-DD.")] string date,
        [Description("office (the default) or hospital.")] string setting = "office") => Answer(PairQuestion.Of(first, second, Read.Date(date, "date"), Read.Setting(setting, "setting"), knowledge.Now.Tables).Write);

    [McpServerTool(Name = "limit", Title = "Units a day", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("The most units of a code that CMS thinks likely in a day (MUE). Example: 97110 on 2026-05-04. True units are never cut to it.")]
    public CallToolResult Limit([Description("The code.")] string code, [Description("Date of service, YYYY-MM-DD.")] string date, [Description("office (the default) or hospital.")] string setting = "office") =>
        Answer(LimitQuestion.Of(code, Read.Date(date, "date"), Read.Setting(setting, "setting"), knowledge.Now.Tables).Write);

    DateOnly Day(string? date) => date is null ? knowledge.Today : Read.Date(date, "date");

    static CallToolResult Answer(Action<Utf8JsonWriter> fields) => Answer(output => Json.Answer(output, fields));

    /// <summary>What can't be used is told to the assistant as the tool's answer, so that it can mend the call.</summary>
    static CallToolResult Answer(Action<Stream> write)
    {
        try
        {
            using var output = new MemoryStream();
            write(output);
            return Said(Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length), wrong: false);
        }
        catch (Exception wrong) when (wrong is UnusableException or UnusableInputException)
        {
            return Said(wrong.Message, wrong: true);
        }
    }

    static CallToolResult Said(string text, bool wrong) => new() { Content = [new TextContentBlock { Text = text }], IsError = wrong };
}
