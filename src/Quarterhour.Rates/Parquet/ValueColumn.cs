using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Quarterhour.Rates.Parquet;

/// <summary>
/// Values kept once in a dictionary, and the rows as indices into it. Where most values of a group are new, such as tax numbers of provider groups or amounts, they are written one behind the other:
/// a dictionary would spare nothing there, and costs more time than all else. Whether that is so is looked at when the rows of a table's first group, or of one behind a short one, outgrow their room, and when a group with a dictionary is
/// full. Only short values are written so, and no more than a few MB of them: long ones that come again would fill memory.
/// </summary>
sealed class ValueColumn(string name, Kind kind = Kind.Text, bool second = false) : Column(name, kind, optional: true)
{
    const double MostlyNew = 0.6;

    /// <summary>Fewer rows tell too little: of some thousand values that come again and again most are new at first.</summary>
    const int Enough = 16_384;

    /// <summary>Bytes: longer values go into a dictionary, and so does what comes when the values of a group are more than so many together.</summary>
    const int Short = 64, MostBytes = 6 << 20;

    /// <summary>So many groups are then written without being looked at again.</summary>
    const int PlainGroups = 7;

    /// <summary>Of the number of places: some times as many as payers have names.</summary>
    const int StandingBits = 14;

    static int stamps;

    Cells<int> rows = Pools.FewCells<int>();
    ValueSet values = Pools.Values();
    NumberSet? numbers = kind == Kind.Decimal ? Pools.Numbers() : null;
    int count, stamp = Interlocked.Increment(ref stamps);
    Cells<Standing>? standing;
    bool manyValues, plain, mixed;
    int plainGroups;

    readonly record struct Standing(nint At, int Stamp, int Index);

    public void Add(Token? token)
    {
        if (token is null)
        {
            AddNull();
            return;
        }
        ref var memo = ref second ? ref token.Second : ref token.First;
        if (memo.Stamp != stamp) memo = (stamp, Index(token));
        Row(memo.Index);
    }

    public void Add(ReadOnlySpan<byte> value) => Row(plain ? AddNew(value) : values.Add(value));

    public void AddNull() => Row(-1);

    /// <summary>A scaled whole number.</summary>
    public void Add(Int128 value) => Row(Index(value));

    /// <summary>The index of a value, for <see cref="Room"/>; -1 for none.</summary>
    public int Index(Token? token) => token is null ? -1 : plain ? AddNew(token.Bytes) : values.Add(token.Bytes, token.Hash);

    /// <summary>The index of a text; a blank one is none.</summary>
    public int Index(ReadOnlySpan<byte> value) => value.Length == 0 ? -1 : plain ? AddNew(value) : values.Add(value);

