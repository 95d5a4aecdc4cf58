namespace Quarterhour.X12;

/// <summary>An element of a segment that the model has no words for: its repetitions, mostly one, each a list of components, mostly one.</summary>
/// <param name="Repetitions">None for an empty element.</param>
public sealed record OtherElement(Items<Items<string>> Repetitions)
{
    /// <summary>The first component of the first repetition; blank for an empty element.</summary>
    public string Text => Repetitions is [[var text, ..], ..] ? text : "";

    /// <summary>An element of one value.</summary>
    public static OtherElement Of(string text) => new(text.Length == 0 ? [] : [[text]]);

    internal static OtherElement Read(TransactionReader reader, in Segment segment, int element)
    {
        var repetitions = new Items<Items<string>>();
        var rest = segment[element];
        byte separator = segment.Delimiters.Repetition;
        while (!rest.IsEmpty)
        {
            int to = separator == 0 ? -1 : rest.IndexOf(separator);
            repetitions.Add(Composite.Read(reader, to < 0 ? rest : rest[..to], segment.Delimiters.Component));
            rest = to < 0 ? default : rest[(to + 1)..];
        }
        return new(repetitions);
    }

    internal void Write(X12Writer writer)
    {
        if (Repetitions.Count > 1) writer.RepeatedComposites([.. Repetitions.Select(static one => (IReadOnlyList<string>)one)]);
        else writer.Composite(Repetitions is [var one] ? one : []);
    }
}
