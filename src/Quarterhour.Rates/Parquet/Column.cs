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

    /// <summary>Gives its room back; it can't be used any more.</summary>
    public abstract void Return();
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

    public override void Return() => rows.Return();

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

    public override void Return() { }

    public IPacked Rows(int count)
    {
        var values = Pools.Values();
        var rows = Pools.ManyCells<int>();
        int index = Value is null ? -1 : values.Add(System.Text.Encoding.UTF8.GetBytes(Value));
        rows.Rows(count).Fill(index);
        return new ValueColumn.Rows(rows, count, values, null, Kind);
    }
}
