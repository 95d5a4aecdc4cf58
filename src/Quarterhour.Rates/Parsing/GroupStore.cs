using System.Runtime.CompilerServices;
using Quarterhour.Rates.Parquet;

namespace Quarterhour.Rates.Parsing;

/// <summary>
/// Every provider group of a file in memory, four to five bytes an NPI, so that any rate can be joined in one pass. What belongs to one reference lies together: its id, then
/// its groups one behind the other, each as counts and lengths in seven bits a byte and its NPIs in as many bytes as the largest needs.
/// </summary>
sealed class GroupStore
{
    const int ChunkSize = 8 * HugePages.Size, EntriesOfPage = 1 << 12;

    readonly List<byte[]> chunks = [];
    readonly List<Cells<Entry>> pages = [];

    /// <summary>What entries name by number.</summary>
    Known[] networks = new Known[64];
    readonly Dictionary<Known, int> networkNumbers = new(ReferenceEqualityComparer.Instance);
    readonly List<string> locations = [];
    readonly Dictionary<string, int> tinTypes = new(StringComparer.Ordinal);
    Token[] tinTypeList = new Token[8];
    (int First, int Last)[] ofNumber = new (int, int)[1024];
    byte[] scratch = new byte[4096];
    int used, room, count;

    /// <summary>A reference as one element of the file defined it.</summary>
    internal struct Entry
    {
        public int Groups, Next;
        internal int Networks, Location, Chunk, Start, IdLength;
    }

    /// <summary>One group as it is read back.</summary>
    internal ref struct Group
    {
        /// <summary>The number of its type, for <see cref="GroupStore.TinType"/>.</summary>
        public int TinType;
        public ReadOnlySpan<byte> Tin, BusinessName;
        public int NpiCount, Npis;
        ReadOnlySpan<byte> list;
        int width;

        public readonly void Npi(Span<long> into)
        {
            if (width == 4)
            {
                var narrow = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, uint>(list);
                for (int i = 0; i < narrow.Length; i++) into[i] = narrow[i];
                return;
            }
            for (int i = 0; i < Npis; i++) into[i] = System.Buffers.Binary.BinaryPrimitives.ReadInt64LittleEndian(list[(8 * i)..]);
        }

        internal void Read(scoped ref ReadOnlySpan<byte> bytes)
        {
            var rest = bytes;
            TinType = Number(ref rest);
            int tin = Number(ref rest), business = Number(ref rest);
            NpiCount = Number(ref rest);
            Npis = Number(ref rest);
            width = Number(ref rest);
            int names = tin + business, all = names + Npis * width;
            Tin = rest[..tin];
            BusinessName = rest[tin..names];
            list = rest[names..all];
            bytes = rest[all..];
        }
    }

    public bool HasLocations { get; private set; }

    public void Add(ProviderReader reader)
    {
        used = 0;
        Put(reader.Id);
        foreach (var group in reader.Groups) Write(group);
        if (reader.Location is not null) HasLocations = true;
        if (count == pages.Count * EntriesOfPage) pages.Add(Pools.Take<Entry>(EntriesOfPage));
        var (chunk, start) = Store();
        this[count] = new() { Networks = NumberOf(reader.Networks), Location = Kept(reader.Location), Groups = reader.Groups.Count, IdLength = reader.Id.Length, Chunk = chunk, Start = start };
        Link(reader.Number, ++count);
    }

    /// <summary>Nobody asks for an entry any more. The bytes of groups, networks and types stay.</summary>
    public void ReturnEntries()
    {
        foreach (var page in pages) page.Return();
        pages.Clear();
        count = 0;
    }

    int NumberOf(Known? found)
    {
        if (found is null) return 0;
        if (networkNumbers.TryGetValue(found, out int number)) return number;
        Append(ref networks, networkNumbers.Count, found);
        networkNumbers.Add(found, networkNumbers.Count + 1);
        return networkNumbers.Count;
    }

    /// <summary>Others may read what stands there meanwhile.</summary>
    static void Append<T>(ref T[] all, int count, T one)
    {
        if (count == all.Length)
        {
            var larger = new T[2 * count];
            all.CopyTo(larger, 0);
            Volatile.Write(ref all, larger);
        }
        all[count] = one;
    }

    int Kept(string? location)
    {
        if (location is null) return 0;
        locations.Add(location);
        return locations.Count;
    }

    /// <summary>The networks of an entry.</summary>
    public Known? Networks(in Entry entry) => Networks(entry.Networks);

    /// <summary>Networks by the number that an entry has.</summary>
    public Known? Networks(int number) => number == 0 ? null : networks[number - 1];

