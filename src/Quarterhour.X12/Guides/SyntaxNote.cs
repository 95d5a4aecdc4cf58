namespace Quarterhour.X12;

/// <summary>What holds between elements of a segment: P all or none, R at least one, E only one, C the first needs the others, L the first needs one of the others.</summary>
readonly record struct SyntaxNote(char Kind, int[] Elements, ulong Mask)
{
    public static SyntaxNote Parse(string text)
    {
        int[] elements = [.. Enumerable.Range(0, (text.Length - 1) / 2).Select(i => int.Parse(text.AsSpan(1 + 2 * i, 2)))];
        return new(text[0], elements, elements.Aggregate(0UL, static (mask, element) => mask | 1UL << element));
    }

    /// <summary>Whether it holds for these elements, a bit each.</summary>
    public bool Holds(ulong present)
    {
        ulong these = present & Mask;
        return Kind switch
        {
            'P' => these == 0 || these == Mask,
            'R' => these != 0,
            'E' => (these & (these - 1)) == 0,
            'C' => (present >> Elements[0] & 1) == 0 || these == Mask,
            _ => (present >> Elements[0] & 1) == 0 || (these & (these - 1)) != 0,
        };
    }

    /// <summary>Of a note that does not hold: the element that is missing or too many.</summary>
    public int Broken(ulong present)
    {
        if (Kind == 'E') return Elements[^1];
        foreach (int element in Elements)
            if ((present >> element & 1) == 0) return element;
        return Elements[0];
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
