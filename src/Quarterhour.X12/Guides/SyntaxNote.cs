namespace Quarterhour.X12;

/// <summary>What holds between elements of a segment: P all or none, R at least one, E only one, C the first needs the others, L the first needs one of the others.</summary>
readonly record struct SyntaxNote(char Kind, int[] Elements)
{
    public static SyntaxNote Parse(string text) => new(text[0], [.. Enumerable.Range(0, (text.Length - 1) / 2).Select(i => int.Parse(text.AsSpan(1 + 2 * i, 2)))]);

    /// <summary>The element that is missing or too many; 0 when the note holds.</summary>
    public int Broken(Segment segment)
    {
        int there = 0, absent = 0;
        foreach (int element in Elements)
            if (segment[element].IsEmpty) absent = absent == 0 ? element : absent;
            else there++;
        bool first = !segment[Elements[0]].IsEmpty;
        return Kind switch
        {
            'P' => there > 0 && there < Elements.Length ? absent : 0,
            'R' => there == 0 ? Elements[0] : 0,
            'E' => there > 1 ? Elements[^1] : 0,
            'C' => first && there < Elements.Length ? absent : 0,
            _ => first && there == 1 ? Elements[1] : 0,
        };
    }

    public string Words(string tag)
    {
        string all = string.Join(", ", Elements.Select(element => $"{tag}{element:00}"));
        string others = string.Join(", ", Elements.Skip(1).Select(element => $"{tag}{element:00}"));
        return Kind switch
        {
            'P' => $"{all} go together: all or none",
            'R' => $"at least one of {all}",
            'E' => $"only one of {all}",
            'C' => $"with {tag}{Elements[0]:00} also {others}",
            _ => $"with {tag}{Elements[0]:00} at least one of {others}",
        };
    }
}
