using Quarterhour.X12;

namespace Quarterhour.Cli.X12;

/// <summary>A segment as it is shown.</summary>
/// <param name="Number">In the file, from 1.</param>
/// <param name="Depth">How many envelopes and loops are around it.</param>
/// <param name="Loop">The loop in which it stands.</param>
/// <param name="Text">As it stands.</param>
/// <param name="Words">Our words for it.</param>
/// <param name="Begins">The loops that begin with it.</param>
/// <param name="Findings">What was found when it was read.</param>
sealed record ShownSegment(long Number, int Depth, string Loop, string Text, string Words, IReadOnlyList<(string Loop, string Words, int Depth)> Begins, IReadOnlyList<Finding> Findings)
{
    public string Tag { get; init; } = "";

    /// <summary>The first three elements, which tell claims and levels.</summary>
    public IReadOnlyList<string> Elements { get; init; } = [];
}
