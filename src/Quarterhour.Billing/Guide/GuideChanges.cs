using System.Globalization;
using Quarterhour.Billing.Tables;

namespace Quarterhour.Billing.Guide;

/// <summary>What changed for a code in the year of the date: its relative values, the conversion factor and its fee against the year before, its own first
/// or last day, and every value of a rule that began in that year.</summary>
static class GuideChanges
{
    public static IReadOnlyList<GuideChange> Of(CodeGuide guide, FeeTable fees)
    {
        var (code, date) = (guide.Code, guide.Date);
        var (first, before) = (new DateOnly(date.Year, 1, 1), new DateOnly(date.Year - 1, 12, 31));
        List<GuideChange> changes = [];
        if (code.From is { } begins && begins.Year == date.Year) changes.Add(new(begins, $"{code.Code} began", code.Source));
        if (code.To is { } ends && ends.Year == date.Year) changes.Add(new(ends, $"last day of {code.Code}", code.Source));
        if (fees.Find(code.Code, date) is { } now && fees.Find(code.Code, before) is { } then)
        {
            string source = $"{then.Release.Name} and {now.Release.Name}";
            if (now.Values is { } values && then.Values is { } old)
            {
                Compare("work units", old.Work, values.Work);
                Compare("practice expense units", old.PracticeExpense, values.PracticeExpense);
                Compare("malpractice units", old.Malpractice, values.Malpractice);
                if (old.Status != values.Status) changes.Add(new(first, $"status {old.Status} became {values.Status}", source));
            }
            Compare("dollars for one relative value unit (conversion factor)", then.Release.ConversionFactor, now.Release.ConversionFactor);
            if (guide.FeeOn(before) is { IsDecided: true, Value.Full: var was } && guide.Fee is { IsDecided: true, Value.Full: var fee } && was != fee)
                changes.Add(new(first, string.Create(CultureInfo.InvariantCulture, $"one unit{(guide.Place is { } place ? $" in {place}" : ", national amount")}: {was:0.00} became {fee:0.00} ({(fee - was) / was:+0.0 %;-0.0 %})"), source));

            void Compare(string what, decimal old, decimal value)
            {
                if (old != value) changes.Add(new(first, string.Create(CultureInfo.InvariantCulture, $"{what}: {old} became {value}"), source));
            }
        }
        changes.AddRange(OfRules(date));
        return changes;
    }

    /// <summary>Values of rules that began in the year, up to the date; with what they were before, where that is one figure.</summary>
    static IEnumerable<GuideChange> OfRules(DateOnly date)
    {
        foreach (var words in RuleBook.All())
            foreach (var value in words.Values)
                foreach (var entry in value.Entries)
                {
                    if (entry.From.Year != date.Year || entry.From > date || entry.Value.Contains('{', StringComparison.Ordinal)) continue;
                    string old = value.Entries.Where(earlier => earlier.From < entry.From).MaxBy(earlier => earlier.From)?.Value is { } was ? $", before {was}" : "";
                    yield return new(entry.From, $"{words.Rule.Id.Replace('-', ' ')}, {value.Name.Replace('_', ' ')}: {entry.Value}{old}", entry.Source);
                }
    }
}
