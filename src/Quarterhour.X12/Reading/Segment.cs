using System.Runtime.CompilerServices;
using System.Text;

namespace Quarterhour.X12;

/// <summary>One segment where it lies in the reader's buffer: nothing is copied. Good until the reader reads on.</summary>
public readonly ref struct Segment
{
    readonly ReadOnlySpan<byte> buffer;
    readonly ReadOnlySpan<int> separators;
    readonly int start, end;
    readonly Delimiters delimiters;

    internal Segment(ReadOnlySpan<byte> buffer, ReadOnlySpan<int> separators, int start, int end, uint code, Delimiters delimiters)
    {
        this.buffer = buffer;
        this.separators = separators;
        (this.start, this.end, this.delimiters, Code) = (start, end, delimiters, code);
    }

    /// <summary>The tag as a number of <see cref="X12.Tag"/>; 0 when it is not one to three characters.</summary>
    public uint Code { get; }

    /// <summary>The tag as it stands.</summary>
    public ReadOnlySpan<byte> TagBytes => buffer[start..(separators.Length > 0 ? separators[0] : end)];

    /// <summary>The tag as text.</summary>
    public string Tag => Code != 0 ? X12.Tag.Text(Code) : Reading.Text(TagBytes);

    /// <summary>How many elements it has, empty ones counted.</summary>
    public int Count => separators.Length;

    /// <summary>The separators that hold in it.</summary>
    public Delimiters Delimiters => delimiters;

    /// <summary>The whole segment without its terminator.</summary>
    public ReadOnlySpan<byte> Bytes => buffer[start..end];

    /// <summary>An element, counted from 1; empty when the segment ends before it.</summary>
    public ReadOnlySpan<byte> this[int element]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var marks = separators;
            if ((uint)(element - 1) >= (uint)marks.Length) return default;
            int from = marks[element - 1] + 1, to = (uint)element < (uint)marks.Length ? marks[element] : end;
            return buffer[from..to];
        }
    }

    /// <summary>A component of an element, both counted from 1; empty when there is none.</summary>
    public ReadOnlySpan<byte> this[int element, int component] => Part(this[element], component, delimiters.Component);

    /// <summary>Whether the element is exactly this.</summary>
    public bool Is(int element, ReadOnlySpan<byte> value) => this[element].SequenceEqual(value);

    /// <summary>The element as text.</summary>
    public string Text(int element) => Reading.Text(this[element]);

    /// <summary>The component as text.</summary>
    public string Text(int element, int component) => Reading.Text(this[element, component]);

    /// <summary>The element as an amount; null when it is empty or no number.</summary>
    public decimal? Amount(int element) => Reading.TryAmount(this[element], out decimal amount) ? amount : null;

    /// <summary>The part of a text between separators, counted from 1.</summary>
    internal static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> text, int number, byte separator)
    {
        for (; number > 1; number--)
        {
            int at = text.IndexOf(separator);
            if (at < 0) return default;
            text = text[(at + 1)..];
        }
        int to = text.IndexOf(separator);
        return to < 0 ? text : text[..to];
    }

    /// <summary>The segment as it stands, for people.</summary>
    public override string ToString() => Reading.Text(Bytes);
}
