namespace Quarterhour.Claims;

/// <summary>What stands on one page of the form.</summary>
public sealed class PaperPage
{
    readonly List<(string Box, int Line, string Text)> texts = [];

    public IReadOnlyList<(string Box, int Line, string Text)> Texts => texts;

    internal void Put(string box, string? text, int line = 0)
    {
        if (!string.IsNullOrEmpty(text)) texts.Add((box, line, text));
    }
}
