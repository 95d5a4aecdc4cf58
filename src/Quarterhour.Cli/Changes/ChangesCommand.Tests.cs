using System.Xml.Linq;
using Quarterhour.Answers.Changes;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Cli.Changes;

public sealed class ChangesCommandTests
{
    static readonly string[] NewYear = ["changes", "--from", "2025-12-31", "--to", "2026-01-01", "--zip", "77002"];

    [Fact]
    public void As_text() => Assert.Contains("97110   29.17   29.21   +0.1 %", CommandLine.Run([.. NewYear, "--section", "price"]).Out, StringComparison.Ordinal);

    [Fact]
    public void No_line_is_wider_than_the_terminal() => Assert.All(CommandLine.Run(["changes", "--from", "2025-10-01", "--to", "2026-07-01"]).Out.Split('\n'), line => Assert.InRange(line.Length, 0, 80));

    [Theory]
    [InlineData("0.0004", "0.0 %")]
    [InlineData("-0.0004", "0.0 %")]
    [InlineData("-0.0006", "-0.1 %")]
    [InlineData("0.103", "+10.3 %")]
    [InlineData(null, "")]
    public void A_change_that_rounds_to_nothing_has_no_sign(string? share, string shown) =>
        Assert.Equal(shown, ChangesDocument.Percent(share is null ? null : decimal.Parse(share, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void As_json()
    {
        var json = CommandLine.Run([.. NewYear, "--json"]).Json;
        Assert.Equal((1, "2025-12-31", "those of 04412-18"), (json.GetProperty("contract").GetInt32(), json.GetProperty("from").GetString(), json.GetProperty("amounts").GetString()));
        Assert.Contains(json.GetProperty("changes").EnumerateArray(), change => change.GetProperty("kind").GetString() == "price" && change.GetProperty("codes")[0].GetString() == "97110"
            && change.GetProperty("before").GetString() == "29.17" && change.GetProperty("after").GetString() == "29.21");
    }

    [Fact]
    public void As_markdown() => Assert.Contains("| 97110 | 29.17 | 29.21 | +0.1 % |", CommandLine.Run([.. NewYear, "--format", "markdown"]).Out, StringComparison.Ordinal);

    [Fact]
    public void As_a_feed_whose_entries_keep_their_ids()
    {
        XNamespace atom = "http://www.w3.org/2005/Atom";
        var feed = XDocument.Parse(CommandLine.Run([.. NewYear, "--format", "atom"]).Out).Root!;
        Assert.Equal(atom + "feed", feed.Name);
        string[] ids = [.. feed.Elements(atom + "entry").Select(entry => entry.Element(atom + "id")!.Value)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Equal(ids, XDocument.Parse(CommandLine.Run([.. NewYear, "--format", "atom"]).Out).Root!.Elements(atom + "entry").Select(entry => entry.Element(atom + "id")!.Value));
        Assert.All(feed.Elements(atom + "entry"), entry => Assert.All((string[])["title", "updated", "summary"], name => Assert.NotEmpty(entry.Element(atom + name)!.Value)));
    }

    [Theory]
    [InlineData("--from 2026-01-01 --to 2025-12-31", "must be later than")]
    [InlineData("--from 2026-13-01", "--from: \"2026-13-01\" is not a date")]
    [InlineData("--from 2025-12-31 --codes some", "neither therapy nor all")]
    [InlineData("--from 2025-12-31 --format html", "none of text, markdown, atom")]
    [InlineData("--from 2025-12-31 --section prices", "did you mean \"price\"")]
    public void What_is_wrong_is_told(string options, string message)
    {
        var run = CommandLine.Run(["changes", .. options.Split(' ')]);
        Assert.Equal(2, run.Status);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }
}
