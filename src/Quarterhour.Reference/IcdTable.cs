using System.Buffers;
using System.Numerics;
using System.Text;
using Quarterhour.Billing.Tables;

namespace Quarterhour.Reference;

/// <summary>A code took the place of another on a day. Codes are packed as <see cref="IcdTable"/> packs them.</summary>
readonly record struct IcdChange(ulong Old, ulong New, DateOnly From);

/// <summary>ICD-10-CM from the order files of the National Center for Health Statistics, one a fiscal year, with the days of codes that begin inside a year.
/// A code is 42 bits with two bits a year below, in one sorted array: a look-up is 17 comparisons.</summary>
public sealed class IcdTable : DiagnosisTable
{
    internal enum Mark { Absent, Heading, Valid }

    /// <summary>Bits of an entry below the code, and the years that they hold.</summary>
    internal const int MarkBits = 22, MostYears = MarkBits / 2;

    const int MostLeaves = 30;

    readonly int firstYear;
    readonly IReadOnlyList<string?> files;
    readonly string[] releases;
    readonly ulong[] entries;
    readonly IcdChange[] changes;
    readonly Dictionary<ulong, DateOnly> begunInYear = [], headingInYear = [];

    /// <param name="files">The file of each year; null for a year that is not loaded.</param>
    /// <param name="entries">Sorted; the packed code above the marks.</param>
    internal IcdTable(int firstYear, IReadOnlyList<string?> files, ulong[] entries, IcdChange[] changes)
    {
        (this.firstYear, this.files, this.entries, this.changes) = (firstYear, files, entries, changes);
        releases = new string[files.Count];
        for (int i = 0; i < releases.Length; i++) releases[i] = Name(firstYear + i);
        foreach (var change in changes)
        {
            if (change.From.Month == 10) continue;
            // new codes of January and April: the file of their year was written before
            begunInYear[change.New] = change.From;
            if (IsBelow(change.New, change.Old)) headingInYear[change.Old] = change.From;
        }
    }

    /// <summary>The loaded fiscal years with their files and their counts of valid codes.</summary>
    public IReadOnlyList<(int Year, string File, int Valid)> Years
    {
        get
        {
            List<(int Year, string File, int Valid)> years = [];
            for (int i = 0; i < files.Count; i++)
                if (files[i] is { } file) years.Add((firstYear + i, file, entries.Count(entry => (Mark)((entry >> (2 * i)) & 3) == Mark.Valid)));
            return years;
        }
    }

    /// <summary>The fiscal year of a date: it begins on 1 October of the calendar year before.</summary>
    public static int FiscalYear(DateOnly date) => date.Month >= 10 ? date.Year + 1 : date.Year;

    bool IsLoaded(int year) => year >= firstYear && year < firstYear + files.Count && files[year - firstYear] is not null;

    /// <summary>The fiscal year of the date is loaded.</summary>
    public bool IsLoadedOn(DateOnly date) => IsLoaded(FiscalYear(date));

    /// <summary>Codes that are valid on one of two days only, both of loaded years; true for those of the later day. With the dot, in order.</summary>
    public IEnumerable<(string Code, bool Added)> Changed(DateOnly from, DateOnly to)
    {
        for (int at = 0; at < entries.Length; at++)
        {
            bool before = StateOn(at, from) == Mark.Valid, after = StateOn(at, to) == Mark.Valid;
            if (before != after) yield return (Dotted(Unpack(entries[at] >> MarkBits)), after);
        }
    }

    static string Dotted(string code) => code.Length > 3 ? $"{code[..3]}.{code[3..]}" : code;

    /// <summary>The excludes notes of a day's fiscal year; null where they are not loaded.</summary>
    internal Func<DateOnly, Store.DiagnosisNotes?>? Notes { get; init; }

    /// <inheritdoc/>
    public override string? NeverTogether(string a, string b, DateOnly date) => Notes?.Invoke(date)?.NeverTogether(a, b);

    static string Name(int year) => $"ICD-10-CM FY {year}";

    /// <inheritdoc/>
    public override DiagnosisAnswer Find(string code, DateOnly date)
    {
        int year = FiscalYear(date);
        if (!IsLoaded(year)) return new(DiagnosisState.YearNotLoaded, [], null, Name(year));
        string release = releases[year - firstYear];
        if (!TryPack(code, out ulong key) || At(key) is not (>= 0 and var at)) return new(DiagnosisState.Unknown, [], null, release);
        return StateOn(at, date) switch
        {
            Mark.Valid => new(DiagnosisState.Valid, [], null, release),
            Mark.Heading => new(DiagnosisState.NotSpecific, Longer(at, date), EndedBefore(at, date), release),
            _ => NotInForce(at, date, release),
        };
    }

