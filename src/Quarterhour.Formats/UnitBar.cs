using Quarterhour.Billing;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Units;

namespace Quarterhour.Formats;

/// <summary>The picture of a day's timed minutes in block characters: one character a minute, scaled down where that does not fit. Full quarter hours
/// are solid, remainders that earned a unit (together, under the 8-minute rule) are hatched, those that earned nothing are hollow.</summary>
public static class UnitBar
{
    const char Solid = '█', Hatched = '▒', Hollow = '░';

    /// <summary>A reason stands beside its bar when it has this much room, else under it.</summary>
    const int RoomForReason = 24;

    const string Gap = "   ";

    /// <param name="pool">The units of the pool, with their reasons.</param>
    /// <param name="rule">The rule that counted them.</param>
    /// <param name="width">Characters a line.</param>
    public static IEnumerable<string> Lines(PoolUnits pool, UnitRule rule, int width)
    {
        bool together = rule == UnitRule.CmsEightMinute;
        int longest = pool.Services.Max(service => service.Minutes);
        string[] figures = [.. pool.Services.Select(service => $"{service.Minutes,3} min{Gap}{UnitsWord(service.Units),-7}")];
        int before = 7, after = 2 + figures.Max(figure => figure.Length);
        int bar = Math.Clamp(width - before - after, 8, longest > 8 ? longest : 8);
        int room = width - before - bar - after - Gap.Length;
        int open = pool.Units - pool.Services.Sum(service => service.Full);
        for (int i = 0; i < figures.Length; i++)
        {
            var service = pool.Services[i];
            bool earned = together ? open > 0 : service.Units > service.Full;
            string picture = Bar(service, earned, Math.Max(longest, 1), bar).PadRight(bar);
            string start = $"{service.Code}  {picture}  {figures[i]}{Gap}";
            string why = Words.Text(service.Because[^1]);
            if (room >= RoomForReason)
                foreach (string line in TextWrap.Lines(why, width, start, new string(' ', start.Length))) yield return line;
            else
            {
                yield return start.TrimEnd();
                foreach (string line in TextWrap.Lines(why, width, "       ", "       ")) yield return line;
            }
        }
        if (!together) yield break;
        var total = pool.Services[0].Because[0];
        foreach (string line in TextWrap.Lines($"{Words.Text(total)} ({total.Template.Cite})", width, "       └─ ", "          ")) yield return line;
    }

    static string Bar(ServiceUnits service, bool earned, int longest, int width)
    {
        int all = Scaled(service.Minutes, longest, width), left = service.LeftOver == 0 ? 0 : Math.Max(1, Scaled(service.LeftOver, longest, width));
        return new string(Solid, Math.Max(0, all - left)) + new string(earned ? Hatched : Hollow, left);
    }

    static int Scaled(int minutes, int longest, int width) => longest <= width ? minutes : (2 * minutes * width + longest) / (2 * longest);

    /// <summary>"1 unit", "2 units".</summary>
    public static string UnitsWord(int units) => units == 1 ? "1 unit" : $"{units} units";
}
