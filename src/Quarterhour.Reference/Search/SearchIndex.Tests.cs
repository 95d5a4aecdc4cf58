using System.Globalization;
using CsCheck;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Reference.Search;

public sealed class SearchIndexTests(ITestOutputHelper output)
{
    static readonly Billing.Tables.CodeCatalogue Codes = BuiltInTables.Open().Codes;

    static readonly SearchIndex Index = TherapySearch.Open(Codes, new(2026, 5, 4));

    static string[] Found(string question, int most = 5) => [.. Index.Find(question, most).Select(hit => hit.Entry.Code.ToString())];

    [Theory]
    [InlineData("relevance.csv")]
    [InlineData("relevance-plain.csv")]
    [InlineData("relevance-jotted.csv")]
    [InlineData("relevance-sessions.csv")]
    public void What_a_therapy_biller_means_is_first(string file)
    {
        var queries = File.ReadLines(Repository.Path("tests", "Quarterhour.Tests", file)).Skip(1).Select(line => line.Split(',')).ToList();
        Assert.True(queries.Count >= 150);
        int first = 0, among = 0;
        foreach (string[] query in queries)
        {
            string[] found = Found(query[0]), right = query[1].Split(' ');
            if (found.Length > 0 && right.Contains(found[0])) first++;
            else output.WriteLine($"{query[0]}: {query[1]} wanted, {string.Join(' ', found)} found");
            if (found.Any(right.Contains)) among++;
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{queries.Count} questions: {100m * first / queries.Count:0.0} % right first, {100m * among / queries.Count:0.0} % among five"));
        Assert.True(first >= 0.90 * queries.Count, $"{first} of {queries.Count} right first");
        Assert.True(among >= 0.98 * queries.Count, $"{among} of {queries.Count} among five");
    }

    [Theory]
    [InlineData("97112 97110", "97112 97110")]
    [InlineData("97110, 97112 and g0283", "97110 97112 G0283")]
    [InlineData("97110 97110", "97110")]
    public void Several_numbers_find_all_of_them(string question, string codes) => Assert.Equal(codes, string.Join(' ', Found(question)));

    [Theory]
    [InlineData("trigger point dry needling 4 muscles", "20561")]
    [InlineData("dementia caregiver coached", "97550")]
    [InlineData("lymphedema", "97140")]
    [InlineData("dizziness", "95992")]
    [InlineData("9711O", "97110")]
    [InlineData("g028l", "G0281")]
    public void Is_among_those_found(string question, string code) => Assert.Contains(code, Found(question));

    /// <summary>How long, how often and how much say little of what was done; but codes that go by time are told apart by it.</summary>
    [Theory]
    [InlineData("ther ex 20 min", "97110")]
    [InlineData("leg press 3x10 12min", "97110")]
    [InlineData("leg press x10", "97110")]
    [InlineData("massage 8 min", "97124")]
    [InlineData("gait training 150 ft x 2", "97116")]
    [InlineData("RTM first 20 minutes", "98980")]
    [InlineData("phone call 15 minutes", "98967")]
    public void Minutes_and_repetitions_do_not_mislead(string question, string code) => Assert.Equal(code, Found(question)[0]);

    /// <summary>Two words that stand beside each other are found as one, and proposed as none.</summary>
    [Fact]
    public void A_word_that_is_proposed_is_one_that_is_written() => Assert.NotEqual("pelvichealth", Index.NearestWord("pelvichealh"));

    [Fact]
    public void A_number_finds_itself_first() => Assert.All(Codes.All, code =>
    {
        Assert.Equal(code.Code.ToString(), Found(code.Code.ToString())[0]);
        Assert.Equal(code.Code.ToString(), Found(code.Code.ToString().ToLowerInvariant() + "-GP")[0]);
    });

    [Theory]
    [InlineData("9711", "97110 97112 97116 97113")]
    [InlineData("97111", "97110")]
    [InlineData("79110", "97110")]
    [InlineData("cpt 97110", "97110")]
    [InlineData("hcpcs g0283", "G0283")]
    [InlineData("97110x2", "97110")]
    [InlineData("97 530", "97530")]
    public void The_beginning_of_a_number_and_a_slip_in_one(string question, string codes) => Assert.Equal(codes.Split(' '), Found(question, codes.Split(' ').Length));

    [Fact]
    public void Codes_that_have_ended_stand_behind() => Assert.True(Array.IndexOf(Found("PT eval", 20), "97001") is -1 or > 3);

    [Fact]
    public void Case_and_hyphens_do_not_matter() => Assert.All((string[])["e-stim", "ther ex", "neuro re-ed", "sit-to-stand"], question =>
    {
        Assert.Equal(Found(question), Found(question.ToUpperInvariant()));
        Assert.Equal(Found(question)[0], Found(question.Replace('-', ' '))[0]);
        Assert.Equal(Found(question)[0], Found(question.Replace("-", "").Replace(" ", ""))[0]);
    });

    [Fact]
    public void Nothing_that_is_typed_breaks_it() => Gen.String.Sample(question => Assert.True(Index.Find(question, 10).Count <= 10));

    [Fact]
    public void The_same_question_has_the_same_answer() => Assert.All((string[])["eval", "e-stim", "walking", "splint", "97"],
        question => Assert.Equal<IEnumerable<string>>(Found(question, 30), TherapySearch.Open(Codes, new(2026, 5, 4)).Find(question, 30).Select(hit => hit.Entry.Code.ToString())));

    [Theory]
    [InlineData("")]
    [InlineData("zzzzqqqq")]
    public void What_nobody_knows_finds_nothing(string question) => Assert.Empty(Index.Find(question, 10));
}
