using System.Text.RegularExpressions;
using Quarterhour.Billing;
using Quarterhour.Billing.Guide;
using Quarterhour.Billing.Tables;
using Quarterhour.Formats.Documents;
using Quarterhour.Formats.Guide;
using Quarterhour.Reference;
using Xunit;

namespace Quarterhour.Tests;

/// <summary>The guide: what every page must keep to, and the questions that a biller brings.</summary>
public sealed class GuideTests
{
    static readonly ReferenceTables Tables = BuiltInTables.Open();

    /// <summary>The most used codes, which have pages written by hand.</summary>
    static readonly string[] MostUsed = "97110 97112 97116 97140 97150 97530 97535 97113 97161 97162 97163 97164 97165 97166 97168 97035 97032 G0283 92507 92526".Split(' ');

    public static TheoryData<string> Pages => [.. Tables.Guide.Codes.Select(code => code.ToString())];

    public static TheoryData<string> Codes => [.. Tables.Codes.All.Select(code => code.Code.ToString())];

    static CodeGuide Guide(string code, string date = "2026-05-04", LocalityId? place = null) =>
        new(Tables.Codes.Find(ProcedureCode.Parse(code))!, DateOnly.Parse(date), Setting.Office, place, Tables);

    [Fact]
    public void The_twenty_most_used_codes_have_pages_with_eight_questions_or_more()
    {
        Assert.Equal(20, MostUsed.Distinct().Count());
        Assert.All(MostUsed, code => Assert.True(Tables.Guide.HasOwn(ProcedureCode.Parse(code)) && Guide(code).Page.Questions.Count >= 8, code));
    }

    [Theory, MemberData(nameof(Pages))]
    public void A_page_is_whole(string code)
    {
        var page = Guide(code).Page;
        Assert.InRange(page.Examples.Count, 2, 3);
        Assert.InRange(page.Fits.Count, 3, 6);
        Assert.Equal(["impairment", "done", "skilled", "response", "minutes"], page.Note.Select(part => part.What));
        Assert.True(page.Questions.Count >= 3, "three questions or more");
        Assert.Equal(page.Questions.Count, page.Questions.Select(question => question.Ask).Distinct().Count());
        Assert.NotEmpty(page.Denials);
    }

    [Theory, MemberData(nameof(Pages))]
    public void Codes_that_a_page_names_are_known(string code) =>
        Assert.All(Guide(code).Page.Instead.Concat(Guide(code).Page.Pairs), about => Assert.NotNull(Tables.Codes.Find(about.Code)));

