using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Quarterhour.X12;

/// <summary>What the bytes of an element mean: text, amounts, numbers, dates.</summary>
static class Reading
{
    static readonly UTF8Encoding Strict = new(false, true);

    /// <summary>ASCII as it is; anything else as UTF-8 where it is that, else as Latin-1, so that nothing is lost.</summary>
    public static string Text(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return "";
        if (System.Text.Ascii.IsValid(bytes)) return string.Create(bytes.Length, bytes, static (text, source) => Encoding.Latin1.GetChars(source, text));
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    /// <summary>An R number: an optional minus, digits, at most one point; up to 18 digits. Nothing else is an amount.</summary>
    public static bool TryAmount(ReadOnlySpan<byte> text, out decimal amount)
    {
        amount = 0;
        bool negative = false;
        int i = 0, digits = 0, places = -1;
        if (text.Length > 0 && text[0] == '-') (negative, i) = (true, 1);
        ulong value = 0;
        for (; i < text.Length; i++)
        {
            uint digit = (uint)text[i] - '0';
            if (digit <= 9)
            {
                if (++digits > 18) return false;
                value = value * 10 + digit;
                if (places >= 0) places++;
            }
            else if (text[i] == '.' && places < 0) places = 0;
            else return false;
        }
        if (digits == 0) return false;
        // trailing zeros behind the point are not kept: 12.50 and 12.5 are one amount and are written alike
        while (places > 0 && value % 10 == 0)
        {
            value /= 10;
            places--;
        }
        amount = new decimal((int)value, (int)(value >> 32), 0, negative && value != 0, (byte)Math.Max(places, 0));
        return true;
    }

    /// <summary>Whether it is a number, and of how many digits.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> text, bool whole, out int digits)
    {
        digits = 0;
        bool point = whole;
        for (int i = text.Length > 0 && text[0] == '-' ? 1 : 0; i < text.Length; i++)
        {
            if ((uint)text[i] - '0' <= 9) digits++;
            else if (text[i] == '.' && !point) point = true;
            else return false;
        }
        return digits is > 0 and <= 18;
    }

    /// <summary>An N0 number of up to 18 digits.</summary>
    public static bool TryCount(ReadOnlySpan<byte> text, out long count)
    {
        count = 0;
        if (text.IsEmpty || text.Length > 18) return false;
        foreach (byte one in text)
        {
            uint digit = (uint)one - '0';
            if (digit > 9) return false;
            count = count * 10 + digit;
        }
        return true;
    }

    /// <summary>CCYYMMDD, a day that the calendar has.</summary>
    public static bool TryDate(ReadOnlySpan<byte> text, out DateOnly date)
    {
        date = default;
        if (text.Length != 8) return false;
        ulong digits = BinaryPrimitives.ReadUInt64LittleEndian(text) ^ 0x3030303030303030;
        if (((digits | digits + 0x7676767676767676) & 0x8080808080808080) != 0) return false;
        // two digits become one number in each second byte
        ulong pairs = digits * 10 + (digits >> 8);
        int year = (int)(pairs & 0x7F) * 100 + (int)(pairs >> 16 & 0x7F), month = (int)(pairs >> 32 & 0x7F), day = (int)(pairs >> 48 & 0x7F);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > 28 && day > DateTime.DaysInMonth(year, month)) return false;
        date = new(year, month, day);
        return true;
    }

    /// <summary>HHMM, HHMMSS, or with tenths or hundredths of a second.</summary>
    public static bool IsTime(ReadOnlySpan<byte> text)
    {
        if (text.Length is not (4 or 6 or 7 or 8) || !TryCount(text, out _)) return false;
        return Two(text) < 24 && Two(text[2..]) < 60 && (text.Length == 4 || Two(text[4..]) < 60);
    }

    static int Two(ReadOnlySpan<byte> digits) => (digits[0] - '0') * 10 + digits[1] - '0';

    /// <summary>An amount as X12 writes it: no needless zeros, no plus.</summary>
    public static string Amount(decimal amount) => amount.ToString("0.##################", CultureInfo.InvariantCulture);
}
