using System.Globalization;
using System.Text;

namespace Quarterhour.Formats.Visits;

/// <summary>Field values from UTF-8 text. Each reader answers null when the text has not its form.</summary>
static class FieldText
{
    /// <summary>YYYY-MM-DD, a day of the calendar.</summary>
    public static DateOnly? Date(ReadOnlySpan<byte> text)
    {
        if (text.Length != 10 || text[4] != '-' || text[7] != '-') return null;
        int year = Whole(text[..4]) ?? 0, month = Whole(text[5..7]) ?? 0, day = Whole(text[8..]) ?? 0;
        return year >= 1900 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    /// <summary>HH:MM, 00:00 to 23:59.</summary>
    public static TimeOnly? Time(ReadOnlySpan<byte> text)
    {
        if (text.Length != 5 || text[2] != ':') return null;
        return Whole(text[..2]) is { } hour and < 24 && Whole(text[3..]) is { } minute and < 60 ? new TimeOnly(hour, minute) : null;
    }

    /// <summary>Digits only, up to nine of them.</summary>
    public static int? Whole(ReadOnlySpan<byte> text)
    {
        if (text.Length is 0 or > 9) return null;
        int value = 0;
        foreach (byte digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9') return null;
            value = value * 10 + (digit - '0');
        }
        return value;
    }

    /// <summary>Dollars, not negative, with at most two decimals and no sign or comma.</summary>
    public static decimal? Dollars(ReadOnlySpan<byte> text)
    {
        int dot = text.IndexOf((byte)'.');
        var decimals = dot < 0 ? default : text[(dot + 1)..];
        if (Whole(dot < 0 ? text : text[..dot]) is not { } dollars || dot >= 0 && decimals.Length is 0 or > 2) return null;
        if (decimals.Length > 0 && Whole(decimals) is null) return null;
        int cents = decimals.Length switch { 0 => 0, 1 => Whole(decimals)!.Value * 10, _ => Whole(decimals)!.Value };
        long all = dollars * 100L + cents;
        return new decimal(unchecked((int)all), (int)(all >> 32), 0, isNegative: false, 2);
    }

    public static bool? YesNo(ReadOnlySpan<byte> text) => Lower(text) switch
    {
        "yes" or "true" or "y" => true,
        "no" or "false" or "n" => false,
        _ => null,
    };

    public static string Lower(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text).ToLower(CultureInfo.InvariantCulture);

    /// <summary>As it is quoted in a message: not longer than a line.</summary>
    public static string Shown(ReadOnlySpan<byte> text)
    {
        string shown = Encoding.UTF8.GetString(text.Length > 60 ? text[..60] : text);
        return "\"" + shown + (text.Length > 60 ? "...\"" : "\"");
    }
}
