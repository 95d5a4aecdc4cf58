using System.Globalization;
using Quarterhour.Billing.Day;
using Quarterhour.Billing.Guide;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Units;
using Quarterhour.Formats.Documents;

namespace Quarterhour.Formats.Guide;

/// <summary>How a code's units are counted: the table, the picture, or its own clock.</summary>
static class GuideUnits
{
    public static IEnumerable<Block> Of(CodeGuide guide) => guide.Code.Units switch
    {
        UnitKind.Pool => Pool(guide),
        UnitKind.OwnClock => [new Paragraph(Clock(guide.Clock))],
        _ => [new Paragraph($"One unit a day, whatever the minutes; they never enter the day's timed minutes. ({Untimed.Rule.Cite})")],
    };

    static IEnumerable<Block> Pool(CodeGuide guide)
    {
        if (guide.Pooled is { } pair)
        {
            yield return new Paragraph($"{pair.First} and {pair.More} are one service: its first unit is {pair.First}, every further one {pair.More}, which never stands alone. By the 8-minute rule the day's timed minutes of all codes together decide how many units there are ({EightMinuteRule.Rule.Cite}). For the minutes of the two together, alone on their day:");
            yield return new Grid([new("Minutes"), new($"{pair.First}", true), new($"{pair.More}", true)],
                [.. guide.PairTable.Select(step => new[] { $"{step.From} to {step.To}", Whole(Math.Min(1, step.Units)), Whole(Math.Max(0, step.Units - 1)) })]);
            yield break;
        }
        yield return new Paragraph($"By the 8-minute rule the day's timed minutes of all codes together decide how many units there are ({EightMinuteRule.Rule.Cite}); by the midpoint rule each code counts alone ({MidpointRule.Rule.Cite}). For this code alone both give:");
        yield return new Grid([new("Minutes"), new("Units", true)],
            [.. guide.UnitTable.Select(step => new[] { $"{step.From} to {step.To}", Whole(step.Units) })]);
        var picture = guide.Picture!;
        yield return new Picture(width => UnitBar.Lines(picture, UnitRule.CmsEightMinute, width), UnitBarSvg.Of(picture, UnitRule.CmsEightMinute, QuarterHour.Of(UnitRule.CmsEightMinute, guide.Date), "guide"));
    }

    static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    static string Clock(Clock? clock)
    {
        if (clock is null) return "Counted by time, on a clock that no loaded rule gives: the payer says how.";
        string first = $"{clock.First} takes at least {clock.FirstLeast} minutes of its {clock.FirstMinutes}";
        string more = clock.MoreMinutes is not { } stretch ? "; it is earned once"
            : clock.More == clock.First ? $", and one more unit for each further {stretch} with at least {clock.MoreLeast}"
            : $"; {clock.More} follows for each further {stretch} with at least {clock.MoreLeast}";
        return $"{first}{more}. Its minutes stay out of the day's timed minutes{(clock.Monthly ? "; they add up over the calendar month" : "")}. ({PairedClocks.Rule.Cite})";
    }
}