    /// <summary>The same for a text that stays where it is while its group is open: known by its place, as far as few others share it, and not looked at again.</summary>
    public unsafe int IndexOfStanding(ReadOnlySpan<byte> value)
    {
        if (value.Length == 0 || plain) return Index(value);
        nint at = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(value));
        standing ??= Pools.Blank<Standing>(1 << StandingBits);
        int place = (int)((ulong)at * 0x9E3779B97F4A7C15 >> 64 - StandingBits);
        ref var known = ref standing[place];
        if (known.At == at && known.Stamp == stamp) return known.Index;
        // two places lie beside each other; the one that was asked for last comes first
        ref var other = ref standing[place ^ 1];
        (known, other) = (other.At == at && other.Stamp == stamp ? other : new(at, stamp, values.Add(value)), known);
        return known.Index;
    }

    public void AddStanding(ReadOnlySpan<byte> value) => Row(IndexOfStanding(value));

    /// <summary>The index of a scaled whole number.</summary>
    public int Index(Int128 value) => plain ? numbers!.AddNew(value) : numbers!.Add(value);

    /// <summary>Where the indices of so many rows go.</summary>
    public Span<int> Room(int more)
    {
        while (count + more > rows.Length) Grow();
        count += more;
        return rows.Rows(count)[(count - more)..];
    }

    void Row(int index)
    {
        if (count == rows.Length) Grow();
        rows[count++] = index;
    }

    void Grow()
    {
        rows = Pools.Grown(rows);
        plain |= OutOfNew;
    }

    /// <summary>Most of the rows so far brought a value of their own.</summary>
    bool OutOfNew => count >= Enough && (numbers?.Count ?? values.Count) > count * MostlyNew && (numbers is not null || values.Bytes <= (long)Short * values.Count);

    int AddNew(ReadOnlySpan<byte> value)
    {
        if (values.Bytes <= MostBytes) return values.AddNew(value);
        // what is there may come again, and is put in order when it is packed
        values.Find();
        (plain, mixed, plainGroups) = (false, true, 0);
        return values.Add(value);
    }

    public override void Return()
    {
        rows.Return();
        standing?.Return();
        Pools.Return(values);
        if (numbers is not null) Pools.Return(numbers);
    }

    public override void Reserve(int rows)
    {
        if (rows > this.rows.Length)
        {
            this.rows.Return();
            this.rows = Pools.ManyCells<int>();
        }
        if (!manyValues) return;
        Pools.Return(values);
        values = Pools.ManyValues();
    }

    public override IPacked Detach()
    {
        var packed = new Rows(rows, count, values, numbers, Kind, plain, mixed);
        if (plainGroups > 0) plainGroups--;
        else if (OutOfNew) plainGroups = PlainGroups;
        manyValues = !values.Small;
        (rows, values, count, stamp, plain, mixed) = (Pools.FewCells<int>(), Pools.Values(), 0, Interlocked.Increment(ref stamps), plainGroups > 0, false);
        if (numbers is not null) numbers = Pools.Numbers();
        return packed;
    }

    /// <summary>Rows of one group. Where some values may be there twice (mixed) they are put in order first: a dictionary has each once, and some readers count on that.</summary>
    internal sealed class Rows(Cells<int> rows, int count, ValueSet values, NumberSet? numbers, Kind kind, bool plain = false, bool mixed = false) : IPacked
    {
        ValueSet set = values;
        bool oneByOne = plain;

        public PageEncoding Encoding => oneByOne ? PageEncoding.Plain : PageEncoding.Indices;

        public int Nulls { get; private set; }

        public (byte[] Least, byte[] Most)? Range { get; private set; }

        public int Pack(Packing dictionary, Packing page)
        {
            if (mixed || oneByOne && numbers is null && LengthOfRows() > MostBytes) Renumber();
            int entries = oneByOne ? -1 : numbers?.Count ?? set.Count;
            if (numbers is not null && !oneByOne) numbers.Write(dictionary);
            for (int i = 0; i < entries && numbers is null; i++) Write(set[i], dictionary);
            int there = Levels(page);
            if (oneByOne && numbers is not null) numbers.Write(page, rows.Rows(there));
            else if (oneByOne)
                foreach (int row in rows.Rows(there)) Write(set[row], page);
            else
            {
                int width = Packing.Width((uint)Math.Max(0, entries - 1));
                page.Byte(width);
                page.Indices(rows.Rows(there), width);
            }
            if (kind == Kind.Text && !oneByOne) FindRange();
            Pools.Return(set);
            if (numbers is not null) Pools.Return(numbers);
            rows.Return();
            return entries;
        }

        /// <summary>A value that is kept once may be that of many rows.</summary>
        long LengthOfRows()
        {
            long all = 0;
            foreach (int row in rows.Rows(count))
                if (row >= 0) all += set[row].Length;
            return all;
        }

        /// <summary>Makes a dictionary after all, in the order of the rows.</summary>
        void Renumber()
        {
            var once = Pools.ManyValues();
            foreach (ref int row in rows.Rows(count))
                if (row >= 0) row = once.Add(set[row]);
            Pools.Return(set);
            (set, oneByOne) = (once, false);
        }

        void Write(ReadOnlySpan<byte> value, Packing into)
        {
            if (kind == Kind.Text) into.Int32(value.Length);
            into.Raw(value);
        }

        /// <summary>Says which rows hold a value, and draws those together.</summary>
        int Levels(Packing page)
        {
            int there = 0, lengthAt = page.Length;
            page.Int32(0);
            if (!rows.Rows(count).Contains(-1))
            {
                there = count;
                page.Number((ulong)count << 1);
                page.Byte(1);
            }
            else
            {
                var levels = Pools.ManyCells<int>();
                for (int i = 0; i < count; i++)
                {
                    int row = rows[i], level = ~row >>> 31;
                    levels[i] = level;
                    rows[there] = row;
                    there += level;
                }
                page.Indices(levels.Rows(count), 1);
                levels.Return();
            }
            Nulls = count - there;
            page.Int32At(lengthAt, page.Length - lengthAt - 4);
            return there;
        }

        void FindRange()
        {
            const int Most = 4096, Longest = 64;
            if (set.Count is 0 or > Most) return;
            int least = 0, most = 0;
            for (int i = 0; i < set.Count; i++)
            {
                if (set[i].Length > Longest) return;
                if (set[i].SequenceCompareTo(set[least]) < 0) least = i;
                if (set[i].SequenceCompareTo(set[most]) > 0) most = i;
            }
            Range = (set[least].ToArray(), set[most].ToArray());
        }
    }
}
