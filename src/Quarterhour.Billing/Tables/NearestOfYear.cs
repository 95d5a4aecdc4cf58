namespace Quarterhour.Billing.Tables;

/// <summary>Days that rows or releases hold, where the nearest of the calendar year answers for a date that none holds.</summary>
static class NearestOfYear
{
    /// <summary>Whether two dates of one year are answered alike: what is in force is the same, and what is near is near in the same order.</summary>
    /// <param name="firsts">First days, as day numbers.</param>
    /// <param name="lasts">Last days, in the same order.</param>
    /// <param name="one">A date.</param>
    /// <param name="other">Another.</param>
    public static bool AreAlike(int[] firsts, int[] lasts, DateOnly one, DateOnly other)
    {
        if (one.Year != other.Year) return false;
        int firstOfYear = new DateOnly(one.Year, 1, 1).DayNumber, lastOfYear = new DateOnly(one.Year, 12, 31).DayNumber;
        for (int i = 0; i < firsts.Length; i++)
        {
            if (!OfYear(i)) continue;
            int here = Gap(firsts[i], lasts[i], one.DayNumber), there = Gap(firsts[i], lasts[i], other.DayNumber);
            if (here > 0 != there > 0) return false;
            for (int j = 0; j < i; j++)
                if (OfYear(j) && here.CompareTo(Gap(firsts[j], lasts[j], one.DayNumber)) != there.CompareTo(Gap(firsts[j], lasts[j], other.DayNumber))) return false;
        }
        return true;

        bool OfYear(int i) => firsts[i] >= firstOfYear && firsts[i] <= lastOfYear;
    }

    /// <summary>Days between a date and a span of days; 0 within it. All as day numbers.</summary>
    public static int Gap(int first, int last, int day) => day < first ? first - day : Math.Max(0, day - last);
}
