using System.ComponentModel;
using System.Text.Json;
using Quarterhour.Answers.Bills;
using Quarterhour.Answers.Changes;
using Quarterhour.Answers.Checks;
using Quarterhour.Billing;
using Quarterhour.Formats;
using Quarterhour.Formats.Visits;
using Quarterhour.Reference.Changes;
using Quarterhour.Reference.Search;
using Quarterhour.Web.Serving;

namespace Quarterhour.Web.Api;

/// <summary>The calls under <c>/api</c>: the command line's JSON, byte for byte. Nothing that is sent is kept.</summary>
static class KnowledgeApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/bill", Bill).WithTags("Bill and price")
            .WithSummary("Visits to bills").WithDescription("Send visits as CSV, JSON or NDJSON, as quarterhour bill reads them. The content tells which; its type is not looked at.");
        api.MapPost("/check", Check).WithTags("Bill and price")
            .WithSummary("Claims checked before they are sent").WithDescription("Send an 837P, or claim lines as CSV.");
        api.MapGet("/units", Units).WithTags("Bill and price").WithSummary("Minutes to units");
        api.MapGet("/price", Price).WithTags("Bill and price").WithSummary("What Medicare allows and pays for a day's lines");
        api.MapGet("/code/{code}", Code).WithTags("Look up").WithSummary("The guide to a code");
        api.MapGet("/codes", Codes).WithTags("Look up").WithSummary("Search by number or words");
        api.MapGet("/pair", Pair).WithTags("Look up").WithSummary("Whether two codes may be billed on one day");
        api.MapGet("/limit", Limit).WithTags("Look up").WithSummary("How many units a day CMS thinks likely");
        api.MapGet("/changes", Changes).WithTags("Look up").WithSummary("What changed between two days");
        api.MapGet("/data", Data).WithTags("Look up").WithSummary("What is loaded and what is missing");
        api.MapFallback(context => Problem.Write(context, StatusCodes.Status404NotFound, $"there is no such call; /openapi/v1.json lists all of them"));
    }

    static async Task<IResult> Bill(HttpRequest request, Knowledge knowledge, CancellationToken cancel, [Description("true: the visits' allowed amounts add up toward the KX threshold, in date order.")] string? accrue = null)
    {
        using var visits = await Sent(request, cancel);
        var loaded = knowledge.Now;
        var source = VisitSource.Open(visits, "the body", written => Spelling.Nearest(written, loaded.Tables.Codes.All.Select(code => code.Code.ToString())));
        var pipeline = new BillPipeline(loaded.Tables, loaded.Payers, Flag(accrue, "accrue"), static () => new JsonBills(oneALine: false));
        var output = new MemoryStream();
        if (BillAnswer.Write(pipeline, source, sorted: false, output) is { } broken && pipeline.Summary.Visits == 0) throw broken;
        output.WriteByte((byte)'\n');
        return Answer(output);
    }

    static async Task<IResult> Check(HttpRequest request, Knowledge knowledge, CancellationToken cancel, [Description("The payer of lines that name none; medicare without it.")] string? payer = null)
    {
        using var claims = await Sent(request, cancel);
        var loaded = knowledge.Now;
        string id = payer ?? "medicare";
        if (loaded.Payers.Find(id) is null) throw new UnusableException($"payer: \"{id}\" is not known; {Spelling.DidYouMean(id, loaded.Payers.All.Select(known => known.Id))}");
        var pipeline = new CheckPipeline(loaded.Tables, loaded.Payers, knowledge.Today, oneALine: false);
        var output = new MemoryStream();
        CheckAnswer.Write(pipeline, CheckAnswer.Open(claims, "the body", id), sorted: false, output);
        return Answer(output);
    }

    static IResult Units(Knowledge knowledge, [Description("A code and its whole minutes, 97112:24; once for each code.")] string[] line,
        [Description("cms, the 8-minute rule (the default), or ama, the midpoint rule.")] string? rule = null, [Description("Date of service; today without it.")] string? date = null)
    {
        if (line.Length == 0) throw new UnusableException("line: no code is given; write line=97112:24, once for each code");
        var bill = UnitsQuestion.Ask(Read.Rule(rule ?? "cms", "rule"), line, Day(knowledge, date), knowledge.Now.Tables.Codes);
        return Answer(json => UnitsQuestion.Write(json, bill));
    }

    static IResult Price(Knowledge knowledge, [Description("A code, its modifiers, its units: 97110, 97140-CQ, 97110-KX-GPx2; once for each line of the day.")] string[] line,
        [Description("Date of service.")] string? date, [Description("ZIP of the place of service.")] string? zip = null, [Description("Or its carrier and locality, 10112-00.")] string? locality = null,
        [Description("true: with facility practice expense, to compare.")] string? facility = null)
    {
        if (line.Length == 0) throw new UnusableException("line: no code is given; write line=97110x2, once for each line of the day");
        if (zip is null == locality is null) throw new UnusableException(zip is null ? "zip: where? Give zip, or locality (for example 10112-00)" : "zip: zip and locality are both given; keep one");
        var tables = knowledge.Now.Tables;
        var question = PriceQuestion.Of(line, Given(date), locality is null ? null : Read.Locality(locality, "locality", tables.Localities), zip is null ? null : Read.Zip(zip, "zip"), tables, Flag(facility, "facility"));
        return Answer(question.Write);
    }

    static IResult Code(Knowledge knowledge, string code, [Description("The date that decides; today without it.")] string? date = null, [Description("Price at this ZIP.")] string? zip = null,
        [Description("Or at this carrier and locality.")] string? locality = null, [Description("office (the default) or hospital.")] string? setting = null) =>
        Answer(new CodeQuestion(knowledge, code, date, zip, locality, setting).Write);

    static IResult Codes(Knowledge knowledge, [Description("A number, its beginning, or what was done.")] string? q, [Description("therapy (the default), all, or one imported set.")] string? set = null,
        [Description("Codes at most, 1 to 200; 10 without it.")] string? limit = null)
    {
        if (string.IsNullOrWhiteSpace(q)) throw new UnusableException("q: the words are blank; write a number or what was done");
        CodesQuestion.CheckSet(set ?? CodeSearch.Therapy, "set");
        int most = 10;
        if (limit is not null && (!int.TryParse(limit, out most) || most is < 1 or > CodesQuestion.Most)) throw new UnusableException($"limit: {limit} is not a number from 1 to {CodesQuestion.Most}");
        var hits = knowledge.Now.Search(set ?? CodeSearch.Therapy).Find(q, most);
        return Answer(json => CodesQuestion.Write(json, hits));
    }

    static IResult Pair(Knowledge knowledge, [Description("One code.")] string? a, [Description("The other.")] string? b, [Description("Date of service.")] string? date, [Description("office (the default) or hospital.")] string? setting = null)
    {
        var question = PairQuestion.Of(a ?? "", b ?? "", Given(date), Read.Setting(setting ?? "office", "setting"), knowledge.Now.Tables);
        return Answer(question.Write);
    }

    static IResult Limit(Knowledge knowledge, [Description("The code.")] string? code, [Description("Date of service.")] string? date, [Description("office (the default) or hospital.")] string? setting = null)
    {
        var question = LimitQuestion.Of(code ?? "", Given(date), Read.Setting(setting ?? "office", "setting"), knowledge.Now.Tables);
        return Answer(question.Write);
    }

    static IResult Changes(Knowledge knowledge, [Description("The earlier day.")] string? from, [Description("The later day; today without it.")] string? to = null, [Description("Prices at this ZIP; the national amount without it.")] string? zip = null)
    {
        if (from is null) throw new UnusableException("from: a date is needed; write it as 2025-06-02");
        var (list, where) = NewsQuestion.Ask(knowledge, Read.Date(from, "from"), to is null ? knowledge.Today : Read.Date(to, "to"), zip);
        return Answer(json => ChangesJson.Write(json, list, where));
    }

    static IResult Data(Knowledge knowledge)
    {
        var loaded = knowledge.Now;
        return Answer(json => RegistryAnswer.Write(json, loaded.Described, loaded.Missing, loaded.Tables, knowledge.Today));
    }

    static DateOnly Day(Knowledge knowledge, string? date) => date is null ? knowledge.Today : Read.Date(date, "date");

    static DateOnly Given(string? date) => date is null ? throw new UnusableException("date: a date is needed; write it as 2025-06-02") : Read.Date(date, "date");

    static bool Flag(string? text, string where) => text switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw new UnusableException($"{where}: \"{text}\" is neither true nor false"),
    };

    /// <summary>The readers read as files are read; the server's stream does not allow that.</summary>
    static async Task<MemoryStream> Sent(HttpRequest request, CancellationToken cancel)
    {
        var all = new MemoryStream();
        await request.Body.CopyToAsync(all, cancel);
        all.Position = 0;
        return all;
    }

    /// <summary>One answer as the command line writes it.</summary>
    public static IResult Answer(Action<Utf8JsonWriter> fields)
    {
        var output = new MemoryStream();
        Json.Answer(output, fields);
        return Answer(output);
    }

    static IResult Answer(MemoryStream output) => Results.Bytes(output.GetBuffer().AsMemory(0, (int)output.Length), "application/json; charset=utf-8");
}
