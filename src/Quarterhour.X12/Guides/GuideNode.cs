namespace Quarterhour.X12;

/// <summary>A loop or a segment in its place in a guide.</summary>
sealed class GuideNode
{
    public int Id { get; set; }

    /// <summary>The loop's number, or the segment's tag.</summary>
    public required string Name { get; init; }

    /// <summary>Our words for it.</summary>
    public required string Words { get; init; }

    public bool IsLoop { get; init; }

    public bool Required { get; init; }

    /// <summary>How often it may stand in one instance of its loop.</summary>
    public int Most { get; init; }

    public GuideNode? Parent { get; set; }

    /// <summary>Place among its siblings.</summary>
    public int Ordinal { get; set; }

    /// <summary>The same for siblings that may come in any order.</summary>
    public int Place { get; set; }

    public GuideNode[] Children
    {
        get;
        set
        {
            field = value;
            RequiredChildren = [.. value.Where(static child => child.Required)];
        }
    } = [];

    /// <summary>Those without which the loop is not whole.</summary>
    public GuideNode[] RequiredChildren { get; private set; } = [];

    /// <summary>Of a segment.</summary>
    public uint Tag { get; init; }

    /// <summary>Values of <see cref="QualifierElement"/> that make it this segment; none: any.</summary>
    public CodeList? Qualifiers { get; init; }

    public int QualifierElement { get; init; }

    public ElementRule[] Elements
    {
        get;
        init
        {
            field = value;
            Tests = [.. value.Select(static rule => new ElementTest(rule))];
            for (int i = 0; i < value.Length; i++)
            {
                if (value[i].Usage == Usage.Required) RequiredElements |= 2UL << i;
                if (value[i].Usage == Usage.NotUsed) UnusedElements |= 2UL << i;
                Repeats |= value[i].Repeat > 1;
                HasComposites |= value[i].Components.Length > 0;
            }
        }
    } = [];

    /// <summary>The same for what most elements need.</summary>
    public ElementTest[] Tests { get; private set; } = [];

    /// <summary>A bit for each element that must be there, and for each that must not.</summary>
    public ulong RequiredElements { get; private set; }

    public ulong UnusedElements { get; private set; }

    /// <summary>Some element has components.</summary>
    public bool HasComposites { get; private set; }

    /// <summary>What holds between elements, as the dictionary of segments has it.</summary>
    public SyntaxNote[] Notes { get; init; } = [];

    /// <summary>Some element may repeat.</summary>
    public bool Repeats { get; private set; }

    /// <summary>The segment that a loop begins with.</summary>
    public GuideNode First => IsLoop ? Children[0] : this;

    public string LoopName => IsLoop ? Name : Parent!.Name;

    /// <summary>As people write it: REF*G1.</summary>
    public string Written => First.Qualifiers is { } all ? $"{First.Name}*{string.Join('/', all.Codes)}" : First.Name;

    public bool Matches(uint tag, ReadOnlySpan<byte> qualifier) => Tag == tag && (Qualifiers is null || Qualifiers.Contains(CodeList.Pack(qualifier)));
}
