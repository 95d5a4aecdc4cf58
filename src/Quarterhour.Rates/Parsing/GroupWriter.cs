using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Quarterhour.Rates.Parquet;

namespace Quarterhour.Rates.Parsing;

/// <summary>Writes the groups of references. Threads may write into one store, each with a writer of its own, while nothing is read of it.</summary>
sealed unsafe class GroupWriter(GroupStore store)
{
    // seven bits a byte, six numbers a group
    const int MostOfNumbers = 6 * 5, MostNames = 1 << 13, MostTypes = 64, LongestName = 256;

    /// <summary>Names that came lately, and where they stand; all are forgotten when they have become many.</summary>
    ValueSet? names;
    readonly nint[] places = new nint[MostNames];

    Cells<byte>? chunk;
    int number, used, length;
    nint nowhere;
    readonly byte[] tinRoom = new byte[64], nameRoom = new byte[4 * LongestName];
    readonly Dictionary<Token, int> types = new(ReferenceEqualityComparer.Instance);

    public GroupStore.Written Write(ProviderReader reader)
    {
        long most = reader.Id.Length;
        foreach (var group in reader.Groups) most += MostOfNumbers + group.Tin.Length + Math.Max(sizeof(nint), group.BusinessName.Length) + sizeof(long) * group.Npis.Count;
        // an entry may have nothing at all, and has a place all the same
        if (chunk is null || most >= length - used)
        {
            (chunk, number) = store.NewChunk(checked((int)most));
            (used, length) = (0, chunk.Length);
        }
        int start = used;
        Put(reader.Id);
        foreach (var group in reader.Groups) Write(group);
        return new(reader.Networks, reader.Location, reader.Groups.Count, reader.Id.Length, number, start);
    }

    void Write(ProviderGroup group)
    {
        var tin = group.Tin.Within(tinRoom);
        var business = group.BusinessName.Within(nameRoom);
        var npis = CollectionsMarshal.AsSpan(group.Npis);
        bool narrow = true;
        foreach (long npi in npis) narrow &= (ulong)npi <= uint.MaxValue;
        Put(TypeOf(group.TinType?.Meaning));
        Put(tin.Length);
        Put(business.Length);
        Put(group.NpiCount);
        Put(npis.Length);
        ref nint place = ref PlaceOf(business);
        Put((narrow ? 0 : GroupStore.WideNpis) | (place == 0 ? 0 : GroupStore.NameElsewhere));
        Put(tin);
        if (place != 0) MemoryMarshal.Write(Room(sizeof(nint)), place);
        else
        {
            place = (nint)Unsafe.AsPointer(ref chunk![used]);
            Put(business);
        }
        var room = Room((narrow ? sizeof(uint) : sizeof(long)) * npis.Length);
        if (narrow)
        {
            var numbers = MemoryMarshal.Cast<byte, uint>(room);
            for (int i = 0; i < numbers.Length; i++) numbers[i] = (uint)npis[i];
        }
        else MemoryMarshal.AsBytes(npis).CopyTo(room);
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
        if (types.TryGetValue(type, out int known)) return known;
        // few words, unless somebody exchanged them with something else
        if (types.Count == MostTypes) types.Clear();
        return types[type] = store.TypeOf(type);
    }

    void Put(int value)
    {
        uint rest = (uint)value;
        for (; rest >= 0x80; rest >>= 7) chunk![used++] = (byte)(rest | 0x80);
        chunk![used++] = (byte)rest;
    }

    void Put(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Room(bytes.Length));

    Span<byte> Room(int more)
    {
        used += more;
        return chunk!.Rows(used)[(used - more)..];
    }
}
