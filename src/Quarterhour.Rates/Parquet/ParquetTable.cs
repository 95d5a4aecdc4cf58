using ZstdSharp;

namespace Quarterhour.Rates.Parquet;

/// <summary>
/// Writes one Parquet file: version 1 pages, zstd, dictionaries for what repeats and differences for what grows. Rows gather in the columns; a
/// full group goes to the packer. The same rows give the same bytes. Columns that hold one text for the whole file are written behind the last group,
/// since some payers tell their name at the end; Parquet finds every column by its offset.
/// </summary>
sealed class ParquetTable
{
    const int Zstd = 6, DataPage = 0, DictionaryPage = 2, RunLength = 3, MostHeld = 256 << 10;

    readonly Packer packer;
    FileStream file = null!;
    readonly Column[] columns;
    readonly FileColumn[] wholeFile;
    readonly Column[] gathered;
    readonly List<Group> groups = [];
    readonly PackingRoom room;
    int rows;

    /// <summary>Bytes of the file, those that are not written yet included.</summary>
    long position;

    public ParquetTable(Packer packer, string path, params Column[] columns)
    {
        (this.packer, room, this.columns, Path) = (packer, packer.Room, columns, path);
        wholeFile = [.. columns.OfType<FileColumn>()];
        gathered = [.. columns.Where(column => column is not FileColumn)];
    }

    /// <summary>The file is begun with its first rows.</summary>
    void Begin()
    {
        if (file is not null) return;
        // none is there; to cut one off would have the system write to the disk when it is closed
        file = new(Path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 0);
        Put("PAR1"u8);
    }

    /// <summary>What follows in the file; it is written with what stands in the packer's room.</summary>
    void Put(ReadOnlySpan<byte> bytes)
    {
        room.Out.Raw(bytes);
        position += bytes.Length;
    }

    /// <summary>Writes what stands in the packer's room, which other tables use as well.</summary>
    void WriteOut()
    {
        file.Write(room.Out.Written);
        room.Out.Clear();
    }

    public string Path { get; }

    /// <summary>Says what the columns of so many rows are, which were gathered elsewhere than in the columns; null where they were gathered there.</summary>
    public Func<int, IPacked[]>? Gathered { get; set; }

    /// <summary>Rows so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Every column has got its value.</summary>
    public void EndRow()
    {
        Rows++;
        if (++rows == Column.GroupRows) Flush();
    }

    /// <summary>How many rows the present group still takes.</summary>
    public int Left => Column.GroupRows - rows;

    /// <summary>So many rows at once, no more than the group takes.</summary>
    public void EndRows(int count)
    {
        Rows += count;
        rows += count;
        if (rows == Column.GroupRows) Flush();
    }

    /// <summary>Ends the group of rows that is open, where it has so many.</summary>
    public void EndGroup(int least)
    {
        if (rows >= least) Flush();
    }

    void Flush()
    {
        if (rows == 0) return;
        int count = rows;
        var packed = Gathered is null ? Array.ConvertAll(gathered, static column => column.Detach()) : Gathered(count);
        rows = 0;
        packer.Add(() => Write(packed, count));
        if (Gathered is not null || count < Column.GroupRows) return;
        // after a whole group another will come; what the packer has done with is taken again
        foreach (var column in gathered) column.Reserve(Column.GroupRows);
    }

    void Write(IPacked[] packed, int count)
    {
        Begin();
        var group = new Group(count, position);
        for (int i = 0; i < packed.Length; i++) group.Chunks[gathered[i]] = Write(gathered[i], packed[i], count);
        groups.Add(group);
        WriteOut();
    }

    Chunk Write(Column column, IPacked packed, int count)
    {
        var (dictionary, page) = (room.Dictionary, room.Page);
        dictionary.Clear();
        page.Clear();
        int entries = packed.Pack(dictionary, page);
        long start = position, unpacked = 0;
        if (entries >= 0) unpacked += Page(DictionaryPage, entries, dictionary.Written);
        long data = position;
        unpacked += Page(DataPage, count, page.Written, packed.Encoding);
        return new(column, count, start, data, position - start, unpacked, packed.Encoding, packed.Nulls, packed.Range);
    }

