using System.Buffers.Binary;

namespace Quarterhour.Rates.Parquet;

/// <summary>Writes the compact protocol of Thrift, in which Parquet keeps its headers: fields in ascending order, numbers as zigzag in seven bits a byte.</summary>
sealed class Thrift
{
    const byte True = 1, False = 2, Int32 = 5, Int64 = 6, Binary = 8, List = 9, Struct = 12;

    readonly MemoryStream bytes = new();
    readonly Stack<int> outer = new();
    int last;

    public ReadOnlySpan<byte> Written => bytes.GetBuffer().AsSpan(0, (int)bytes.Length);

    public void Clear()
    {
        bytes.SetLength(0);
        outer.Clear();
        last = 0;
    }

    void Field(int id, byte type)
    {
        int step = id - last;
        if (step is > 0 and <= 15) bytes.WriteByte((byte)(step << 4 | type));
        else
        {
            bytes.WriteByte(type);
            Number(ZigZag(id));
        }
        last = id;
    }

    static ulong ZigZag(long value) => (ulong)(value << 1 ^ value >> 63);

    void Number(ulong value)
    {
        for (; value >= 0x80; value >>= 7) bytes.WriteByte((byte)(value | 0x80));
        bytes.WriteByte((byte)value);
    }

    public Thrift I32(int id, int value)
    {
        Field(id, Int32);
        Number(ZigZag(value));
        return this;
    }

    public Thrift I64(int id, long value)
    {
        Field(id, Int64);
        Number(ZigZag(value));
        return this;
    }

    public Thrift Bool(int id, bool value)
    {
        Field(id, value ? True : False);
        return this;
    }

    public Thrift Bytes(int id, ReadOnlySpan<byte> value)
    {
        Field(id, Binary);
        Raw(value);
        return this;
    }

    public Thrift Text(int id, string value) => Bytes(id, System.Text.Encoding.UTF8.GetBytes(value));

    void Raw(ReadOnlySpan<byte> value)
    {
        Number((ulong)value.Length);
        bytes.Write(value);
    }

    public Thrift Open(int id)
    {
        Field(id, Struct);
        return Enter();
    }

    /// <summary>A struct that stands in a list, or the outermost.</summary>
    public Thrift Enter()
    {
        outer.Push(last);
        last = 0;
        return this;
    }

    public Thrift Close()
    {
        bytes.WriteByte(0);
        last = outer.Pop();
        return this;
    }

    public Thrift Structs(int id, int count) => ListOf(id, count, Struct);

    public Thrift Texts(int id, params ReadOnlySpan<string> values)
    {
        ListOf(id, values.Length, Binary);
        foreach (string value in values) Raw(System.Text.Encoding.UTF8.GetBytes(value));
        return this;
    }

    public Thrift Numbers(int id, params ReadOnlySpan<int> values)
    {
        ListOf(id, values.Length, Int32);
        foreach (int value in values) Number(ZigZag(value));
        return this;
    }

    Thrift ListOf(int id, int count, byte type)
    {
        Field(id, List);
        if (count < 15) bytes.WriteByte((byte)(count << 4 | type));
        else
        {
            bytes.WriteByte((byte)(0xF0 | type));
            Number((ulong)count);
        }
        return this;
    }

    /// <summary>Writes the length of the footer as the file's end wants it.</summary>
    public static void Length(Span<byte> four, int length) => BinaryPrimitives.WriteInt32LittleEndian(four, length);
}
