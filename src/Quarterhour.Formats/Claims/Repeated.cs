using System.Buffers.Binary;

namespace Quarterhour.Formats.Claims;

/// <summary>The value of a short field that was read last: the next row mostly says the same.</summary>
/// <typeparam name="T">What the field becomes.</typeparam>
sealed class Repeated<T> where T : struct
{
    // up to sixteen bytes as two numbers; a longer field is never the same
    (ulong, ulong) text;
    int length = -1;
    T value;

    /// <summary>Whether the field says what the one kept says.</summary>
    public bool Is(ReadOnlySpan<byte> field, out T same)
    {
        same = value;
        return field.Length == length && Bytes(field) == text;
    }

    public void Keep(ReadOnlySpan<byte> field, T read)
    {
        length = field.Length <= 16 ? field.Length : -1;
        if (length >= 0) (text, value) = (Bytes(field), read);
    }

    static (ulong, ulong) Bytes(ReadOnlySpan<byte> field)
    {
        if (field.Length >= 8) return (BinaryPrimitives.ReadUInt64LittleEndian(field), BinaryPrimitives.ReadUInt64LittleEndian(field[^8..]));
        ulong few = 0;
        foreach (byte one in field) few = few << 8 | one;
        return (few, 0);
    }
}
