using System.Text;
using Xunit;

namespace Quarterhour.X12;

public class ElementTestTests
{
    static readonly string[] Values = ["1", "12", "123", "12.5", "-3", "+3", "1,000", "0019", "AB", "ABK", "XX", "a b", " a", "a ", " ", "20260504", "20260229", "20240229", "20261301", "00000101", "2026050", "20260504-20260510", "20260510-20260504", "1200", "2561", "D8", "1234567890123456789",
        "A:B", ":", "A^B", "12:3", new string('X', 40), new string('X', 90), new string('9', 20)];

    static readonly string[] Formats = ["", "D8", "RD8", "DT", "TM", "XX"];

    /// <summary>What the short way lets pass, the long way has nothing to say of, wherever a guide has a rule.</summary>
    [Fact]
    public void The_short_way_passes_nothing_that_the_long_way_refuses()
    {
        long passed = 0, refused = 0;
        foreach (var guide in Guide.All)
            foreach (var node in guide.Nodes.Where(static node => !node.IsLoop))
                for (int i = 0; i < node.Elements.Length; i++)
                {
                    if (node.Elements[i].Usage == Usage.NotUsed) continue;
                    foreach (string value in Values)
                        foreach (string format in node.Elements[i].Type == ElementType.ByFormat ? Formats : Formats[..1])
                        {
                            bool passes = node.Tests[i].Passes(Encoding.ASCII.GetBytes(value), Encoding.ASCII.GetBytes(format), node.HasComposites, (byte)':', asksSets: false);
                            bool right = node.Elements[i] is { Components.Length: 0, Repeat: 1 } && Right(node.Elements[i], node, value, format);
                            Assert.False(passes && !right, $"{guide.Set} {node.LoopName} {node.Name}{i + 1:00} of {node.Elements[i].Type}: {format} {value}");
                            if (passes) passed++;
                            else if (!right) refused++;
                        }
                }
        Assert.True(passed > 10_000 && refused > 10_000, $"{passed} {refused}");
    }

    /// <summary>The rule, spelled out.</summary>
    static bool Right(ElementRule rule, GuideNode node, string value, string format)
    {
        if (rule.Codes is { } codes) return codes.Codes.Contains(value);
        string digits = value.TrimStart('-').Replace(".", "", StringComparison.Ordinal);
        bool number = digits.All(char.IsAsciiDigit) && digits.Length <= 18 && value.Count(static one => one == '.') <= 1;
        return rule.Type switch
        {
            ElementType.Whole => number && !value.Contains('.', StringComparison.Ordinal) && digits.Length >= rule.Least && digits.Length <= rule.Most,
            ElementType.Decimal => number && digits.Length >= rule.Least && digits.Length <= rule.Most,
            ElementType.Day => IsDay(value),
            ElementType.ByFormat => format == "D8" && IsDay(value),
            _ => value.Length >= rule.Least && value.Length <= rule.Most && value.Trim(' ') == value && !(node.HasComposites && value.Contains(':', StringComparison.Ordinal)),
        };
    }

    static bool IsDay(string value) => DateOnly.TryParseExact(value, "yyyyMMdd", out _);

    [Fact]
    public void A_day_is_one_that_the_calendar_has()
    {
        // every day of 28 years, and every other byte in every place of one
        for (int number = new DateOnly(1999, 1, 1).DayNumber; number < new DateOnly(2027, 1, 1).DayNumber; number++)
        {
            string text = DateOnly.FromDayNumber(number).ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);
            Assert.True(Reading.TryDate(Encoding.ASCII.GetBytes(text), out var day) && day.DayNumber == number, text);
        }
        foreach (string wrong in (string[])["00000101", "20260001", "20261301", "20260100", "20260132", "20260229", "19000229", "20260431", "2026010", "202601011", ""]) Assert.False(Reading.TryDate(Encoding.ASCII.GetBytes(wrong), out _), wrong);
        for (int place = 0; place < 8; place++)
            for (int one = 0; one < 256; one++)
            {
                byte[] text = "20261111"u8.ToArray();
                text[place] = (byte)one;
                Assert.Equal(text.All(static digit => char.IsAsciiDigit((char)digit)) && IsDay(Encoding.Latin1.GetString(text)), Reading.TryDate(text, out _));
            }
    }
}