    DiagnosisAnswer NotInForce(int at, DateOnly date, string release)
    {
        ulong key = entries[at] >> MarkBits;
        if (EndedBefore(at, date) is { } ended)
            return new(DiagnosisState.NotInForce, InForce(changes.Where(change => change.Old == key).Select(change => change.New), date), ended, release);
        return new(DiagnosisState.NotInForce, InForce(changes.Where(change => change.New == key).Select(change => change.Old), date), BeginsAfter(at, date), release);
    }

    string[] InForce(IEnumerable<ulong> keys, DateOnly date) =>
        [.. keys.Distinct().Order().Where(key => At(key) is >= 0 and var at && StateOn(at, date) == Mark.Valid).Select(Unpack)];

    Mark StateOn(int at, DateOnly date)
    {
        int year = FiscalYear(date);
        ulong key = entries[at] >> MarkBits;
        if (begunInYear.TryGetValue(key, out var begun) && FiscalYear(begun) == year) return date >= begun ? Mark.Valid : Mark.Absent;
        if (headingInYear.TryGetValue(key, out var heading) && FiscalYear(heading) == year && date >= heading) return Mark.Heading;
        return MarkOf(at, year);
    }

    Mark MarkOf(int at, int year) => (Mark)((entries[at] >> (2 * (year - firstYear))) & 3);

    /// <summary>The first day on which a code that was valid before no longer is.</summary>
    DateOnly? EndedBefore(int at, DateOnly date)
    {
        if (headingInYear.TryGetValue(entries[at] >> MarkBits, out var heading) && heading <= date) return heading;
        // over a year that is not loaded nobody knows when
        for (int year = FiscalYear(date) - 1; IsLoaded(year); year--)
            if (MarkOf(at, year) == Mark.Valid) return new(year, 10, 1);
        return null;
    }

    DateOnly? BeginsAfter(int at, DateOnly date)
    {
        if (begunInYear.TryGetValue(entries[at] >> MarkBits, out var begun) && begun > date) return begun;
        for (int year = FiscalYear(date) + 1; IsLoaded(year); year++)
            if (MarkOf(at, year) != Mark.Absent) return new(year - 1, 10, 1);
        return null;
    }

    /// <summary>The billable codes under a heading; where there are more than a screen of them, the next level, headings among them.</summary>
    List<string> Longer(int heading, DateOnly date)
    {
        List<string> leaves = [], next = [];
        ulong above = entries[heading] >> MarkBits, level = 0;
        for (int at = heading + 1; at < entries.Length && IsBelow(entries[at] >> MarkBits, above); at++)
        {
            var state = StateOn(at, date);
            if (state == Mark.Absent) continue;
            ulong key = entries[at] >> MarkBits;
            if (state == Mark.Valid && leaves.Count <= MostLeaves) leaves.Add(Unpack(key));
            if (level != 0 && IsBelow(key, level)) continue;
            next.Add(Unpack(level = key));
        }
        return leaves.Count <= MostLeaves ? leaves : next;
    }

    int At(ulong key)
    {
        int low = 0, high = entries.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >> 1;
            ulong found = entries[middle] >> MarkBits;
            if (found == key) return middle;
            if (found < key) low = middle + 1;
            else high = middle - 1;
        }
        return -1;
    }

    internal static bool IsBelow(ulong key, ulong above)
    {
        if (above == 0) return false;
        int empty = BitOperations.TrailingZeroCount(above) / 6 * 6;
        return key != above && key >> empty == above >> empty;
    }

    internal static bool TryPack(ReadOnlySpan<char> code, out ulong key)
    {
        Span<byte> ascii = stackalloc byte[7];
        key = 0;
        return Ascii.FromUtf16(code, ascii, out int length) == OperationStatus.Done && TryPack(ascii[..length], out key);
    }

    /// <summary>Seven characters of six bits, the first highest: 1 to 10 the digits, 11 to 36 the letters, 0 none, so that a heading sorts before what is below it.</summary>
    internal static bool TryPack(ReadOnlySpan<byte> code, out ulong key)
    {
        key = 0;
        if (code.Length is < 3 or > 7) return false;
        foreach (byte b in code)
        {
            if (!char.IsAsciiDigit((char)b) && !char.IsAsciiLetterUpper((char)b)) return false;
            key = key << 6 | Value(b);
        }
        key <<= 6 * (7 - code.Length);
        return true;
    }

    internal static ulong Value(byte character) => (ulong)(character <= '9' ? character - '0' + 1 : character - 'A' + 11);

    internal static string Unpack(ulong key)
    {
        Span<char> code = stackalloc char[7];
        int length = 0;
        for (int shift = 36; shift >= 0 && (int)(key >> shift & 63) is > 0 and var value; shift -= 6) code[length++] = (char)(value <= 10 ? '0' + value - 1 : 'A' + value - 11);
        return new(code[..length]);
    }
}
