using Quarterhour.Rates.Parquet;

namespace Quarterhour.Rates.Parsing;

/// <summary>
/// Every provider group of a file in memory, five to six bytes an NPI, so that any rate can be joined in one pass. What belongs to one reference lies together:
/// its groups one behind the other, each as counts and lengths in seven bits a byte.
/// </summary>
sealed class GroupStore
{
    const int ChunkSize = 1 << 20;

    readonly List<byte[]> chunks = [];
    readonly List<(Entry Entry, int Next)> entries = [];
    readonly Dictionary<string, Token> tinTypes = new(StringComparer.Ordinal);
    readonly List<Token> tinTypeList = [];
    (int First, int Last)[] ofNumber = new (int, int)[1024];
    byte[] scratch = new byte[4096];
    int used, room;

    /// <summary>A reference as one element of the file defined it.</summary>
    internal readonly record struct Entry(byte[]? Id, Token? Networks, string[] NetworkNames, string? Location, int Groups, int Chunk, int Start);

    /// <summary>One group as it is read back.</summary>
    internal ref struct Group
    {
        public Token? TinType;
        public ReadOnlySpan<byte> Tin, BusinessName;
        public int NpiCount, Npis;
        ReadOnlySpan<byte> rest;

        public void Npi(Span<long> into)
        {
            for (int i = 0; i < Npis; i++)
            {
                ulong value = Number(ref rest);
                into[i] = (long)(value >> 1) ^ -(long)(value & 1);
            }
        }

        internal void Read(scoped ref ReadOnlySpan<byte> bytes, List<Token> types)
        {
            int type = (int)Number(ref bytes);
            TinType = type == 0 ? null : types[type - 1];
            Tin = Taken(ref bytes, (int)Number(ref bytes));
            BusinessName = Taken(ref bytes, (int)Number(ref bytes));
            NpiCount = (int)Number(ref bytes);
            Npis = (int)Number(ref bytes);
            rest = Taken(ref bytes, (int)Number(ref bytes));
        }
    }

    public bool HasLocations { get; private set; }

    public void Add(ProviderReader reader)
    {
        used = 0;
        foreach (var group in reader.Groups) Write(group);
        if (reader.Location is not null) HasLocations = true;
        Put(reader.Number, new(reader.Id, reader.Networks, reader.NetworkNames, reader.Location, reader.Groups.Count, Store(), chunks.Count == 0 ? 0 : chunks[^1].Length - room - used));
    }

    /// <summary>The number was defined.</summary>
    public bool Knows(int number) => number < ofNumber.Length && ofNumber[number].First != 0;

    /// <summary>The first entry of a number, or -1.</summary>
    public int First(int number) => number < ofNumber.Length ? ofNumber[number].First - 1 : -1;

    /// <summary>The next entry of the same number, or -1.</summary>
    public int Next(int entry) => entries[entry].Next - 1;

    public Entry this[int entry] => entries[entry].Entry;

    /// <summary>The bytes of an entry's groups, for <see cref="Read"/>.</summary>
    public ReadOnlySpan<byte> Bytes(Entry entry) => entry.Groups == 0 ? [] : chunks[entry.Chunk].AsSpan(entry.Start);

    /// <summary>The next group of an entry.</summary>
    public Group Read(scoped ref ReadOnlySpan<byte> bytes)
    {
        var group = new Group();
        group.Read(ref bytes, tinTypeList);
        return group;
    }

    void Put(int number, Entry entry)
    {
        if (number >= ofNumber.Length) Array.Resize(ref ofNumber, Math.Max(number + 1, ofNumber.Length * 2));
        entries.Add((entry, 0));
        ref var mine = ref ofNumber[number];
        if (mine.First == 0) mine.First = entries.Count;
        else System.Runtime.InteropServices.CollectionsMarshal.AsSpan(entries)[mine.Last - 1].Next = entries.Count;
        mine.Last = entries.Count;
    }

    int Store()
    {
        if (used > room || chunks.Count == 0)
        {
            chunks.Add(new byte[Math.Max(ChunkSize, used)]);
            room = chunks[^1].Length;
        }
        scratch.AsSpan(0, used).CopyTo(chunks[^1].AsSpan(chunks[^1].Length - room));
        room -= used;
        return chunks.Count - 1;
    }

    void Write(ProviderGroup group)
    {
        int type = 0;
        if (group.TinType?.Meaning is { } token)
        {
            string word = System.Text.Encoding.UTF8.GetString(token.Bytes);
            if (!tinTypes.TryGetValue(word, out var same))
            {
                tinTypes.Add(word, same = token);
                tinTypeList.Add(token);
            }
            type = tinTypeList.IndexOf(same) + 1;
        }
        var tin = group.Tin.Length == 0 ? default : group.Tin.Bytes;
        var business = group.BusinessName.Length == 0 ? default : group.BusinessName.Bytes;
        int needed = used + 60 + tin.Length + business.Length + group.Npis.Count * 10;
        if (needed > scratch.Length) Array.Resize(ref scratch, needed * 2);
        Put((ulong)type);
        Put((ulong)tin.Length);
        Put(tin);
        Put((ulong)business.Length);
        Put(business);
        Put((ulong)group.NpiCount);
        Put((ulong)group.Npis.Count);
        // the length of the numbers stands before them, in five bytes
        int lengthAt = used;
        used += 5;
        foreach (long npi in group.Npis) Put((ulong)(npi << 1 ^ npi >> 63));
        int length = used - lengthAt - 5;
        for (int i = 0; i < 5; i++) scratch[lengthAt + i] = (byte)((length >> (7 * i) & 0x7F) | (i < 4 ? 0x80 : 0));
    }

    void Put(ulong value)
    {
        for (; value >= 0x80; value >>= 7) scratch[used++] = (byte)(value | 0x80);
        scratch[used++] = (byte)value;
    }

    void Put(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(scratch.AsSpan(used));
        used += bytes.Length;
    }

    static ulong Number(scoped ref ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        int i = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte one = bytes[i++];
            value |= (ulong)(one & 0x7F) << shift;
            if (one < 0x80) break;
        }
        bytes = bytes[i..];
        return value;
    }

    static ReadOnlySpan<byte> Taken(scoped ref ReadOnlySpan<byte> bytes, int length)
    {
        var taken = bytes[..length];
        bytes = bytes[length..];
        return taken;
    }
}
