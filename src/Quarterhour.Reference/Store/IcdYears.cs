using System.Numerics;
using System.Runtime.CompilerServices;
using Quarterhour.Billing.Tables;

namespace Quarterhour.Reference.Store;

/// <summary>Fiscal years of ICD-10-CM put together one by one into the table that answers.</summary>
/// <param name="firstYear">The first fiscal year.</param>
/// <param name="files">The file of each year; null for one that is not loaded.</param>
/// <param name="entries">In order; the packed code above two bits a year.</param>
/// <param name="changes">Which codes took the place of which.</param>
sealed class IcdYears(int firstYear, IReadOnlyList<string?> files, ulong[] entries, IReadOnlyList<IcdChange> changes)
{
    int first = firstYear;
    readonly List<string?> files = [.. files];
    readonly List<IcdChange> begun = [];
    ulong[] entries = entries;
    IReadOnlyList<IcdChange> changes = changes;

    /// <summary>Puts a year's codes in the place of what is known of the year. Codes of a file that begins inside the year, and that the year did not have, begin with it.</summary>
    /// <param name="from">First day of the file.</param>
    /// <param name="codes">In order; each above two bits for its mark.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Put(DateOnly from, string file, ReadOnlySpan<ulong> codes)
    {
        int year = IcdTable.FiscalYear(from);
        if (!MakeRoom(year)) return;
        int shift = 2 * (year - first), count = 0, i = 0;
        bool inside = from.Month != 10 && files[year - first] is not null;
        ulong others = ~(3UL << shift), heading = 0;
        ulong[] before = entries, merged = new ulong[before.Length + codes.Length];
        foreach (ulong code in codes)
        {
            ulong key = code >> 2;
            var mark = (IcdTable.Mark)(code & 3);
            for (; i < before.Length && before[i] >> IcdTable.MarkBits < key; i++) merged[count++] = before[i] & others;
            ulong entry = i < before.Length && before[i] >> IcdTable.MarkBits == key ? before[i++] : key << IcdTable.MarkBits;
            var had = (IcdTable.Mark)(entry >> shift & 3);
            // the year's own mark stays; the change tells from which day the code is a heading
            bool becomesHeading = inside && had == IcdTable.Mark.Valid && mark == IcdTable.Mark.Heading;
            if (becomesHeading) heading = key;
            if (inside && had == IcdTable.Mark.Absent && mark == IcdTable.Mark.Valid) begun.Add(new(IcdTable.IsBelow(key, heading) ? heading : 0, key, from));
            merged[count++] = entry & others | (ulong)(becomesHeading ? had : mark) << shift;
        }
        for (; i < before.Length; i++) merged[count++] = before[i] & others;
        entries = merged[..count];
        files[year - first] = file;
    }

    /// <summary>Widens the years to hold this one; the oldest fall out where they are too many.</summary>
    /// <returns>False for a year that is too old.</returns>
    bool MakeRoom(int year)
    {
        if (year < first)
        {
            int wider = first - year;
            if (files.Count + wider > IcdTable.MostYears) return false;
            Shift(wider);
            files.InsertRange(0, Enumerable.Repeat<string?>(null, wider));
            first = year;
        }
        while (year >= first + files.Count) files.Add(null);
        int tooMany = files.Count - IcdTable.MostYears;
        if (tooMany > 0)
        {
            Shift(-tooMany);
            files.RemoveRange(0, tooMany);
            first += tooMany;
        }
        return true;
    }

    void Shift(int years)
    {
        const ulong Marks = (1UL << IcdTable.MarkBits) - 1;
        for (int i = 0; i < entries.Length; i++)
        {
            ulong marks = entries[i] & Marks;
            entries[i] = entries[i] & ~Marks | (years > 0 ? marks << 2 * years : marks >> -2 * years) & Marks;
        }
    }

    /// <summary>Takes a conversion table: ranges are filled from the codes that were valid the year before.</summary>
    public void Change(IcdChangeRange[] table)
    {
        List<IcdChange> found = [];
        foreach (var (from, to, now, day) in table)
        {
            // what changed before the first loaded year concerns dates that no loaded year answers
            if (day <= new DateOnly(first - 1, 10, 1) || At(now) < 0) continue;
            int before = Math.Clamp(day.Month >= 10 ? day.Year : day.Year - 1, first, first + files.Count - 1) - first;
            for (int i = At(from) is >= 0 and var at ? at : ~At(from); i < entries.Length && entries[i] >> IcdTable.MarkBits is var key && key <= to; i++)
                if (key != now && (IcdTable.Mark)(entries[i] >> 2 * before & 3) == IcdTable.Mark.Valid && Within(key, from, to)) found.Add(new(key, now, day));
        }
        changes = [.. found.Distinct().OrderBy(change => change.Old).ThenBy(change => change.New).ThenBy(change => change.From)];
    }

    /// <summary>In one category, of one length and, where the ends share the seventh character, with it.</summary>
    static bool Within(ulong key, ulong from, ulong to) => from == to ? key == from
        : BitOperations.TrailingZeroCount(key) / 6 == BitOperations.TrailingZeroCount(from) / 6 && key >> 24 == from >> 24 && key >> 24 == to >> 24
        && ((key & 63) == 0 || (from & 63) != (to & 63) || (key & 63) == (from & 63));

    /// <summary>The place of a code, or the complement of where it would stand.</summary>
    int At(ulong key)
    {
        int low = 0, high = entries.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >> 1;
            ulong found = entries[middle] >> IcdTable.MarkBits;
            if (found == key) return middle;
            if (found < key) low = middle + 1;
            else high = middle - 1;
        }
        return ~low;
    }

    /// <summary>Every code above two bits a year, in order.</summary>
    public IReadOnlyList<ulong> Entries => entries;

    /// <summary>Which codes took the place of which, in order.</summary>
    public IReadOnlyList<IcdChange> Changes => changes;

    /// <param name="notes">The excludes notes of a day; null where no tabular list is loaded.</param>
    public DiagnosisTable Table(Func<DateOnly, DiagnosisNotes?>? notes = null) => new IcdTable(first, files, entries, [.. changes, .. begun]) { Notes = notes };
}
