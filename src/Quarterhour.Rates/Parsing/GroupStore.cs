using System.Runtime.CompilerServices;
using Quarterhour.Rates.Parquet;

namespace Quarterhour.Rates.Parsing;

/// <summary>
/// Every provider group of a file in memory, four to five bytes an NPI, so that any rate can be joined in one pass. What belongs to one reference lies together: its id, then
/// its groups one behind the other, each as counts and lengths in seven bits a byte, and its NPIs in as many bytes as the largest needs. A business name that came before is a pointer to
/// where it stands, since payers repeat few names for many tax numbers.
/// </summary>
sealed unsafe class GroupStore : IDisposable
{
    const int ChunkSize = 4 * HugePages.Size, EntriesOfPage = 1 << 12;

    /// <summary>How a group is written, which its last number tells.</summary>
    internal const int WideNpis = 1, NameElsewhere = 2;

    readonly List<Cells<byte>> chunks = [];
    readonly List<Cells<Entry>> pages = [];

    /// <summary>What entries name by number.</summary>
    Known[] networks = new Known[64];
    readonly Dictionary<Known, int> networkNumbers = new(ReferenceEqualityComparer.Instance);
    readonly List<string> locations = [];
    readonly Dictionary<string, int> tinTypes = new(StringComparer.Ordinal);
    Token[] tinTypeList = new Token[8];
    Cells<(int First, int Last)> ofNumber = Pools.Blank<(int, int)>(1024);
    GroupWriter? own;

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
        bool wide;

        public readonly void Npi(Span<long> into)
        {
            if (!wide)
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
            int how = Number(ref rest);
            Tin = rest[..tin];
            rest = rest[tin..];
            if ((how & NameElsewhere) == 0)
            {
                BusinessName = rest[..business];
                rest = rest[business..];
            }
            else
            {
                BusinessName = new((void*)System.Runtime.InteropServices.MemoryMarshal.Read<nint>(rest), business);
                rest = rest[sizeof(nint)..];
            }
            wide = (how & WideNpis) != 0;
            int length = Npis * (wide ? sizeof(long) : sizeof(uint));
            list = rest[..length];
            bytes = rest[length..];
        }
    }

    /// <summary>An entry may have its groups elsewhere.</summary>
    public bool HasLocations { get; private set; }

    /// <summary>Adds what was read last.</summary>
    public void Add(ProviderReader reader) => Add(reader.Number, (own ??= new(this)).Write(reader));

    /// <summary>Has an entry that was written found by its number; those of one number stay in the order of their adding.</summary>
    public void Add(int number, int entry)
    {
        if (number >= ofNumber.Length) ofNumber = Pools.GrownBlank(ofNumber, number + 1);
        ref var mine = ref ofNumber[number];
        if (mine.First == 0) mine.First = entry + 1;
        else
            // others may write entries meanwhile
            lock (pages) this[mine.Last - 1].Next = entry + 1;
        mine.Last = entry + 1;
    }

    /// <summary>Nobody asks for an entry any more. The bytes of groups, networks and types stay.</summary>
    public void ReturnEntries()
    {
        foreach (var page in pages) page.Return();
        pages.Clear();
    }

    /// <summary>Nobody asks for anything any more.</summary>
    public void Dispose()
    {
        ReturnEntries();
        own?.Return();
        foreach (var chunk in chunks) chunk.Return();
        chunks.Clear();
        ofNumber.Return();
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

    /// <summary>Numbers that have room here: a little more than there are.</summary>
    public int Numbers => ofNumber.Length;

    /// <summary>The first entry of a number, or -1.</summary>
    public int First(int number) => number < ofNumber.Length ? ofNumber[number].First - 1 : -1;

    /// <summary>The next entry of the same number, or -1.</summary>
    public int Next(int entry) => this[entry].Next - 1;

    public ref Entry this[int entry] => ref pages[entry / EntriesOfPage][entry % EntriesOfPage];

    /// <summary>The id as it is written shortest; blank for groups that have none.</summary>
    public ReadOnlySpan<byte> Id(in Entry entry) => chunks[entry.Chunk].Rows(entry.Start + entry.IdLength)[entry.Start..];

    /// <summary>The bytes of an entry's groups, for <see cref="Read"/>.</summary>
    public ReadOnlySpan<byte> Bytes(in Entry entry)
    {
        var chunk = chunks[entry.Chunk];
        return chunk.Rows(chunk.Length)[(entry.Start + entry.IdLength)..];
    }

    /// <summary>Has what belongs to the references behind this one brought near, step by step: they are asked for in no order, and each step tells where the next one reads.</summary>
    public void Approach(ReadOnlySpan<int> references, int at)
    {
        const int Step = 8, Line = 64;
        if (at + 3 * Step < references.Length && references[at + 3 * Step] is var far && far < ofNumber.Length) Prefetch.Line(in ofNumber[far]);
        if (at + 2 * Step < references.Length && First(references[at + 2 * Step]) is >= 0 and var next) Prefetch.Line(in this[next]);
        if (at + Step >= references.Length || First(references[at + Step]) is not (>= 0 and var near)) return;
        ref readonly var entry = ref this[near];
        ref byte first = ref chunks[entry.Chunk][entry.Start];
        Prefetch.Line(in first);
        Prefetch.Line(in Unsafe.Add(ref first, Line));
    }

    /// <summary>The next group of an entry.</summary>
    public Group Read(scoped ref ReadOnlySpan<byte> bytes)
    {
        var group = new Group();
        group.Read(ref bytes);
        return group;
    }

    /// <summary>Room for entries of one writer.</summary>
    internal (Cells<Entry> Entries, int First) NewPage()
    {
        var page = Pools.Take<Entry>(EntriesOfPage);
        lock (pages)
        {
            pages.Add(page);
            return (page, (pages.Count - 1) * EntriesOfPage);
        }
    }

    internal (Cells<byte> Bytes, int Number) NewChunk(int least)
    {
        var chunk = Pools.Take<byte>(Math.Max(ChunkSize, least));
        lock (chunks)
        {
            chunks.Add(chunk);
            return (chunk, chunks.Count - 1);
        }
    }

    internal int NumberOf(Known found)
    {
        lock (networkNumbers)
        {
            if (networkNumbers.TryGetValue(found, out int number)) return number;
            Append(ref networks, networkNumbers.Count, found);
            networkNumbers.Add(found, networkNumbers.Count + 1);
            return networkNumbers.Count;
        }
    }

    internal int Kept(string location)
    {
        lock (locations)
        {
            HasLocations = true;
            locations.Add(location);
            return locations.Count;
        }
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

    internal int TypeOf(Token token)
    {
        lock (tinTypes)
        {
            string word = System.Text.Encoding.UTF8.GetString(token.Bytes);
            if (tinTypes.TryGetValue(word, out int at)) return at;
            Append(ref tinTypeList, tinTypes.Count, token);
            tinTypes.Add(word, tinTypes.Count + 1);
            return tinTypes.Count;
        }
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
