using System.Numerics;

namespace Quarterhour.Rates.Parquet;

/// <summary>How a column's values are stored.</summary>
enum Kind
{
    /// <summary>UTF-8.</summary>
    Text,

    /// <summary>Days since 1970-01-01.</summary>
    Date,

    /// <summary>38 digits, 18 of them behind the point, as sixteen bytes.</summary>
    Decimal,

    /// <summary>64 bits.</summary>
    Long,
}

/// <summary>How a page of values is written, by Parquet's numbers.</summary>
enum PageEncoding
{
    /// <summary>One value behind the other.</summary>
    Plain = 0,

    /// <summary>Differences of whole numbers.</summary>
    Differences = 5,

    /// <summary>Indices into a dictionary.</summary>
    Indices = 8,
}

/// <summary>One column of a table and the rows of the group that is being filled.</summary>
abstract class Column(string name, Kind kind, bool optional)
{
    /// <summary>Half of what DuckDB takes as one piece of work: a wide table's groups in half the memory, for files a twentieth larger.</summary>
    public const int GroupRows = 61_440;

    public const int Precision = 38, Scale = 18;

    public string Name => name;

    public Kind Kind => kind;

    public bool Optional => optional;

    /// <summary>Hands over the rows so far, which another thread may pack, and begins again with little room.</summary>
    public abstract IPacked Detach();

    /// <summary>Takes room for so many rows, before the first of them.</summary>
    public abstract void Reserve(int rows);
}

/// <summary>Rows of one column of one group.</summary>
interface IPacked
{
    /// <summary>Writes the values' page, and the dictionary's where there is one.</summary>
    /// <returns>Entries of the dictionary, or -1.</returns>
    int Pack(Packing dictionary, Packing page);

    /// <summary>How the values are written.</summary>
    PageEncoding Encoding { get; }

    /// <summary>Smallest and largest, where they are known and short.</summary>
    (byte[] Least, byte[] Most)? Range { get; }

    int Nulls { get; }
}

/// <summary>Rows of a column that are made when they are packed, so that columns of one table need not be in memory together.</summary>
sealed class LaterPacked(Column column, int rows, Action fill) : IPacked
{
    IPacked? made;

    public PageEncoding Encoding => made!.Encoding;

    public int Nulls => made!.Nulls;

    public (byte[] Least, byte[] Most)? Range => made!.Range;

    public int Pack(Packing dictionary, Packing page)
    {
        column.Reserve(rows);
        fill();
        made = column.Detach();
        return made.Pack(dictionary, page);
    }
}

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

/// <summary>Whole numbers, packed as differences.</summary>
sealed class LongColumn(string name) : Column(name, Kind.Long, optional: false)
{
    Cells<long> rows = Pools.FewCells<long>();
    int count;

    public void Add(long value)
    {
        if (count == rows.Length) rows = Pools.Grown(rows);
        rows[count++] = value;
    }

    /// <summary>Where so many values go, all within the present group.</summary>
    public Span<long> Room(int more)
    {
        while (count + more > rows.Length) rows = Pools.Grown(rows);
        count += more;
        return rows.Rows(count)[(count - more)..];
    }

    public override void Reserve(int rows)
    {
        if (rows <= this.rows.Length) return;
        this.rows.Return();
        this.rows = Pools.ManyCells<long>();
    }

    public override IPacked Detach()
    {
        var packed = new Rows(rows, count);
        (rows, count) = (Pools.FewCells<long>(), 0);
        return packed;
    }

    sealed class Rows(Cells<long> rows, int count) : IPacked
    {
        public PageEncoding Encoding => PageEncoding.Differences;

        public int Nulls => 0;

        public (byte[] Least, byte[] Most)? Range { get; private set; }

        public int Pack(Packing dictionary, Packing page)
        {
            var values = rows.Rows(count);
            page.Differences(values);
            if (count == 0) return -1;
            var (least, most) = Ends(values);
            Range = (BitConverter.GetBytes(least), BitConverter.GetBytes(most));
            rows.Return();
            return -1;
        }

        static (long Least, long Most) Ends(ReadOnlySpan<long> values)
        {
            long least = values[0], most = values[0];
            if (values.Length >= Vector<long>.Count)
            {
                Vector<long> low = new(values), high = low;
                // the last piece may overlap the one before
                for (int at = 0; ; at = Math.Min(at + Vector<long>.Count, values.Length - Vector<long>.Count))
                {
                    var here = new Vector<long>(values[at..]);
                    (low, high) = (Vector.Min(low, here), Vector.Max(high, here));
                    if (at + Vector<long>.Count == values.Length) break;
                }
                for (int i = 0; i < Vector<long>.Count; i++) (least, most) = (Math.Min(least, low[i]), Math.Max(most, high[i]));
                return (least, most);
            }
            foreach (long value in values) (least, most) = (Math.Min(least, value), Math.Max(most, value));
            return (least, most);
        }
    }
}

/// <summary>One text for every row of the file, which may become known last: it is written when the file is closed.</summary>
sealed class FileColumn(string name) : Column(name, Kind.Text, optional: true)
{
    /// <summary>Null says that the file does not tell.</summary>
    public string? Value { get; set; }

    public override IPacked Detach() => throw new NotSupportedException("its rows are made when the file is closed");

    public override void Reserve(int rows) => throw new NotSupportedException("its rows are made when the file is closed");

    public IPacked Rows(int count)
    {
        var values = Pools.Values();
        var rows = Pools.ManyCells<int>();
        int index = Value is null ? -1 : values.Add(System.Text.Encoding.UTF8.GetBytes(Value));
        rows.Rows(count).Fill(index);
        return new ValueColumn.Rows(rows, count, values, null, Kind);
    }
}
