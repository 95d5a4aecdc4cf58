using System.Globalization;
using CsCheck;
using Quarterhour.Claims;
using UglyToad.PdfPig;
using Xunit;
using Claim = Quarterhour.Claims.Claim;

namespace Quarterhour.Tests.Claims;

public sealed class PaperFileTests
{
    /// <summary>How exact the rectangles were measured.</summary>
    const double Exact = 1.2;

    static readonly DateOnly Signed = new(2026, 5, 11);

    static byte[] Bytes(PaperFile file, params IEnumerable<Claim> claims)
    {
        using var stream = new MemoryStream();
        file.Write(stream, claims.Select(static claim => new PaperClaim(claim, Signed)));
        return stream.ToArray();
    }

    /// <summary>The text in a rectangle, read back; blanks between letters that stand apart.</summary>
    static string Read(UglyToad.PdfPig.Content.Page page, double x, double y, double width, double height) => string.Concat(page.Letters
        .Where(letter => letter.FontSize > 8 && Within(letter, x, y, width, height)).OrderBy(static letter => letter.StartBaseLine.X).Select(static letter => letter.Value)).Replace(" ", "", StringComparison.Ordinal);

    static bool Within(UglyToad.PdfPig.Content.Letter letter, double x, double y, double width, double height)
    {
        var box = letter.BoundingBox;
        return box.Left >= x - Exact && box.Right <= x + width + Exact && 792 - box.Top >= y - Exact && 792 - box.Bottom <= y + height + Exact;
    }

    static string Read(UglyToad.PdfPig.Content.Page page, string name, int line = 0)
    {
        var box = PaperBoxes.At(name, line);
        return Read(page, (double)box.X, (double)box.Y, (double)box.Width, (double)box.Height);
    }

    [Fact]
    public void Each_word_stands_in_its_box()
    {
        using var pdf = PdfDocument.Open(Bytes(new() { Overlay = true }, MadePractice.Claim()));
        var page = pdf.GetPage(1);
        Assert.Equal(["MEDICARE", "X", "1S00A00AA00", "BIRCHWELL,ADA", "02", "13", "1948", "X", "12SAMPLESTREET", "COLUMBUS", "OH", "43215", "", "NONE", "SIGNATUREONFILE", "DN", "MORGANWELLSTEP", "2000000069", "0", "M5416", "M6281"],
            new[] { "payer name", "1 Medicare", "1a", "2", "3 month", "3 day", "3 year", "3 F", "5 street", "5 city", "5 state", "5 zip", "6 self", "11", "12 signature", "17 qualifier", "17 name", "17b", "21 ICD indicator", "21A", "21B" }.Select(box => Read(page, box)));
        Assert.Equal(["05", "04", "26", "05", "04", "26", "11", "97140", "GP", "AB", "6400", "1", "2000000028"],
            new[] { "24A from month", "24A from day", "24A from year", "24A to month", "24A to day", "24A to year", "24B", "24D code", "24D modifier 1", "24E", "24F", "24G", "24J NPI" }.Select(box => Read(page, box, 1)));
        Assert.Equal(["001234567", "X", "V1-P1", "X", "20000", "PATSTRIDE", "051126", "CLINIC", "2CLINICROAD", "COLUMBUSOH43215-1234", "2000000010", "CLINIC", "2000000010", ""],
            new[] { "25", "25 EIN", "26", "27 yes", "28", "31 signature", "31 date", "32 name", "32 street", "32 city", "32a", "33 name", "33a", "4" }.Select(box => Read(page, box)));
    }

