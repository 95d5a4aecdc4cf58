using System.Text;

namespace Quarterhour.Claims;

/// <summary>Our own drawing of the form, for reading: cells with short labels, where the printed form has them. It is no copy of the printed form, and payers that scan paper want the red one.</summary>
static class PaperDrawing
{
    const decimal Left = 18, A = 226, B = 370, Right = 590, LabelSize = 5.5m;

    /// <summary>Cells: left, upper, right and lower edge, label.</summary>
    static readonly (decimal X, decimal Y, decimal ToX, decimal ToY, string Label)[] Cells =
    [
        (Left, 96, B, 120, "1  Coverage"), (B, 96, Right, 120, "1a  Insured's id"),
        (Left, 120, A, 144, "2  Patient"), (A, 120, B, 144, "3  Born, sex"), (B, 120, Right, 144, "4  Insured"),
        (Left, 144, A, 168, "5  Street"), (A, 144, B, 168, "6"), (B, 144, Right, 168, "7  Insured's street"),
        (Left, 168, 200, 192, "City"), (200, 168, A, 192, "State"), (A, 168, B, 216, "8"), (B, 168, 542, 192, "City"), (542, 168, Right, 192, "State"),
        (Left, 192, 116, 216, "ZIP"), (116, 192, A, 216, "Telephone"), (B, 192, 474, 216, "ZIP"), (474, 192, Right, 216, "Telephone"),
        (Left, 216, A, 240, "9  Other insured"), (A, 216, B, 312, "10  Condition comes from"), (B, 216, Right, 240, "11  Insured's group"),
        (Left, 240, A, 264, "9a  Other policy or group"), (B, 240, Right, 264, "11a  Insured born, sex"),
        (Left, 264, A, 288, "9b"), (B, 264, Right, 288, "11b  Other claim number"),
        (Left, 288, A, 312, "9c"), (B, 288, Right, 312, "11c  Plan"),
        (Left, 312, A, 336, "9d  Other plan"), (A, 312, B, 336, "10d  Claim codes"), (B, 312, Right, 336, "11d  Another plan"),
        (Left, 336, B, 384, "12  Patient signed: release of information"), (B, 336, Right, 384, "13  Insured signed: payment to the provider"),
        (Left, 384, A, 408, "14  Onset or injury"), (A, 384, B, 408, "15  Other date"), (B, 384, Right, 408, "16  Unable to work"),
        (Left, 408, A, 432, "17  Referring provider"), (A, 408, B, 420, "17a"), (A, 420, B, 432, "17b  NPI"), (B, 408, Right, 432, "18  In hospital"),
        (Left, 432, B, 456, "19  Further information"), (B, 432, Right, 456, "20  Outside laboratory"),
        (Left, 456, B, 504, "21  Diagnoses"), (B, 456, Right, 480, "22  Resubmission, payer's number"), (B, 480, Right, 504, "23  Prior authorization"),
        (Left, 504, 147, 528, "24A  From, to"), (147, 504, 171, 528, "B  Place"), (171, 504, 192, 528, "C"), (192, 504, 335, 528, "D  Procedure, modifiers"), (335, 504, B, 528, "E  Diagnosis"),
        (B, 504, 435, 528, "F  Charge"), (435, 504, 464, 528, "G  Units"), (464, 504, 478, 528, "H"), (478, 504, 502, 528, "I"), (502, 504, Right, 528, "J  Rendering NPI"),
        (Left, 672, 176, 696, "25  Tax id"), (176, 672, 284, 696, "26  Claim number"), (284, 672, B, 696, "27  Assignment"), (B, 672, 452, 696, "28  Total"), (452, 672, 522, 696, "29  Paid"), (522, 672, Right, 696, "30"),
        (Left, 696, 176, 756, "31  Provider, date"), (176, 696, B, 756, "32  Where"), (B, 696, Right, 756, "33  Billing provider"),
    ];

    static readonly decimal[] Columns = [147, 171, 192, 335, B, 435, 464, 478, 502];

    /// <summary>Marks of the small squares, where they are not the end of their name.</summary>
    static readonly Dictionary<string, string> Marks = new(StringComparer.Ordinal) { ["1 group health plan"] = "group", ["1 FECA"] = "FECA", ["25 SSN"] = "S", ["25 EIN"] = "E" };

    public static string Operators()
    {
        var drawn = new StringBuilder("0.35 w 0.45 G 0.35 g\n");
        foreach (var (x, y, toX, toY, label) in Cells)
        {
            drawn.Append(PdfPages.Frame(x, y, toX - x, toY - y));
            drawn.Append(PdfPages.Text("H", LabelSize, x + 2, y + 6, label));
        }
        for (int i = 0; i < PaperBoxes.LinesOnPage; i++)
        {
            decimal y = 528 + 24 * i;
            drawn.Append(PdfPages.Frame(Left, y, Right - Left, 24));
            foreach (decimal x in Columns) drawn.Append(PdfPages.Line(x, y, x, y + 24));
        }
        foreach (var box in PaperBoxes.All)
            if (box.Alignment == PaperAlignment.Check)
            {
                drawn.Append(PdfPages.Frame(box.X, box.Y, box.Width, box.Height));
                string mark = Marks.TryGetValue(box.Name, out string? own) ? own : box.Name[(box.Name.IndexOf(' ') + 1)..];
                // where the next square is too near, the mark stands above
                if (!box.Name.StartsWith("25", StringComparison.Ordinal) && !box.Name.StartsWith('6')) drawn.Append(PdfPages.Text("H", LabelSize, box.X + box.Width + 1.5m, box.Y + 7.5m, mark));
                else drawn.Append(PdfPages.Text("H", LabelSize, box.X + 5 - mark.Length * 1.3m, box.Y - 1, mark));
            }
        foreach (var (y, what) in ((decimal, string)[])[(259, "employment"), (283, "automobile"), (306, "other accident")]) drawn.Append(PdfPages.Text("H", LabelSize, A + 2, y, what));
        foreach (char letter in "ABCDEFGHIJKL")
        {
            var box = PaperBoxes.At($"21{letter}");
            drawn.Append(PdfPages.Text("H", LabelSize, box.X - 8, box.Baseline - 1, letter.ToString()));
        }
        drawn.Append(PdfPages.Text("H", LabelSize, 178, 752, "a")).Append(PdfPages.Text("H", LabelSize, 264, 752, "b")).Append(PdfPages.Text("H", LabelSize, 372, 752, "a")).Append(PdfPages.Text("H", LabelSize, 456, 752, "b"));
        drawn.Append(PdfPages.Text("H", 11, Left, 44, "Health insurance claim")).Append(PdfPages.Text("H", LabelSize, Left, 54, "Contents of a CMS-1500 (02/12), drawn for reading"));
        return drawn.ToString();
    }
}