    long Page(int type, int values, ReadOnlySpan<byte> bytes, PageEncoding encoding = PageEncoding.Plain)
    {
        room.Compressed.Clear();
        var compressed = room.Compressed.Take(Compressor.GetCompressBound(bytes.Length));
        var header = room.Header;
        int length = room.Zstd.Wrap(bytes, compressed);
        header.Clear();
        header.Enter().I32(1, type).I32(2, bytes.Length).I32(3, length);
        if (type == DictionaryPage) header.Open(7).I32(1, values).I32(2, (int)PageEncoding.Plain).Close();
        else header.Open(5).I32(1, values).I32(2, (int)encoding).I32(3, RunLength).I32(4, RunLength).Close();
        header.Close();
        Put(header.Written);
        if (length <= MostHeld) Put(compressed[..length]);
        else
        {
            WriteOut();
            file.Write(compressed[..length]);
            position += length;
        }
        if (room.Out.Length > MostHeld) WriteOut();
        return header.Written.Length + bytes.Length;
    }

    /// <summary>Packs what is left and ends the file. The packer must be waited for before.</summary>
    public void Close()
    {
        Flush();
        packer.Add(End);
    }

    void End()
    {
        Begin();
        foreach (var column in wholeFile)
            foreach (var group in groups) group.Chunks[column] = Write(column, column.Rows(group.Rows), group.Rows);
        var header = room.Header;
        header.Clear();
        header.Enter().I32(1, 2).Structs(2, columns.Length + 1);
        header.Enter().Text(4, "schema").I32(5, columns.Length).Close();
        foreach (var column in columns) Schema(column);
        header.I64(3, Rows).Structs(4, groups.Count);
        foreach (var group in groups) Footer(group);
        header.Text(6, "Quarterhour").Close();
        Span<byte> length = stackalloc byte[4];
        Thrift.Length(length, header.Written.Length);
        Put(header.Written);
        Put(length);
        Put("PAR1"u8);
        WriteOut();
        file.Flush(flushToDisk: false);
        file.Dispose();
    }

    /// <summary>Lets go of the file, whole or not, and gives the columns' room back.</summary>
    public void Abandon()
    {
        file?.Dispose();
        foreach (var column in gathered) column.Return();
    }

    static int Physical(Kind kind) => kind switch { Kind.Date => 1, Kind.Long => 2, Kind.Decimal => 7, _ => 6 };

    void Schema(Column column)
    {
        var header = room.Header;
        header.Enter().I32(1, Physical(column.Kind));
        if (column.Kind == Kind.Decimal) header.I32(2, 16);
        header.I32(3, column.Optional ? 1 : 0).Text(4, column.Name);
        switch (column.Kind)
        {
            case Kind.Text:
                header.I32(6, 0).Open(10).Open(1).Close().Close();
                break;
            case Kind.Date:
                header.I32(6, 6).Open(10).Open(6).Close().Close();
                break;
            case Kind.Decimal:
                header.I32(6, 5).I32(7, Column.Scale).I32(8, Column.Precision).Open(10).Open(5).I32(1, Column.Scale).I32(2, Column.Precision).Close().Close();
                break;
        }
        header.Close();
    }

    void Footer(Group group)
    {
        var header = room.Header;
        header.Enter().Structs(1, columns.Length);
        foreach (var column in columns)
        {
            var chunk = group.Chunks[column];
            header.Enter().I64(2, chunk.Start).Open(3).I32(1, Physical(column.Kind));
            bool dictionary = chunk.Encoding == PageEncoding.Indices;
            if (dictionary) header.Numbers(2, (int)PageEncoding.Plain, RunLength, (int)PageEncoding.Indices);
            else header.Numbers(2, (int)chunk.Encoding, RunLength);
            header.Texts(3, column.Name).I32(4, Zstd).I64(5, chunk.Values).I64(6, chunk.Unpacked).I64(7, chunk.Packed).I64(9, chunk.Data);
            if (dictionary) header.I64(11, chunk.Start);
            header.Open(12).I64(3, chunk.Nulls);
            if (chunk.Range is var (least, most)) header.Bytes(5, most).Bytes(6, least);
            header.Close().Close().Close();
        }
        header.I64(2, group.Chunks.Values.Sum(chunk => chunk.Unpacked)).I64(3, group.Rows).I64(5, group.Start).I64(6, group.Chunks.Values.Sum(chunk => chunk.Packed)).Close();
    }

    sealed record Group(int Rows, long Start)
    {
        public Dictionary<Column, Chunk> Chunks { get; } = [];
    }

    sealed record Chunk(Column Column, int Values, long Start, long Data, long Packed, long Unpacked, PageEncoding Encoding, int Nulls, (byte[] Least, byte[] Most)? Range);
}
