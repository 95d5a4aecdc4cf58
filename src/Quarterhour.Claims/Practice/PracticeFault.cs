namespace Quarterhour.Claims;

/// <summary>What makes a practice file unusable: where, and what to do.</summary>
/// <param name="File">The file as it was named.</param>
/// <param name="Line">From 1; 0 when the whole file is meant.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record PracticeFault(string File, long Line, string Message)
{
    /// <summary>As it is shown: <c>practice.yaml:14: …</c></summary>
    public override string ToString() => File + (Line > 0 ? $":{Line}" : "") + ": " + Message;
}
