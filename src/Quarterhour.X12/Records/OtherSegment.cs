namespace Quarterhour.X12;

/// <summary>A segment that the model has no words for, kept as it stands so that nothing is lost.</summary>
/// <param name="Tag">Its tag.</param>
/// <param name="Elements">Its elements.</param>
public sealed record OtherSegment(string Tag, Items<OtherElement> Elements)
{
    /// <summary>The element's text, counted from 1; blank when there is none.</summary>
    public string Text(int element) => element >= 1 && element <= Elements.Count ? Elements[element - 1].Text : "";

    internal static OtherSegment Read(TransactionReader reader, in Segment segment)
    {
        var elements = new Items<OtherElement>();
        for (int i = 1; i <= segment.Count; i++) elements.Add(OtherElement.Read(reader, segment, i));
        while (elements is [.., { Repetitions.Count: 0 }]) elements.RemoveAt(elements.Count - 1);
        return new(segment.Tag, elements);
    }

    internal void Write(X12Writer writer)
    {
        writer.Start(Tag);
        foreach (var element in Elements) element.Write(writer);
        writer.End();
    }

    /// <summary>Writes those with one of these tags, in the order of the tags.</summary>
    internal static void Write(X12Writer writer, Items<OtherSegment> segments, params ReadOnlySpan<string> tags)
    {
        if (segments.Count == 0) return;
        foreach (string tag in tags)
            foreach (var segment in segments)
                if (segment.Tag == tag) segment.Write(writer);
    }

    /// <summary>Writes those that have none of these tags.</summary>
    internal static void WriteRest(X12Writer writer, Items<OtherSegment> segments, params ReadOnlySpan<string> tags)
    {
        foreach (var segment in segments)
            if (!tags.Contains(segment.Tag)) segment.Write(writer);
    }
}
