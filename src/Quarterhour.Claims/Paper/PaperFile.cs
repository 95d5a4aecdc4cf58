using System.Globalization;
using System.Text;

namespace Quarterhour.Claims;

/// <summary>Claims on CMS-1500 as PDF: the drawn form for reading, or text alone for preprinted stock.</summary>
public sealed record PaperFile
{
    /// <summary>Text alone, for preprinted stock.</summary>
    public bool Overlay { get; init; }

    /// <summary>How far all text is moved to the right, in inches; to the left where negative.</summary>
    public decimal OffsetX { get; init; }

    /// <summary>How far down, in inches.</summary>
    public decimal OffsetY { get; init; }

    /// <summary>A first page that shows where text would stand: every box, and marks a tenth of an inch apart.</summary>
    public bool Grid { get; init; }

    const decimal FontSize = 12, Inch = 72;

    /// <summary>Writes the claims, each on pages of its own.</summary>
    /// <exception cref="ArgumentException">A claim does not fit the form.</exception>
    public void Write(Stream stream, IEnumerable<PaperClaim> claims)
    {
        var pages = new PdfPages(stream, Overlay ? null : PaperDrawing.Operators());
        if (Grid) pages.Add(TestGrid());
        foreach (var claim in claims)
        {
            if (claim.Unfit.Count > 0) throw new ArgumentException($"claim {claim.Claim.Number} does not fit the form: {claim.Unfit[0]}", nameof(claims));
            foreach (var page in claim.Pages) pages.Add(Operators(page));
        }
        pages.End();
    }

    string Operators(PaperPage page)
    {
        var text = new StringBuilder();
        foreach (var (name, line, words) in page.Texts)
        {
            var box = PaperBoxes.At(name, line);
            if (box.Alignment == PaperAlignment.Dollars)
            {
                decimal cut = box.X + box.Width - PaperBox.Cents;
                Put(text, cut - 1 - PaperBox.Pitch * (words.Length - 2), box.Baseline, words[..^2]);
                Put(text, cut + 1, box.Baseline, words[^2..]);
            }
            else Put(text, box.Begin(words), box.Baseline, words);
        }
        return text.ToString();
    }

    void Put(StringBuilder into, decimal x, decimal y, string words) => into.Append(PdfPages.Text("C", FontSize, x + OffsetX * Inch, y + OffsetY * Inch, words));

    string TestGrid()
    {
        var grid = new StringBuilder("0.3 w 0.6 G\n");
        var (right, down) = (OffsetX * Inch, OffsetY * Inch);
        foreach (var one in PaperBoxes.All)
            for (int line = 0; line < (one.Name.StartsWith("24", StringComparison.Ordinal) ? PaperBoxes.LinesOnPage : 1); line++)
            {
                var box = PaperBoxes.At(one.Name, line);
                grid.Append(PdfPages.Frame(box.X + right, box.Y + down, box.Width, box.Height));
            }
        for (int tenth = 1; tenth < 110; tenth++)
        {
            decimal at = tenth * Inch / 10, length = tenth % 10 == 0 ? 10 : tenth % 5 == 0 ? 7 : 4;
            grid.Append(PdfPages.Line(0, at + down, length, at + down));
            if (tenth < 85) grid.Append(PdfPages.Line(at + right, 0, at + right, length));
        }
        grid.Append(PdfPages.Text("H", 7, 24, 66, "Test page: print it on the form, and hold both against the light. Marks are 0.1 inch apart."));
        grid.Append(PdfPages.Text("H", 7, 24, 75, $"Frames too far left by one mark: --offset-x {(OffsetX + 0.1m).ToString("0.00", CultureInfo.InvariantCulture)}; too high: --offset-y {(OffsetY + 0.1m).ToString("0.00", CultureInfo.InvariantCulture)}."));
        return grid.ToString();
    }
}
