using System.Runtime.CompilerServices;
using Quarterhour.Rates.Parquet;

namespace Quarterhour.Rates.Parsing;

/// <summary>An id of a provider reference: a whole number, or whatever else it is.</summary>
readonly record struct ReferenceId(long Whole, string? Other);

/// <summary>
/// Gives each provider group id of a file a small number, in the order in which the ids are first seen. Ids are compared as numbers: 690.64470 is 690.6447, and a fraction is never
/// cut off. Whole numbers go through tables of their own, small ones by their place, since rates name them tens of millions of times.
/// </summary>
sealed class ReferenceNumbers
{
    const int Direct = 1 << 22;

    Cells<int> small = Pools.Blank<int>(1024);
    long[] keys = new long[2048];
    int[] numbers = new int[2048];
    readonly Dictionary<string, int> others = new(StringComparer.Ordinal);
    int wholes;

    public int Count { get; private set; }

    /// <summary>Gives its room back; it can't be asked any more.</summary>
    public void Return() => small.Return();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Of(long id)
    {
        if ((ulong)id < (ulong)small.Length && small[(int)id] is not 0 and var known) return known - 1;
        return (ulong)id < Direct ? Small((int)id) : Large(id);
    }

    int Small(int id)
    {
        if (id >= small.Length) small = Pools.GrownBlank(small, id + 1);
        if (small[id] == 0) small[id] = ++Count;
        return small[id] - 1;
    }

    int Large(long id)
    {
        int at = (int)((ulong)id * 0x9E3779B97F4A7C15 >> 40) & (keys.Length - 1);
        while (numbers[at] != 0)
        {
            if (keys[at] == id) return numbers[at] - 1;
            at = (at + 1) & (keys.Length - 1);
        }
        return Append(id, at);
    }

    int Append(long id, int at)
    {
        (keys[at], numbers[at]) = (id, ++Count);
        if (++wholes * 2 > keys.Length) Grow();
        return Count - 1;
    }

    void Grow()
    {
        var (oldKeys, oldNumbers) = (keys, numbers);
        (keys, numbers) = (new long[oldKeys.Length * 2], new int[oldKeys.Length * 2]);
        for (int i = 0; i < oldKeys.Length; i++)
        {
            if (oldNumbers[i] == 0) continue;
            int at = (int)((ulong)oldKeys[i] * 0x9E3779B97F4A7C15 >> 40) & (keys.Length - 1);
            while (numbers[at] != 0) at = (at + 1) & (keys.Length - 1);
            (keys[at], numbers[at]) = (oldKeys[i], oldNumbers[i]);
        }
    }

    /// <summary>A number of a group that no id names, such as those that stand within a rate.</summary>
    public int Nameless() => Count++;

    /// <summary>Any number of JSON.</summary>
    public int Of(Slice number) => Of(Id(number, out _));

    /// <summary>An id that stands in quotes.</summary>
    public int OfText(Slice text) => Of(IdOfText(text));

    public int Of(ReferenceId id) => id.Other is null ? Of(id.Whole) : Other(id.Other);

    /// <summary>What a number of JSON is as an id.</summary>
    /// <param name="fraction">It is no whole number.</param>
    public static ReferenceId Id(Slice number, out bool fraction)
    {
        var text = number.Raw;
        fraction = false;
        if (text.Length <= 18 && System.Buffers.Text.Utf8Parser.TryParse(text, out long whole, out int used) && used == text.Length) return new(whole, null);
        string key = Canonical(text);
        fraction = key.Contains('.');
        return long.TryParse(key, System.Globalization.NumberStyles.AllowLeadingSign, null, out whole) ? new(whole, null) : new(0, key);
    }

    /// <summary>What stands in quotes as an id: the number in it, else the text itself.</summary>
    public static ReferenceId IdOfText(Slice text)
    {
        string inside = text.ToString().Trim();
        return long.TryParse(inside, System.Globalization.NumberStyles.AllowLeadingSign, null, out long whole) ? new(whole, null) : new(0, decimal.TryParse(inside, System.Globalization.NumberStyles.Float, null, out _)
            ? Canonical(System.Text.Encoding.UTF8.GetBytes(inside)) : "\"" + inside);
    }

    int Other(string key)
    {
        if (others.TryGetValue(key, out int number)) return number;
        others.Add(key, Count);
        return Count++;
    }

    /// <summary>The ids by their numbers, for those that nothing else remembers.</summary>
    public Func<int, byte[]?> Ids()
    {
        var byNumber = new Dictionary<int, byte[]>();
        for (int i = 0; i < keys.Length; i++)
            if (numbers[i] != 0) byNumber[numbers[i] - 1] = System.Text.Encoding.UTF8.GetBytes(keys[i].ToString(System.Globalization.CultureInfo.InvariantCulture));
        for (int id = 0; id < small.Length; id++)
            if (small[id] != 0) byNumber[small[id] - 1] = System.Text.Encoding.UTF8.GetBytes(id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        foreach (var (key, number) in others) byNumber[number] = System.Text.Encoding.UTF8.GetBytes(key.TrimStart('"'));
        return number => byNumber.GetValueOrDefault(number);
    }

    /// <summary>The shortest way to write a number.</summary>
    public static string Canonical(ReadOnlySpan<byte> number) => ExactNumber.TryScale(number, out var scaled) ? ExactNumber.Text(scaled)
        : ExactNumber.TryRead(number, out var mantissa, out int behind) ? Long(mantissa, behind) : System.Text.Encoding.UTF8.GetString(number);

    static string Long(System.Numerics.BigInteger mantissa, int behind)
    {
        while (behind > 0 && mantissa % 10 == 0) (mantissa, behind) = (mantissa / 10, behind - 1);
        return behind == 0 ? mantissa.ToString(System.Globalization.CultureInfo.InvariantCulture) : $"{mantissa}e-{behind}";
    }
}
