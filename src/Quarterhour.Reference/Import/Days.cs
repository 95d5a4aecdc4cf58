namespace Quarterhour.Reference.Import;

/// <summary>Days as the agencies write them.</summary>
static class Days
{
    /// <summary>Reads <c>20260630</c>, <c>2026-06-30</c> or <c>06/30/2026</c>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out DateOnly day)
    {
        day = default;
        var (year, month, date) = text.Length switch
        {
            8 => (Figure(text[..4]), Figure(text[4..6]), Figure(text[6..])),
            10 when text[4] == '-' && text[7] == '-' => (Figure(text[..4]), Figure(text[5..7]), Figure(text[8..])),
            10 when text[2] == '/' && text[5] == '/' => (Figure(text[6..]), Figure(text[..2]), Figure(text[3..5])),
            _ => (-1, -1, -1),
        };
        return TryMake(year, month, date, out day);
    }

    /// <summary>Reads CMS's Julian dates, the year and the day of the year: <c>2026181</c>.</summary>
    public static bool TryParseJulian(ReadOnlySpan<byte> text, out DateOnly day)
    {
        day = default;
        if (text.Length != 7) return false;
        int year = Figure(text[..4]), number = Figure(text[4..]);
        if (year is < 1900 or > 9998 || number < 1 || number > (DateTime.IsLeapYear(year) ? 366 : 365)) return false;
        day = new DateOnly(year, 1, 1).AddDays(number - 1);
        return true;
    }

    public static bool TryMake(int year, int month, int date, out DateOnly day)
    {
        day = default;
        if (year is < 1900 or > 9998 || month is < 1 or > 12 || date < 1 || date > DateTime.DaysInMonth(year, month)) return false;
        day = new(year, month, date);
        return true;
    }

    static int Figure(ReadOnlySpan<byte> digits)
    {
        int value = 0;
        foreach (byte digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9') return -1;
            value = value * 10 + (digit - '0');
        }
        return value;
    }
}