    /// <summary>Money, yearly figures and units come from tables; words of a code set are not ours.</summary>
    [Fact]
    public void Pages_hold_no_amounts_and_no_borrowed_words()
    {
        string[] never = ["$", "!", "each 15 minutes", "1 or more areas", "one or more areas", "kinesthetic", "activities of daily living (ADL) and compensatory", "with the patient present; each"];
        Assert.All(Repository.Files("data/guide", "*.yaml"), file =>
        {
            string text = File.ReadAllText(Repository.Path(file));
            Assert.All(never, words => Assert.DoesNotContain(words, text, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotMatch(new Regex(@"\d,\d{3}\b|[^\x00-\x7F§–]", RegexOptions.None, TimeSpan.FromSeconds(1)), text);
        });
    }

    /// <summary>Nobody is told how to earn more.</summary>
    [Fact]
    public void Pages_do_not_coach() => Assert.All(Repository.Files("data/guide", "*.yaml"), file => Assert.DoesNotMatch(
        new Regex(@"maximi[sz]e|more reimbursement|pays more|pays better|to get paid|higher paying|gain (a|one|another) unit|earn (a|one|another|more)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)), File.ReadAllText(Repository.Path(file))));

    [Theory, MemberData(nameof(Pages))]
    public void The_commands_that_show_an_answer_work(string code) => Assert.All(Guide(code).Page.Questions.Where(question => question.Show is not null), question =>
    {
        var run = CommandLine.Run(question.Show!.Split(' '));
        Assert.True(run.Status is 0 or 1 && run.Out.Length > 0, $"{question.Show}: {run.Error}");
    });

    [Theory, MemberData(nameof(Codes))]
    public void Every_code_has_a_guide_at_every_width_and_date(string code)
    {
        foreach (string date in (string[])["2020-02-03", "2024-08-05", "2026-11-24", "2027-02-01"])
            foreach (int width in (int[])[40, 80])
            {
                var document = GuideDocument.Of(Guide(code, date));
                Assert.All(document.Sections, section => Assert.NotEmpty(section.Blocks));
                DocumentText.Write(document, width, _ => { }, line => Assert.True(line.Length <= Math.Max(width, 80), $"{line.Length} characters: {line}"));
                Assert.StartsWith("# ", DocumentMarkdown.Of(document), StringComparison.Ordinal);
            }
    }

    [Theory, MemberData(nameof(Codes))]
    public void Every_code_has_the_fields_of_the_contract(string code)
    {
        var json = CommandLine.Run("code", code, "--json").Json;
        Assert.Equal((1, code), (json.GetProperty("contract").GetInt32(), json.GetProperty("code").GetString()));
        Assert.All("label timed family units modifiers documentation pairs denials rvu mue questions".Split(' '), name => Assert.True(json.TryGetProperty(name, out _), name));
    }

    static string Section(string name, params string[] more) => string.Join(' ', CommandLine.Run(100, ["code", "97110", "--date", "2026-05-04", "--section", name, .. more]).Out.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void Units_for_38_minutes_with_97140()
    {
        Assert.Contains("How many units are 38 minutes of 97110 and 97140 together? Three", Section("questions").Replace("? How", "How", StringComparison.Ordinal), StringComparison.Ordinal);
        var json = CommandLine.Run("units", "97110:24", "97140:14", "--json").Json;
        Assert.Equal((38, 3), (json.GetProperty("total_minutes").GetInt32(), json.GetProperty("units").GetInt32()));
    }

    [Fact]
    public void GP_or_not()
    {
        Assert.Contains("GP Marks 97110 as furnished under a PT plan of care", Section("modifiers"), StringComparison.Ordinal);
        Assert.Equal("GP", Bill("97110,15", "PT"));
        Assert.Equal("GO", Bill("97110,15", "OT"));
        Assert.Contains("97110 stands without GP, GO or GN", CommandLine.Run("claim,date,code,units\nC1,2026-05-04,97110,1\n", 200, "check", "-").Out, StringComparison.Ordinal);
    }

    /// <summary>The modifiers of the first line of a Medicare visit.</summary>
    static string Bill(string row, string discipline, string columns = "", string values = "") => string.Join('-', CommandLine.Run(
        $"visit,date,payer,discipline,code,minutes{columns}\nV1,2026-05-04,medicare,{discipline},{row}{values}\n", 100, "bill", "-", "--json").Json.GetProperty("bills")[0].GetProperty("lines")[0].GetProperty("modifiers").EnumerateArray().Select(modifier => modifier.GetString()));

    [Fact]
    public void A_group_of_three()
    {
        Assert.Contains("97150 for each", Section("one-on-one"), StringComparison.Ordinal);
        var run = CommandLine.Run("visit,date,payer,discipline,code,minutes,group\nV1,2026-05-04,medicare,PT,97110,30,3\nV2,2026-05-04,medicare,PT,97150,30,3\n", 100, "bill", "-", "--json");
        Assert.Equal("group-coded-individually", run.Json.GetProperty("bills")[0].GetProperty("findings")[0].GetProperty("id").GetString());
        Assert.Equal(1, run.Json.GetProperty("bills")[1].GetProperty("lines")[0].GetProperty("units").GetInt32());
    }

    [Fact]
    public void The_assistant_did_half()
    {
        Assert.Contains("CQ A PTA furnished", Section("modifiers"), StringComparison.Ordinal);
        var run = CommandLine.Run("visit,date,payer,discipline,code,minutes,by\nV1,2026-05-04,medicare,PT,97110,15,therapist\nV1,2026-05-04,medicare,PT,97110,15,assistant\n", 100, "bill", "-", "--json");
        var lines = run.Json.GetProperty("bills")[0].GetProperty("lines").EnumerateArray().Select(line => string.Join('-', line.GetProperty("modifiers").EnumerateArray().Select(modifier => modifier.GetString())));
        Assert.Equal(["GP", "CQ-GP"], lines.Order().Reverse());
    }

    [Fact]
    public void Beside_an_evaluation()
    {
        Assert.Contains("97161: no edit in", Section("pairs"), StringComparison.Ordinal);
        Assert.False(CommandLine.Run("pair", "97110", "97161", "--date", "2026-05-04", "--json").Json.GetProperty("edit").GetBoolean());
    }

    [Fact]
    public void Over_the_threshold()
    {
        string answers = Section("questions");
        Assert.Contains("What happens to 97110 over the yearly therapy threshold?", answers, StringComparison.Ordinal);
        Assert.Contains("KX", answers[answers.IndexOf("over the yearly therapy threshold?", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Contains("2480.00", Section("changes"), StringComparison.Ordinal);
        Assert.Equal("GP-KX", Bill("97110,15", "PT", ",locality,year_to_date,kx_attested", ",15202-00,2480.00,yes"));
        Assert.Contains("kx-needed", CommandLine.Run("visit,date,payer,discipline,code,minutes,locality,year_to_date\nV1,2026-05-04,medicare,PT,97110,15,15202-00,2480.00\n", 100, "bill", "-", "--json").Out, StringComparison.Ordinal);
        Assert.Contains("119", Section("denials"), StringComparison.Ordinal);
    }

    [Fact]
    public void Price_in_Houston_in_2026() => Assert.Contains("29.21 allowed for one unit, in 04412-18, on 2026-05-04", Section("price", "--zip", "77002"), StringComparison.Ordinal);

    [Fact]
    public void Why_denied_97() => Assert.Contains("97 M15 Another code of the day includes it", Section("denials"), StringComparison.Ordinal);

    [Fact]
    public void What_the_note_needs() => Assert.All((string[])["Impairment", "What was done", "Skilled need", "Response", "Minutes"], part => Assert.Contains(part, Section("note"), StringComparison.Ordinal));

    [Fact]
    public void What_changed_this_year()
    {
        string changes = Section("changes", "--zip", "77002");
        Assert.Contains("conversion factor): 32.3465 became 33.4009", changes, StringComparison.Ordinal);
        Assert.Contains("29.17 became 29.21", changes, StringComparison.Ordinal);
        Assert.Contains("2480.00, before 2410.00", changes, StringComparison.Ordinal);
    }

    [Fact]
    public void A_section_that_is_none_names_the_nearest()
    {
        var run = CommandLine.Run("code", "97110", "--section", "prices");
        Assert.Equal(2, run.Status);
        Assert.Contains("did you mean \"price\"", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deleted_code_names_its_successors() => Assert.Contains("its last day was 2016-12-31. Use 97161", string.Join(' ', CommandLine.Run(100, "code", "97001").Out.Split('\n')), StringComparison.Ordinal);

    [Fact]
    public void A_code_that_Medicare_does_not_take_has_no_price() => Assert.Equal(System.Text.Json.JsonValueKind.Null, CommandLine.Run("code", "97014", "--json").Json.GetProperty("price").ValueKind);
}