    /// <summary>Every text of made claims, read back out of the rectangles that were measured for the whole form, all six lines.</summary>
    [Fact]
    public void Each_word_stands_in_the_measured_rectangles()
    {
        var rectangles = File.ReadLines(Shared.Path("data", "cms1500_fields.tsv")).Where(static line => line[0] != '#').Skip(1).Select(static line => line.Split('\t'))
            .ToDictionary(static row => row[0], static row => Array.ConvertAll(row[2..6], static text => double.Parse(text, CultureInfo.InvariantCulture)), StringComparer.Ordinal);
        MadeClaims.Any.Sample(made =>
        {
            var claims = made.Claims.Select(static claim => new PaperClaim(claim, Signed)).Where(static claim => claim.Unfit.Count == 0).ToList();
            if (claims.Count == 0) return;
            using var pdf = PdfDocument.Open(Bytes(new() { Overlay = true }, claims.Select(static claim => claim.Claim)));
            var pages = claims.SelectMany(static claim => claim.Pages).ToList();
            Assert.Equal(pages.Count, pdf.NumberOfPages);
            for (int i = 0; i < pages.Count; i++)
            {
                var page = pdf.GetPage(i + 1);
                int letters = 0;
                foreach (var (box, line, text) in pages[i].Texts)
                {
                    double[] at = rectangles[box.StartsWith("24", StringComparison.Ordinal) ? $"{box} line {line + 1}" : box];
                    Assert.Equal($"{box}: {text.Replace(" ", "", StringComparison.Ordinal)}", $"{box}: {Read(page, at[0], at[1], at[2], at[3])}");
                    letters += text.Count(static one => one != ' ');
                }
                Assert.Equal(letters, page.Letters.Count(static letter => letter.Value != " "));
            }
        }, iter: 60);
    }

    [Fact]
    public void Our_table_of_boxes_is_the_measured_one()
    {
        foreach (string[] row in File.ReadLines(Shared.Path("data", "cms1500_fields.tsv")).Where(static line => line[0] != '#').Skip(1).Select(static line => line.Split('\t')).Where(static row => !row[0].EndsWith("cents mark", StringComparison.Ordinal)))
        {
            int line = row[0].StartsWith("24", StringComparison.Ordinal) ? row[0][^1] - '1' : 0;
            var box = PaperBoxes.At(row[0].StartsWith("24", StringComparison.Ordinal) ? row[0][..^" line 1".Length] : row[0], line);
            decimal[] measured = Array.ConvertAll(row[2..6], static text => decimal.Parse(text, CultureInfo.InvariantCulture));
            Assert.All(new[] { box.X - measured[0], box.Y - measured[1], box.Width - measured[2], box.Height - measured[3] }, static off => Assert.InRange(off, -1.5m, 1.5m));
        }
    }

    [Fact]
    public void Six_lines_a_page_and_the_total_on_the_last()
    {
        var claim = MadePractice.Claim();
        claim = claim with { Lines = [.. Enumerable.Range(0, 13).Select(i => claim.Lines[0] with { ControlNumber = $"L{i}", Charge = 10m })] };
        using var pdf = PdfDocument.Open(Bytes(new(), claim));
        Assert.Equal(3, pdf.NumberOfPages);
        Assert.Equal(["", "", "13000"], pdf.GetPages().Select(static page => Read(page, "28")));
        Assert.Equal(["V1-P1", "V1-P1", "V1-P1"], pdf.GetPages().Select(static page => Read(page, "26")));
        Assert.Equal(["97110", "97110", ""], pdf.GetPages().Select(static page => Read(page, "24D code", 5)));
    }

    [Fact]
    public void Text_moves_by_the_offset()
    {
        var claim = MadePractice.Claim();
        using var still = PdfDocument.Open(Bytes(new() { Overlay = true }, claim));
        using var moved = PdfDocument.Open(Bytes(new() { Overlay = true, OffsetX = 0.05m, OffsetY = -0.1m }, claim));
        var (from, to) = (still.GetPage(1).Letters[0].StartBaseLine, moved.GetPage(1).Letters[0].StartBaseLine);
        Assert.Equal((3.6, 7.2), (Math.Round(to.X - from.X, 2), Math.Round(to.Y - from.Y, 2)));
    }

    [Fact]
    public void The_same_claims_are_the_same_bytes()
    {
        var claim = MadePractice.Claim();
        Assert.Equal(Bytes(new() { Grid = true }, claim, claim), Bytes(new() { Grid = true }, claim, claim));
        using var pdf = PdfDocument.Open(Bytes(new() { Grid = true }, claim, claim));
        Assert.Equal(3, pdf.NumberOfPages);
    }

