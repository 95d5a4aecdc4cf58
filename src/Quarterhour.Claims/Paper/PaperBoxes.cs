using System.Globalization;

namespace Quarterhour.Claims;

/// <summary>The boxes of the CMS-1500 (02/12), measured from the form fields of a publicly posted fillable template, about one point exact; the form is in the public domain. Box 24 is told for its first line, the others follow below.</summary>
public static class PaperBoxes
{
    /// <summary>Service lines on a page.</summary>
    public const int LinesOnPage = 6;

    /// <summary>From one service line to the next.</summary>
    const decimal LineHeight = 24.04m;

    static readonly Dictionary<string, PaperBox> known = Read();

    /// <summary>All, of box 24 the first line alone.</summary>
    public static IReadOnlyCollection<PaperBox> All => known.Values;

    /// <param name="name">The box.</param>
    /// <param name="line">From 0, the service line on the page.</param>
    public static PaperBox At(string name, int line = 0) => line == 0 ? known[name] : known[name] with { Y = known[name].Y + line * LineHeight };

    static Dictionary<string, PaperBox> Read()
    {
        using var text = new StreamReader(typeof(PaperBoxes).Assembly.GetManifestResourceStream("cms1500.boxes.csv")!);
        var boxes = new Dictionary<string, PaperBox>(StringComparer.Ordinal);
        text.ReadLine();
        while (text.ReadLine() is { } line)
        {
            string[] row = line.Split(',');
            var alignment = row[1] switch { "text" => PaperAlignment.Left, "middle" => PaperAlignment.Middle, "check" => PaperAlignment.Check, _ => PaperAlignment.Dollars };
            boxes.Add(row[0], new(row[0], alignment, Points(row[2]), Points(row[3]), Points(row[4]), Points(row[5])));
        }
        return boxes;
    }

    static decimal Points(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
