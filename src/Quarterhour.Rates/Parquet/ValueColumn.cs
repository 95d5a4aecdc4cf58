namespace Quarterhour.Rates.Parquet;

/// <summary>Values kept once in a dictionary, and the rows as indices into it.</summary>
sealed class ValueColumn(string name, Kind kind = Kind.Text, bool second = false) : Column(name, kind, optional: true)
{
    /// <summary>Where so many of a group's decimals are new, a dictionary costs more than it spares; after some groups it is tried again.</summary>
    const double MostlyNew = 0.6;

    const int PlainGroups = 7;

    static int stamps;

    Cells<int> rows = Pools.FewCells<int>();
    ValueSet values = Pools.Values();
    NumberSet? numbers = kind == Kind.Decimal ? Pools.Numbers() : null;
    int count, stamp = Interlocked.Increment(ref stamps);
    bool manyValues;

    /// <summary>So many groups of decimals go without a dictionary, since the last that had one was no shorter for it.</summary>
    int plainGroups;

    public void Add(Token? token)
    {
        if (token is null)
        {
            AddNull();
            return;
        }
        ref var memo = ref second ? ref token.Second : ref token.First;
        if (memo.Stamp != stamp) memo = (stamp, values.Add(token.Bytes, token.Hash));
        Row(memo.Index);
    }

    public void Add(ReadOnlySpan<byte> value) => Row(values.Add(value));

    public void AddNull() => Row(-1);

    /// <summary>A scaled whole number.</summary>
    public void Add(Int128 value) => Row(Index(value));

    /// <summary>The index of a value, for <see cref="Room"/>; -1 for none.</summary>
    public int Index(Token? token) => token is null ? -1 : values.Add(token.Bytes, token.Hash);

    /// <summary>The index of a text; a blank one is none.</summary>
    public int Index(ReadOnlySpan<byte> value) => value.Length == 0 ? -1 : values.Add(value);

    /// <summary>The index of a scaled whole number.</summary>
    public int Index(Int128 value) => plainGroups > 0 ? numbers!.AddNew(value) : numbers!.Add(value);

    /// <summary>Where the indices of so many rows go.</summary>
    public Span<int> Room(int more)
    {
        while (count + more > rows.Length) rows = Pools.Grown(rows);
        count += more;
        return rows.Rows(count)[(count - more)..];
    }

    void Row(int index)
    {
        if (count == rows.Length) rows = Pools.Grown(rows);
        rows[count++] = index;
    }

    public override void Return()
    {
        rows.Return();
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
        var packed = new Rows(rows, count, values, numbers, Kind, plainGroups > 0);
        if (plainGroups > 0) plainGroups--;
        else if (numbers is not null && numbers.Count > count * MostlyNew) plainGroups = PlainGroups;
        manyValues = !values.Small;
        (rows, values, count, stamp) = (Pools.FewCells<int>(), Pools.Values(), 0, Interlocked.Increment(ref stamps));
        if (numbers is not null) numbers = Pools.Numbers();
        return packed;
    }

    internal sealed class Rows(Cells<int> rows, int count, ValueSet values, NumberSet? numbers, Kind kind, bool plain = false) : IPacked
    {
        public PageEncoding Encoding => plain ? PageEncoding.Plain : PageEncoding.Indices;

        public int Nulls { get; private set; }

        public (byte[] Least, byte[] Most)? Range { get; private set; }

        public int Pack(Packing dictionary, Packing page)
        {
            int entries = plain ? -1 : numbers?.Count ?? values.Count;
            if (numbers is not null && !plain) numbers.Write(dictionary);
            else
                for (int i = 0; i < entries; i++)
                {
                    var value = values[i];
                    if (kind == Kind.Text) dictionary.Int32(value.Length);
                    dictionary.Raw(value);
                }
            int there = Levels(page);
            if (plain) numbers!.Write(page, rows.Rows(there));
            else
            {
                int width = Packing.Width((uint)Math.Max(0, entries - 1));
                page.Byte(width);
                page.Indices(rows.Rows(there), width);
            }
            if (kind == Kind.Text) FindRange();
            Pools.Return(values);
            if (numbers is not null) Pools.Return(numbers);
            rows.Return();
            return entries;
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
            if (values.Count is 0 or > Most) return;
            int least = 0, most = 0;
            for (int i = 0; i < values.Count; i++)
            {
                if (values[i].Length > Longest) return;
                if (values[i].SequenceCompareTo(values[least]) < 0) least = i;
                if (values[i].SequenceCompareTo(values[most]) > 0) most = i;
            }
            Range = (values[least].ToArray(), values[most].ToArray());
        }
    }
}
