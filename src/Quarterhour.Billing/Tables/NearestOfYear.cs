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
            int here = Gap(i, one), there = Gap(i, other);
            if (here > 0 != there > 0) return false;
            for (int j = 0; j < i; j++)
                if (OfYear(j) && here.CompareTo(Gap(j, one)) != there.CompareTo(Gap(j, other))) return false;
        }
        return true;

        bool OfYear(int i) => firsts[i] >= firstOfYear && firsts[i] <= lastOfYear;
        int Gap(int i, DateOnly date) => date.DayNumber < firsts[i] ? firsts[i] - date.DayNumber : Math.Max(0, date.DayNumber - lasts[i]);
    }
}
