namespace Quarterhour.X12;

/// <summary>Where a segment leads from a place in a guide.</summary>
/// <param name="Up">Loops that end before it.</param>
/// <param name="Target">The segment, or the loop that it begins, among the children of the loop that is open then.</param>
/// <param name="Implied">Loops within that one, whose first segments are missing, down to the one that it begins.</param>
sealed record Step(int Up, GuideNode Target, GuideNode[] Implied);

/// <summary>Steps that were found before, by node, tag and qualifier.</summary>
sealed class StepTable(Guide guide)
{
    /// <summary>Steps remembered from one place; a guide has fewer ways than that, and a damaged file may not fill memory.</summary>
    const int Most = 256;

    readonly List<(uint Tag, int QualifierElement, ulong Qualifier, Step Step)>?[] from = new List<(uint, int, ulong, Step)>?[guide.Nodes.Count];

    public Step? Find(int node, uint tag, in Segment segment)
    {
        if (from[node] is not { } steps) return null;
        ulong qualifier = 0;
        int read = 0;
        var all = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(steps);
        for (int i = 0; i < all.Length; i++)
        {
            ref var one = ref all[i];
            if (one.Tag != tag) continue;
            if (one.QualifierElement != 0)
            {
                if (read != one.QualifierElement) (read, qualifier) = (one.QualifierElement, CodeList.Pack(Qualifier(segment, one.QualifierElement)));
                if (one.Qualifier != qualifier) continue;
            }
            var step = one.Step;
            // what is found often moves to the front
            if (i > 0) (all[i - 1], all[i]) = (all[i], all[i - 1]);
            return step;
        }
        return null;
    }

    public void Add(int node, uint tag, in Segment segment, Step step)
    {
        // a tag that the guide tells by a qualifier somewhere is remembered with it wherever it leads
        int element = guide.QualifierOf(tag);
        var qualifier = element == 0 ? default : Qualifier(segment, element);
        var steps = from[node] ??= [];
        if (steps.Count < Most && qualifier.Length <= 8) steps.Add((tag, element, CodeList.Pack(qualifier), step));
    }

    /// <summary>The element that says what a segment is about, or the first component of it.</summary>
    public static ReadOnlySpan<byte> Qualifier(in Segment segment, int element)
    {
        var value = segment[element];
        int colon = value.IndexOf(segment.Delimiters.Component);
        return colon < 0 ? value : value[..colon];
    }
}
