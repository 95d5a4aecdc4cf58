using System.Text.Json;
using Quarterhour.Billing;
using Quarterhour.Billing.Day;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Formats.Questions;

/// <summary>How many units a day's minutes are.</summary>
public static class UnitsQuestion
{
    const int MinutesOfDay = 24 * 60;

    /// <param name="rule">Which rule counts.</param>
    /// <param name="given">Codes and minutes as <c>97112:24</c>.</param>
    /// <param name="day">Date of service.</param>
    /// <param name="codes">The catalogue.</param>
    public static Bill Ask(UnitRule rule, IEnumerable<string> given, DateOnly day, CodeCatalogue codes) =>
        UnitCount.ByRule(rule, [.. given.Select(one => Intervention(one, codes))], day, codes);

    /// <summary>A code with its whole minutes, <c>97112:24</c>.</summary>
    /// <exception cref="UnusableException">The code is not known, or the minutes are none.</exception>
    public static Intervention Intervention(string given, CodeCatalogue codes)
    {
        int colon = given.IndexOf(':', StringComparison.Ordinal);
        var code = Read.TherapyCode(colon < 0 ? given : given[..colon], given, codes);
        if (colon >= 0) return new(code, Minutes(given[(colon + 1)..], given));
        if (codes.Find(code)!.Units == UnitKind.Untimed) return new(code, null);
        throw new UnusableException($"{given}: {code} is billed by time and no minutes are given; write them behind a colon, for example {code}:23");
    }

    static int Minutes(string text, string given)
    {
        if (text.Length == 0 || !text.All(char.IsAsciiDigit))
            throw new UnusableException($"{given}: \"{text}\" is not a whole number of minutes; record the whole minutes timed, nothing is rounded for you");
        return text.Length <= 9 && int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) is var minutes && minutes <= MinutesOfDay ? minutes
            : throw new UnusableException($"{given}: {text} minutes are more than a day has ({MinutesOfDay}); check the figure");
    }

    /// <summary>Writes the fields behind <c>contract</c>.</summary>
    public static void Write(Utf8JsonWriter json, Bill bill)
    {
        var words = new BillJson();
        json.WriteNumber("total_minutes", bill.TimedMinutes);
        json.WriteNumber("units", bill.Units);
        json.WriteStartArray("lines");
        foreach (var line in bill.Lines)
        {
            json.WriteStartObject();
            json.Code("code", line.Code);
            json.WriteNumber("units", line.Units);
            json.WriteNumber("minutes", line.Minutes);
            words.WriteBecause(json, line.Because);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("not_billed");
        foreach (var one in bill.NotBilled) words.WriteNotBilled(json, one);
        json.WriteEndArray();
        json.WriteStartArray("choices");
        foreach (var choice in bill.Choices) words.WriteChoice(json, choice);
        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var finding in bill.Findings) words.WriteFinding(json, finding);
        json.WriteEndArray();
    }
}
