namespace Quarterhour.X12;

/// <summary>An element in error, IK4.</summary>
/// <param name="Element">IK401-1: the element's place.</param>
/// <param name="Code">IK403: 1 missing, 2 missing beside another, 3 too many, 4 short, 5 long, 6 characters, 7 code, 8 date, 9 time, 10 excluded, 12 repetitions, 13 components, I6 to I13.</param>
public sealed record ElementError(string Element, string Code)
{
    /// <summary>IK401-2: the component's place; blank for the whole element.</summary>
    public string Component { get; init; } = "";

    /// <summary>IK401-3: which repetition.</summary>
    public string Repetition { get; init; } = "";

    /// <summary>IK402: the number of the data element in X12's dictionary.</summary>
    public string DataElement { get; init; } = "";

    /// <summary>IK404: what stood there.</summary>
    public string Found { get; init; } = "";

    /// <summary>CTX.</summary>
    public Items<OtherSegment> Contexts { get => contexts.List; init => contexts = new(value); }
    Held<OtherSegment> contexts;

    internal void Write(X12Writer writer)
    {
        writer.Start("IK4").Component(Element).Component(Component).Component(Repetition).EndComposite().Text(DataElement).Text(Code).Text(Found).End();
        foreach (var context in Contexts) context.Write(writer);
    }
}
