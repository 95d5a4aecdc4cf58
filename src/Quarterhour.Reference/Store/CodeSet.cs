using Quarterhour.Reference.Packed;

namespace Quarterhour.Reference.Store;

/// <summary>A list of codes with a title each, memory-mapped, in the order of the codes: ICD-10-CM, HCPCS Level II, places of service, a user's own CPT file.</summary>
public sealed class CodeSet
{
    readonly PackedTexts codes, titles;
    readonly ReadOnlyMemory<int> from, to;
    readonly ReadOnlyMemory<byte> marks;

    /// <exception cref="UnusablePackedFileException">A part is missing.</exception>
    public CodeSet(PackedFile packed)
    {
        (codes, titles) = (packed.Texts("codes"), packed.Texts("titles"));
        (from, to, marks) = (packed.Values<int>("from"), packed.Values<int>("to"), packed.Values<byte>("marks"));
    }

    /// <summary>How many.</summary>
    public int Count => codes.Count;

    /// <summary>The code as it is billed, without dots: <c>M5450</c>.</summary>
    public string Code(int number) => codes[number];

    /// <summary>The code in ASCII.</summary>
    public ReadOnlySpan<byte> CodeBytes(int number) => codes.Utf8(number);

    /// <summary>The title as its file has it; empty where the file has none.</summary>
    public string Title(int number) => titles[number];

    /// <summary>First day in force; null where the file does not tell it.</summary>
    public DateOnly? From(int number) => Day(from.Span[number]);

    /// <summary>Last day in force; null while in force.</summary>
    public DateOnly? To(int number) => Day(to.Span[number]);

    /// <summary>What else the file says in one letter, by the kind of set: <c>1</c> and <c>0</c> of ICD-10-CM for codes and headings.</summary>
    public char Mark(int number) => (char)marks.Span[number];

    /// <summary>The number of a code; -1 where it is not listed.</summary>
    public int Find(ReadOnlySpan<byte> code) => First(code) is var at && at < Count && CodeBytes(at).SequenceEqual(code) ? at : -1;

    /// <summary>The number of the first code that is not before this one.</summary>
    public int First(ReadOnlySpan<byte> code)
    {
        int low = 0, high = Count;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (CodeBytes(middle).SequenceCompareTo(code) < 0) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    static DateOnly? Day(int number) => number < 0 ? null : DateOnly.FromDayNumber(number);
}
