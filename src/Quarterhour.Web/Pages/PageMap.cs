using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Quarterhour.Answers.Bills;
using Quarterhour.Answers.Changes;
using Quarterhour.Billing;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Units;
using Quarterhour.Formats.Documents;
using Quarterhour.Formats.Gallery;
using Quarterhour.Formats.Registry;
using Quarterhour.Reference.Search;
using Quarterhour.Web.Accounts;
using Quarterhour.Web.Api;
using Quarterhour.Web.Serving;

namespace Quarterhour.Web.Pages;

/// <summary>Which address shows what. An address answers with a page, with the part of it that changes, or with JSON.</summary>
static class PageMap
{
    const int Hits = 30;

    /// <summary>Codes offered in an empty calculator.</summary>
    static readonly string[] Offered = ["97110", "97112", "97140", "97530", "", ""];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription().Needs(May.Know);
        pages.MapGet("/start", Start);
        pages.MapGet("/codes", Codes);
        pages.MapGet("/codes/{code}", Code);
        pages.MapGet("/units", (HttpRequest request, Knowledge knowledge) => Page<UnitsPage>(new { Calculator = Counted(request, knowledge) }));
        pages.MapGet("/units/count", (HttpRequest request, Knowledge knowledge) => Page<Counted>(new { Calculator = Counted(request, knowledge) }));
        pages.MapGet("/pairs", Pairs);
        pages.MapGet("/price", Price);
        pages.MapGet("/edits", (Knowledge knowledge) => Page<EditsPage>(new { Exhibits = Gallery(null, knowledge) }));
        pages.MapGet("/edits/{id}", Edit);
        pages.MapGet("/news", News);
        pages.MapGet("/news.atom", Feed);
        pages.MapGet("/bill", Sample);
        pages.MapPost("/bill", Bill);
        pages.MapGet("/setup", Setup);
        pages.MapGet("/reference", (HttpRequest request) => Page<ReferencePage>(new { Host = $"{request.Scheme}://{request.Host}" }));
    }

    static RazorComponentResult<T> Page<T>(object? parameters = null, int status = StatusCodes.Status200OK) where T : IComponent =>
        new(parameters ?? new { }) { StatusCode = status, PreventStreamingRendering = true };

    public static IResult Start(Knowledge knowledge)
    {
        var example = EightMinuteRule.Count([new(ProcedureCode.Parse("97112"), 24), new(ProcedureCode.Parse("97110"), 23)], knowledge.Today);
        return Page<StartPage>(new { Example = example, Date = knowledge.Today });
    }

    static IResult Codes(HttpRequest request, Knowledge knowledge)
    {
        var asked = Form.Of(request);
        string? question = asked.Given("q");
        string set = asked["set"] == CodeSearch.All ? CodeSearch.All : CodeSearch.Therapy;
        var loaded = knowledge.Now;
        // a whole code, written and sent, is what is wanted
        if (question is { Length: 5 } && !Wants.Fragment(request) && ProcedureCode.TryParse(question, out var code) && question.Any(char.IsAsciiDigit) && loaded.Tables.Know(code)) return Results.Redirect($"/codes/{code}");
        var index = loaded.Search(set);
        IReadOnlyList<CodeHit> hits = question is not null ? index.Find(question, Hits)
            : [.. loaded.Tables.Codes.All.Where(one => one.InForceOn(knowledge.Today)).OrderBy(one => one.Code).Select(one => new CodeHit($"{one.Code}", CodeSearch.Therapy, one.Label, 0))];
        if (Wants.Json(request)) return KnowledgeApi.Answer(json => CodesQuestion.Write(json, hits));
        var shown = new { Question = question, Hits = hits, NotFound = hits.Count == 0 ? CodesQuestion.NotFound(question!, index) : null, Alone = set == CodeSearch.All && index.Searched.Count() == 1 };
        return Wants.Fragment(request) ? Page<HitList>(shown) : Page<CodesPage>(new { shown.Question, shown.Hits, shown.NotFound, shown.Alone, Set = set });
    }

    static IResult Code(string code, HttpRequest request, Knowledge knowledge)
    {
        var asked = Form.Of(request, ("date", $"{knowledge.Today:yyyy-MM-dd}"));
        var tables = knowledge.Now.Tables;
        if (Wants.Json(request))
        {
            var question = new CodeQuestion(knowledge, code, asked.Given("date"), asked.Given("zip"), asked.Given("locality"), asked.Given("setting"));
            return KnowledgeApi.Answer(question.Write);
        }
        if (!ProcedureCode.TryParse(code, out var known) || !tables.Know(known))
            return Page<MessagePage>(new { Title = "No such code", Message = known == default ? $"\"{code}\" is not a procedure code; a code is five letters or digits." : $"{known} is in no loaded table.",
                Nearest = Spelling.Nearest(code, tables.Codes.All.Select(one => $"{one.Code}")) }, StatusCodes.Status404NotFound);
        asked.TryDate("date", knowledge.Today, out var day);
        if (asked.Error("date") is not null) day = knowledge.Today;
        string? zip = asked.Given("zip");
        if (zip is not null && !asked.Try("zip", () => Read.LocalityOfZip(zip, "zip", day, tables.Zips), out _)) zip = null;
        var answer = new CodeQuestion(knowledge, code, $"{day:yyyy-MM-dd}", zip, null, asked["setting"] == "hospital" ? "hospital" : null);
        var calculator = answer.Guide is null ? null : Calculator.Of(request, [$"{known}", .. Neighbors(answer, tables)], tables.Codes, day);
        return Page<CodePage>(new { Address = $"{known}", Document = answer.Document, Asked = asked, Calculator = calculator }, asked.Wrong > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    /// <summary>Timed codes that the guide names instead, then the usual ones.</summary>
    static IEnumerable<string> Neighbors(CodeQuestion answer, ReferenceTables tables) => answer.Guide!.Page.Instead.Select(about => about.Code).Concat(Offered.Where(code => code.Length > 0).Select(ProcedureCode.Parse))
        .Where(other => other != answer.Guide.Code.Code && tables.Codes.Find(other) is { Units: UnitKind.Pool } found && found.InForceOn(answer.Guide.Date)).Distinct().Take(4).Select(other => $"{other}");

    static Calculator Counted(HttpRequest request, Knowledge knowledge)
    {
        Form.Of(request).TryDate("date", knowledge.Today, out var day);
        return Calculator.Of(request, Offered, knowledge.Now.Tables.Codes, day == default ? knowledge.Today : day);
    }

    static IResult Pairs(HttpRequest request, Knowledge knowledge)
    {
        var asked = Form.Of(request, ("date", $"{knowledge.Today:yyyy-MM-dd}"));
        var tables = knowledge.Now.Tables;
        var setting = asked["setting"] == "hospital" ? Setting.Hospital : Setting.Office;
        PairQuestion? answer = null;
        IReadOnlyList<LimitQuestion> limits = [];
        if (asked.Given("a") is { } a | asked.Given("b") is { } b)
        {
            bool usable = asked.TryDate("date", knowledge.Today, out var day) & asked.Try("a", () => Known(asked["a"].Trim(), "a", tables), out var first) & asked.Try("b", () => Known(asked["b"].Trim(), "b", tables), out var second);
            if (usable && asked.Try("b", () => PairQuestion.Of($"{first}", $"{second}", day, setting, tables), out answer))
                limits = [LimitQuestion.Of($"{first}", day, setting, tables), LimitQuestion.Of($"{second}", day, setting, tables)];
        }
        return Page<PairsPage>(new { Asked = asked, Answer = answer, Limits = limits }, Status(asked));
    }

    static ProcedureCode Known(string text, string field, ReferenceTables tables)
    {
        var code = Read.Code(text, field);
        return tables.Know(code) ? code : throw Read.InNoTable(code, field, tables.Codes);
    }

    static IResult Price(HttpRequest request, Knowledge knowledge)
    {
        var asked = Form.Of(request, ("date", $"{knowledge.Today:yyyy-MM-dd}"));
        var tables = knowledge.Now.Tables;
        PriceQuestion? answer = null;
        if (asked.Given("lines") is { } lines)
        {
            bool usable = asked.TryDate("date", knowledge.Today, out var day) & asked.Try("zip", () => asked.Given("zip") is { } text ? Read.Zip(text, "zip") : throw new UnusableException("zip: where? Write the ZIP of the place of service"), out string zip);
            if (usable) asked.Try("lines", () => PriceQuestion.Of(lines.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries), day, null, zip, tables), out answer);
        }
        return Page<PricePage>(new { Asked = asked, Answer = answer }, Status(asked));
    }

    static IResult Edit(string id, Knowledge knowledge)
    {
        var exhibits = Gallery(id, knowledge);
        if (exhibits.Count > 0) return Page<EditPage>(new { Id = id, Exhibits = exhibits });
        string message = Coverage.NotBuilt.Contains(id) ? $"No rule gives {id} yet; Setup lists what is not built." : $"\"{id}\" is no finding.";
        return Page<MessagePage>(new { Title = "No such finding", Message = message }, StatusCodes.Status404NotFound);
    }

    static IReadOnlyList<Exhibit> Gallery(string? id, Knowledge knowledge) => Exhibit.All(id, knowledge.Now.Tables, BuiltInPayers.All);

    static IResult News(HttpRequest request, Knowledge knowledge)
    {
        // the year up to now, where nothing is asked
        var asked = Form.Of(request, ("from", $"{knowledge.Today.Year - 1}-12-31"), ("to", $"{knowledge.Today:yyyy-MM-dd}"));
        Document? changes = null;
        if (asked.TryDate("from", new DateOnly(knowledge.Today.Year - 1, 12, 31), out var from) & asked.TryDate("to", knowledge.Today, out var to)
            && asked.Try("zip", () => Zip(asked), out string? zip) && asked.Try("to", () => NewsQuestion.Ask(knowledge, from, to, zip), out var news))
        {
            if (Wants.Json(request)) return KnowledgeApi.Answer(json => ChangesJson.Write(json, news.List, news.Where));
            changes = ChangesDocument.Of(news.List, news.Where);
        }
        string feed = QueryString.Create([new("from", $"{from:yyyy-MM-dd}"), .. asked.Given("zip") is { } place ? (KeyValuePair<string, string?>[])[new("zip", place)] : []]).ToString();
        return Page<NewsPage>(new { Asked = asked, Changes = changes, Feed = "/news.atom" + feed }, Status(asked));
    }

    static string? Zip(Form asked) => asked.Given("zip") is { } text ? Read.Zip(text, "zip") : null;

    static IResult Feed(HttpRequest request, Knowledge knowledge)
    {
        var asked = Form.Of(request);
        var from = asked.Given("from") is { } text ? Read.Date(text, "from") : new DateOnly(knowledge.Today.Year - 1, 12, 31);
        var (list, where) = NewsQuestion.Ask(knowledge, from, asked.Given("to") is { } last ? Read.Date(last, "to") : knowledge.Today, Zip(asked));
        using var bytes = new MemoryStream();
        ChangesFeed.Write(bytes, list, where);
        return Results.Bytes(bytes.ToArray(), "application/atom+xml; charset=utf-8");
    }

    static IResult Sample(HttpRequest request, Knowledge knowledge)
    {
        string? name = Form.Of(request).Given("sample");
        return name is "one-visit" or "clinic-week" ? Billed(Encoding.UTF8.GetString(AssetFiles.Embedded(name + ".csv")), name + ".csv", knowledge)
            : Page<BillPage>(new { Payers = knowledge.Now.Payers.All.Select(payer => payer.Id) });
    }

    static async Task<IResult> Bill(HttpRequest request, Knowledge knowledge)
    {
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        string visits = sent["visits"].ToString(), name = "visits";
        if (sent.Files.GetFile("file") is { Length: > 0 } file)
        {
            using var reader = new StreamReader(file.OpenReadStream());
            visits = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
            name = Path.GetFileName(file.FileName);
        }
        if (!string.IsNullOrWhiteSpace(visits)) return Billed(visits, name, knowledge);
        return Page<BillPage>(new { Error = "There is nothing to bill; paste visits, or choose a file.", Payers = knowledge.Now.Payers.All.Select(payer => payer.Id) }, StatusCodes.Status400BadRequest);
    }

    static IResult Billed(string visits, string name, Knowledge knowledge)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(visits));
        var loaded = knowledge.Now;
        var list = BillList.Of(input, name, loaded.Tables, loaded.Payers);
        bool none = list.Bills.Count == 0;
        string? error = none ? list.Broken ?? (list.Faults.Count > 0 ? null : "There is no visit in it; a header alone gives no bill.") : null;
        return Page<BillPage>(new { Visits = visits, Error = error, List = list, Payers = loaded.Payers.All.Select(payer => payer.Id) }, none ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    static IResult Setup(HttpRequest request, Knowledge knowledge)
    {
        var loaded = knowledge.Now;
        if (Wants.Json(request)) return KnowledgeApi.Answer(json => RegistryAnswer.Write(json, loaded.Described, loaded.Missing, loaded.Tables, knowledge.Today));
        var registry = RegistryAnswer.Of(loaded.Described, loaded.Missing, loaded.Tables, knowledge.Today);
        return Page<SetupPage>(new { Folder = knowledge.Folder, Registry = registry.Only("today", "tables", "missing", "not-built", "payers") });
    }

    /// <summary>No page has that address.</summary>
    public static Task NotFound(HttpContext context)
    {
        if (Problem.IsWanted(context)) return Problem.Write(context, StatusCodes.Status404NotFound, "there is no such address; /openapi/v1.json lists the calls");
        var codes = context.RequestServices.GetRequiredService<Knowledge>().Now.Tables.Codes;
        string last = context.Request.Path.Value?.Split('/')[^1] ?? "";
        string? nearest = last.Length is > 3 and < 8 && last.Any(char.IsAsciiDigit) ? Spelling.Nearest(last, codes.All.Select(code => $"{code.Code}")) : null;
        return Page<MessagePage>(new { Title = "No such page", Message = "Nothing has this address.", Nearest = nearest }, StatusCodes.Status404NotFound).ExecuteAsync(context);
    }

    static int Status(Form asked) => asked.Wrong > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
}