    [Fact]
    public void What_does_not_fit_is_told_and_not_cut()
    {
        var claim = MadePractice.Claim();
        var paper = new PaperClaim(claim with { Patient = claim.Patient with { Name = new("Featherstonehaugh-Cholmondeley", "Marjoribanks") } }, Signed);
        Assert.Equal(["box 2 holds 27 characters; \"FEATHERSTONEHAUGH-CHOLMONDELEY, MARJORIBANKS\" has 44"], paper.Unfit);
        Assert.Throws<ArgumentException>(() => new PaperFile().Write(Stream.Null, [paper]));
    }

    static string Read(PaperClaim paper, string box) => paper.Pages[0].Texts.Where(one => one.Item1 == box).Select(static one => one.Item3).SingleOrDefault("");

    [Fact]
    public void Where_Medicare_is_second_the_plan_before_it_is_told()
    {
        // Pub. 100-04 chapter 26, section 10.2, items 4, 6, 7, 9 and 11
        var claim = MadePractice.Claim();
        Coverage plan = claim.Coverage with { Order = CoverageOrder.Primary, MemberId = "L1", Group = "G7", Payer = claim.Coverage.Payer with { Id = "plan", Name = "Lakeside Mutual", FilingCode = "CI", PayerNumber = "LMH01" } };
        var second = new PaperClaim(claim with { Coverage = claim.Coverage with { Order = CoverageOrder.Secondary, SecondaryReason = "12" }, OtherCoverages = [new(plan, 10m, Signed)] }, Signed);
        Assert.Equal(["1S00A00AA00", "G7", "LAKESIDE MUTUAL", "", "", "SAME", "SAME", "X", "", "", "", "", ""], new[] { "1a", "11", "11c", "11a year", "11a F", "4", "7 street", "6 self", "9", "9a", "9d", "11d yes", "11d no" }.Select(box => Read(second, box)));
        Assert.Empty(second.Unfit);
        // where it is first, only a Medigap policy is named
        Coverage behind = plan with { Order = CoverageOrder.Secondary };
        Assert.Equal(["NONE", "", "", "", ""], new[] { "11", "9", "9a", "9d", "6 self" }.Select(box => Read(new PaperClaim(claim with { OtherCoverages = [new(behind)] }, Signed), box)));
        Assert.Equal(["NONE", "SAME", "MEDIGAP G7", "LMH01"], new[] { "11", "9", "9a", "9d" }.Select(box => Read(new PaperClaim(claim with { OtherCoverages = [new(behind with { Medigap = true })] }, Signed), box)));
    }

    [Fact]
    public void What_the_form_has_no_room_for_is_told()
    {
        var claim = MadePractice.Claim();
        var paper = new PaperClaim(claim with
        {
            InitialTreatment = new(2026, 4, 20), Accident = new("OA", new(2026, 3, 31)), Authorization = "AUTH1", ReferralNumber = "RF1", Paperwork = [new("OZ", "FX", "ATT1")], Supervising = claim.Referring! with { Id = "DR2", Name = new("Soundbone", "Jamie"), Npi = "2000000077" },
        }, Signed);
        Assert.Equal(["box 15 holds one day, and that of accident, 2026-03-31, is another", "box 17 names one provider, and Soundbone, who supervised, is another", "no box names the document ATT1 that goes with the claim", "box 23 holds one number, and the referral RF1 is another"], paper.Unfit);
    }

    [Fact]
    public void Names_and_money_bear_no_points()
    {
        var claim = MadePractice.Claim();
        var paper = new PaperClaim(claim with { Patient = claim.Patient with { Name = new("O'Birch", "St. Ada") { Middle = "q", Suffix = "Jr." } } }, Signed);
        Assert.Contains(("2", 0, "OBIRCH JR, ST ADA, Q"), paper.Pages[0].Texts);
        Assert.Contains(("24F", 0, "13600"), paper.Pages[0].Texts);
    }
}
