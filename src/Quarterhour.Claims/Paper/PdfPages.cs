using System.Globalization;
using System.Text;

namespace Quarterhour.Claims;

/// <summary>Writes a PDF of Letter pages with two fonts that every reader has, Courier and Helvetica: the same pages give the same bytes. One drawing may stand under all pages.</summary>
/// <remarks>ISO 32000-1: header, numbered objects, a table of their places, a trailer.</remarks>
sealed class PdfPages
{
    const int Catalog = 1, Tree = 2, Courier = 3, Helvetica = 4, Drawing = 5;

    public const decimal Width = 612, Height = 792;

    readonly Stream output;
    readonly List<long> places = [0, 0, 0, 0, 0, 0];
    readonly List<int> pages = [];
    readonly bool drawn;
    long written;

    /// <param name="output">Receives the bytes; it stays open.</param>
    /// <param name="drawing">What stands under every page; null for nothing.</param>
    public PdfPages(Stream output, string? drawing)
    {
        (this.output, drawn) = (output, drawing is not null);
        Write("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n");
        Object(Courier, "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>");
        Object(Helvetica, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
        if (drawing is not null) Object(Drawing, Contents($"/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /Font << /H {Helvetica} 0 R >> >>", drawing));
        else Object(Drawing, "null");
    }

    /// <summary>A page with these operators.</summary>
    public void Add(string operators)
    {
        int contents = New(), page = New();
        Object(contents, Contents("", drawn ? "q /D Do Q\n" + operators : operators));
        Object(page, $"<< /Type /Page /Parent {Tree} 0 R /Contents {contents} 0 R >>");
        pages.Add(page);
    }

    /// <summary>Ends the file.</summary>
    public void End()
    {
        string drawing = drawn ? $" /XObject << /D {Drawing} 0 R >>" : "";
        Object(Tree, $"<< /Type /Pages /Count {pages.Count} /MediaBox [0 0 612 792] /Resources << /Font << /C {Courier} 0 R /H {Helvetica} 0 R >>{drawing} >> /Kids [{string.Join(' ', pages.Select(static page => $"{page} 0 R"))}] >>");
        Object(Catalog, $"<< /Type /Catalog /Pages {Tree} 0 R >>");
        long table = written;
        var xref = new StringBuilder($"xref\n0 {places.Count}\n0000000000 65535 f \n");
        foreach (long place in places.Skip(1)) xref.Append(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n");
        Write(xref.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {places.Count} /Root {Catalog} 0 R >>\nstartxref\n{table}\n%%EOF\n").ToString());
    }

    /// <summary>A text at a place from the upper left corner.</summary>
    public static string Text(string font, decimal size, decimal x, decimal y, string text) =>
        $"BT /{font} {Number(size)} Tf {Number(x)} {Number(Height - y)} Td ({text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal)}) Tj ET\n";

    /// <summary>A frame.</summary>
    public static string Frame(decimal x, decimal y, decimal width, decimal height) => $"{Number(x)} {Number(Height - y - height)} {Number(width)} {Number(height)} re S\n";

    /// <summary>A line.</summary>
    public static string Line(decimal x, decimal y, decimal toX, decimal toY) => $"{Number(x)} {Number(Height - y)} m {Number(toX)} {Number(Height - toY)} l S\n";

    public static string Number(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    static string Contents(string entries, string operators) => $"<< /Length {operators.Length} {entries} >>\nstream\n{operators}\nendstream";

    int New()
    {
        places.Add(0);
        return places.Count - 1;
    }

    void Object(int number, string body)
    {
        places[number] = written;
        Write($"{number} 0 obj\n{body}\nendobj\n");
    }

    void Write(string text)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(text);
        output.Write(bytes);
        written += bytes.Length;
    }
}
