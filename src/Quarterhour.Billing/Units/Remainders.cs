namespace Quarterhour.Billing.Units;

/// <summary>Who got the open units.</summary>
/// <param name="Extra">By service: one more unit.</param>
/// <param name="Because">By service: why, or why not; null where nothing was left over.</param>
/// <param name="Choices">Ties that a therapist may decide.</param>
public readonly record struct GivenRemainders(bool[] Extra, Reason?[] Because, IReadOnlyList<UnitChoice> Choices);

public static partial class Remainders
{
    /// <summary>Gives the open units to the largest remainders. A tie goes to the service with more minutes in all, then to the lower code:
    /// the same whatever the order of input, and never by price.</summary>
    /// <param name="services">The day's services.</param>
    /// <param name="open">Units still open, 0 or more; never more than services with a remainder.</param>
    /// <param name="unit">Minutes of one unit.</param>
    /// <param name="units">All units of the day, for the words.</param>
    public static GivenRemainders Give(IReadOnlyList<TimedService> services, int open, int unit, int units)
    {
        int count = services.Count;
        var extra = new bool[count];
        var because = new Reason?[count];
        if (open <= 0)
        {
            for (int i = 0; i < count; i++)
                if (units > 0 && services[i].Minutes % unit is > 0 and var left) because[i] = Because.AllUsed(units, left);
            return new(extra, because, []);
        }

        var order = new int[count];
        // insertion: a day has few services
        for (int i = 0; i < count; i++)
        {
            int place = i;
            for (; place > 0 && Compare(services[i], services[order[place - 1]], unit) < 0; place--) order[place] = order[place - 1];
            order[place] = i;
        }
        int last = services[order[open - 1]].Minutes % unit;
        int first = 0, end = open;
        while (services[order[first]].Minutes % unit > last) first++;
        while (end < count && services[order[end]].Minutes % unit == last) end++;
        bool tied = end > open;

        List<UnitChoice>? choices = null;
        var acceptable = tied ? order[first..end].Select(i => services[i].Code).Order().ToArray() : [];
        for (int place = 0; place < open; place++)
        {
            int i = order[place], left = services[i].Minutes % unit, ordinal = units - open + place + 1;
            extra[i] = true;
            if (tied && place >= first)
            {
                var code = services[i].Code;
                because[i] = Because.Shares(left, Listed(acceptable.Where(other => other != code), "and"), ordinal, units);
                (choices ??= []).Add(new(acceptable, code, Because.Choice(Listed(acceptable, "and"), left, code)));
            }
            else because[i] = place == 0 ? Because.Takes(left, ordinal, units) : Because.TakesNext(left, ordinal, units);
        }
        for (int place = open; place < count; place++)
        {
            int i = order[place], left = services[i].Minutes % unit;
            if (left == 0) continue;
            because[i] = left == last ? Because.GivesWayTie(left, Listed(order[first..open].Select(picked => services[picked].Code), "and")) : Because.GivesWay(left, last);
        }
        return new(extra, because, choices ?? (IReadOnlyList<UnitChoice>)[]);
    }

    /// <summary>The note that tells of a choice.</summary>
    internal static Finding ChoiceNote(UnitChoice choice) => new(Finds.unitChoiceWords, [.. choice.Because.Args]);

    static int Compare(TimedService a, TimedService b, int unit)
    {
        int byRemainder = (b.Minutes % unit).CompareTo(a.Minutes % unit);
        if (byRemainder != 0) return byRemainder;
        int byMinutes = b.Minutes.CompareTo(a.Minutes);
        return byMinutes != 0 ? byMinutes : a.Code.CompareTo(b.Code);
    }

    internal static string Listed(IEnumerable<ProcedureCode> codes, string word)
    {
        var all = codes.Select(code => code.ToString()).ToList();
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all.Take(all.Count - 1))} {word} {all[^1]}";
    }
}
