using System.Text;

namespace Quarterhour.Cli;

/// <summary>The few colors of the terminal. Nothing is said by color alone.</summary>
static class Ink
{
    const string Teal = "\e[36m", Strong = "\e[1m", Plain = "\e[0m";

    public static string Bold(string words, bool color) => color ? Strong + words + Plain : words;

    /// <summary>The line with its bars in the accent color.</summary>
    public static string Bars(string line, bool color)
    {
        if (!color || line.AsSpan().IndexOfAny('█', '▒', '░') < 0) return line;
        var colored = new StringBuilder(line.Length + 16);
        bool inBar = false;
        foreach (char c in line)
        {
            bool bar = c is '█' or '▒' or '░';
            if (bar != inBar) colored.Append(bar ? Teal : Plain);
            inBar = bar;
            colored.Append(c);
        }
        return (inBar ? colored.Append(Plain) : colored).ToString();
    }
}