    /// <summary>The type of a tax number by the number that a group has.</summary>
    public Token? TinType(int number) => number == 0 ? null : tinTypeList[number - 1];

    /// <summary>Where an entry's groups are to be had, where they stand elsewhere.</summary>
    public string? Location(in Entry entry) => entry.Location == 0 ? null : locations[entry.Location - 1];

    /// <summary>The number was defined.</summary>
    public bool Knows(int number) => number < ofNumber.Length && ofNumber[number].First != 0;

    /// <summary>The first entry of a number, or -1.</summary>
    public int First(int number) => number < ofNumber.Length ? ofNumber[number].First - 1 : -1;

    /// <summary>The next entry of the same number, or -1.</summary>
    public int Next(int entry) => this[entry].Next - 1;

    public ref Entry this[int entry] => ref pages[entry / EntriesOfPage][entry % EntriesOfPage];

    /// <summary>The id as it is written shortest; blank for groups that have none.</summary>
    public ReadOnlySpan<byte> Id(in Entry entry) => chunks[entry.Chunk].AsSpan(entry.Start, entry.IdLength);

    /// <summary>The bytes of an entry's groups, for <see cref="Read"/>.</summary>
    public ReadOnlySpan<byte> Bytes(in Entry entry) => chunks[entry.Chunk].AsSpan(entry.Start + entry.IdLength);

    /// <summary>The next group of an entry.</summary>
    public Group Read(scoped ref ReadOnlySpan<byte> bytes)
    {
        var group = new Group();
        group.Read(ref bytes);
        return group;
    }

    void Link(int number, int entry)
    {
        if (number >= ofNumber.Length) Array.Resize(ref ofNumber, Math.Max(number + 1, ofNumber.Length * 2));
        ref var mine = ref ofNumber[number];
        if (mine.First == 0) mine.First = entry;
        else this[mine.Last - 1].Next = entry;
        mine.Last = entry;
    }

    (int Chunk, int Start) Store()
    {
        if (used > room || chunks.Count == 0)
        {
            chunks.Add(HugePages.Take(Math.Max(ChunkSize, used)));
            room = chunks[^1].Length;
        }
        int start = chunks[^1].Length - room;
        scratch.AsSpan(0, used).CopyTo(chunks[^1].AsSpan(start));
        room -= used;
        return (chunks.Count - 1, start);
    }

    void Write(ProviderGroup group)
    {
        int type = group.TinType?.Meaning is { } token ? TypeOf(token) : 0;
        var tin = group.Tin.Length == 0 ? default : group.Tin.Bytes;
        var business = group.BusinessName.Length == 0 ? default : group.BusinessName.Bytes;
        var npis = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(group.Npis);
        bool narrow = true;
        foreach (long npi in npis) narrow &= (ulong)npi <= uint.MaxValue;
        Room(60 + tin.Length + business.Length + npis.Length * 8);
        Put(type);
        Put(tin.Length);
        Put(business.Length);
        Put(group.NpiCount);
        Put(npis.Length);
        Put(narrow ? 4 : 8);
        Put(tin);
        Put(business);
        foreach (long npi in npis)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(scratch.AsSpan(used), npi);
            used += narrow ? 4 : 8;
        }
    }

    int TypeOf(Token token)
    {
        int at = Array.IndexOf(tinTypeList, token, 0, tinTypes.Count) + 1;
        if (at > 0) return at;
        string word = System.Text.Encoding.UTF8.GetString(token.Bytes);
        if (tinTypes.TryGetValue(word, out at)) return at;
        Append(ref tinTypeList, tinTypes.Count, token);
        tinTypes.Add(word, tinTypes.Count + 1);
        return tinTypes.Count;
    }

    void Room(int more)
    {
        if (used + more > scratch.Length) Array.Resize(ref scratch, (used + more) * 2);
    }

    void Put(int value)
    {
        uint rest = (uint)value;
        for (; rest >= 0x80; rest >>= 7) scratch[used++] = (byte)(rest | 0x80);
        scratch[used++] = (byte)rest;
    }

    void Put(ReadOnlySpan<byte> bytes)
    {
        Room(bytes.Length);
        bytes.CopyTo(scratch.AsSpan(used));
        used += bytes.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int Number(scoped ref ReadOnlySpan<byte> bytes)
    {
        byte first = bytes[0];
        if (first < 0x80)
        {
            bytes = bytes[1..];
            return first;
        }
        return Long(ref bytes);
    }

    static int Long(scoped ref ReadOnlySpan<byte> bytes)
    {
        uint value = 0;
        int i = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte one = bytes[i++];
            value |= (uint)(one & 0x7F) << shift;
            if (one < 0x80) break;
        }
        bytes = bytes[i..];
        return (int)value;
    }
}
