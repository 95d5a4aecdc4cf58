using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Quarterhour.Rates.Parquet;

namespace Quarterhour.Rates.Parsing;

/// <summary>Writes the groups of references. Threads may write into one store, each with a writer of its own, while nobody asks for entries; groups, networks and types that are known may be read meanwhile.</summary>
sealed unsafe class GroupWriter(GroupStore store)
{
    // seven bits a byte, six numbers a group
    const int MostOfNumbers = 6 * 5, MostNames = 1 << 13, MostTypes = 64, LongestName = 256;

    /// <summary>Names that came lately, and where they stand; all are forgotten when they have become many.</summary>
    ValueSet? names;
    readonly nint[] places = new nint[MostNames];

    Cells<byte>? chunk;
    int number, used, length;
    Cells<GroupStore.Entry>? page;
    int firstEntry, entries;
    Known? networks;
    int networksNumber;
    nint nowhere;
    readonly byte[] tinRoom = new byte[64], nameRoom = new byte[4 * LongestName];
    readonly Dictionary<Token, int> types = new(ReferenceEqualityComparer.Instance);
    Token? lastType;
    int lastNumber;

    /// <summary>Writes what was read last.</summary>
    /// <returns>The number of its entry, for <see cref="GroupStore.Add(int, int)"/>.</returns>
    public int Write(ProviderReader reader)
    {
        long most = reader.Id.Length;
        foreach (var group in CollectionsMarshal.AsSpan(reader.Groups)) most += MostOfNumbers + group.Tin.Length + Math.Max(sizeof(nint), group.BusinessName.Length) + sizeof(long) * group.Npis.Length;
        // an entry may have nothing at all, and has a place all the same
        if (chunk is null || most >= length - used)
        {
            (chunk, number) = store.NewChunk(checked((int)most));
            (used, length) = (0, chunk.Length);
        }
        if (page is null || entries == page.Length)
        {
            (page, firstEntry) = store.NewPage();
            entries = 0;
        }
        page[entries] = new()
        {
            Networks = NetworksOf(reader.Networks), Location = reader.Location is { } location ? store.Kept(location) : 0, Groups = reader.Groups.Count, IdLength = reader.Id.Length, Chunk = number, Start = used,
        };
        byte* first = (byte*)Unsafe.AsPointer(ref chunk[used]), at = Put(first, reader.Id);
        foreach (var group in CollectionsMarshal.AsSpan(reader.Groups)) at = Write(at, group);
        used += (int)(at - first);
        return firstEntry + entries++;
    }

    int NetworksOf(Known? found)
    {
        if (found is null) return 0;
        // one follows the other
        if (!ReferenceEquals(found, networks)) (networks, networksNumber) = (found, store.NumberOf(found));
        return networksNumber;
    }

    /// <summary>Writes a group, for which there is room.</summary>
    /// <returns>Where it ends.</returns>
    byte* Write(byte* at, ProviderGroup group)
    {
        var tin = group.Tin.Within(tinRoom);
        var business = group.BusinessName.Within(nameRoom);
        var npis = group.Npis;
        long wide = 0;
        foreach (long npi in npis) wide |= npi;
        bool narrow = (ulong)wide <= uint.MaxValue;
        at = Put(at, TypeOf(group.TinType?.Meaning));
        at = Put(at, tin.Length);
        at = Put(at, business.Length);
        at = Put(at, group.NpiCount);
        at = Put(at, npis.Length);
        ref nint place = ref PlaceOf(business);
        at = Put(at, (narrow ? 0 : GroupStore.WideNpis) | (place == 0 ? 0 : GroupStore.NameElsewhere));
        at = Put(at, tin);
        if (place != 0)
        {
            Unsafe.WriteUnaligned(at, place);
            at += sizeof(nint);
        }
        else
        {
            place = (nint)at;
            at = Put(at, business);
        }
        if (!narrow) return Put(at, MemoryMarshal.AsBytes(npis));
        foreach (long npi in npis)
        {
            Unsafe.WriteUnaligned(at, (uint)npi);
            at += sizeof(uint);
        }
        return at;
    }

    /// <summary>Where a name stands already, 0 when it does not; what is set there is found the next time.</summary>
    ref nint PlaceOf(ReadOnlySpan<byte> name)
    {
        // a pointer to what is shorter would not be worth it, and long ones hardly come twice
        if (name.Length is <= 8 or > LongestName)
        {
            nowhere = 0;
            return ref nowhere;
        }
        names ??= new();
        if (names.Count == MostNames) Forget();
        return ref places[names.Add(name)];
    }

    void Forget()
    {
        names?.Clear();
        Array.Clear(places);
    }

    /// <summary>Gives the room of names back; it can be written on.</summary>
    public void Return()
    {
        Forget();
        names?.Return();
        names = null;
    }

    int TypeOf(Token? type)
    {
        if (type is null) return 0;
        if (ReferenceEquals(type, lastType)) return lastNumber;
        if (!types.TryGetValue(type, out int known))
        {
            // few words, unless somebody exchanged them with something else
            if (types.Count == MostTypes) types.Clear();
            types[type] = known = store.TypeOf(type);
        }
        (lastType, lastNumber) = (type, known);
        return known;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static byte* Put(byte* at, int value)
    {
        uint rest = (uint)value;
        for (; rest >= 0x80; rest >>= 7) *at++ = (byte)(rest | 0x80);
        *at = (byte)rest;
        return at + 1;
    }

    static byte* Put(byte* at, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(new(at, bytes.Length));
        return at + bytes.Length;
    }
}
