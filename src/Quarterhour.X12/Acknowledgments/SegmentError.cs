namespace Quarterhour.X12;

/// <summary>A segment in error, IK3.</summary>
/// <param name="Tag">IK301.</param>
/// <param name="Position">IK302: counted from ST, which is 1.</param>
/// <param name="Loop">IK303: the loop, up to four characters in 999.</param>
/// <param name="Code">IK304: 1 unknown, 2 unexpected, 3 missing, 4 loop too often, 5 segment too often, 6 not in this set, 7 out of order, 8 elements in error, I4 not used, I6 to I9.</param>
public sealed record SegmentError(string Tag, int Position, string Loop, string Code)
{
    /// <summary>CTX: where and why.</summary>
    public Items<OtherSegment> Contexts { get => contexts.List; init => contexts = new(value); }
    Held<OtherSegment> contexts;

    /// <summary>IK4.</summary>
    public Items<ElementError> Elements { get => elements.List; init => elements = new(value); }
    Held<ElementError> elements;

    internal void Write(X12Writer writer)
    {
        writer.Start("IK3").Text(Tag).Count(Position).Text(Loop).Text(Code).End();
        foreach (var context in Contexts) context.Write(writer);
        foreach (var element in Elements) element.Write(writer);
    }
}
