using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Quarterhour.Billing.Tables;
using Quarterhour.Reference.Store;

namespace Quarterhour.Reference.Import;

/// <summary>ZIP code to carrier and locality: CMS's files of five and of nine digits, in lines of 80 characters, and the one of five digits as CSV or workbook. The release stands in every row.</summary>
sealed partial class ZipFiles(bool nine) : TableKind
{
    public override string Name => nine ? "nine-digit ZIP codes and localities" : "ZIP codes and localities";

    /// <summary>CMS lists some 43,000 ZIP codes. The file of nine digits has no length to tell a cut by.</summary>
    public override int FewestOfAWhole => nine ? 0 : 30_000;

    /// <summary>All ZIP codes with nine digits are fewer.</summary>
    const int MostRows = 50_000_000, PlusFour = 10_000;

    /// <param name="Columns">Null for lines of 80 characters.</param>
    sealed record Layout(TextForm Form, Columns? Columns);

    public override Recognition? Recognize(TableText text, ImportHints hints)
    {
        if (LayoutOf(text) is not { } layout) return null;
        var quarter = Quarter(text, layout) ?? throw NoRelease(text, "2026Q1");
        return new(this, new(nine ? "zip9" : "zip", $"{quarter.Year}Q{quarter.Number}", quarter.From, quarter.To), load => Load(load, layout, $"{quarter.Year}{quarter.Number}"));
    }

    Layout? LayoutOf(TableText text)
    {
        if (text.Head.Count == 0) return null;
        if (Line().IsMatch(text.Head[0])) return text.Head.Any(line => PlusFourDigits().IsMatch(line)) == nine ? new(TextForm.Lines, null) : null;
        if (nine) return null;
        bool tabs = text.Head[0].Contains('\t', StringComparison.Ordinal);
        var columns = Columns.Of(text.Head[0], tabs ? '\t' : ',');
        return columns["ZIP CODE"] >= 0 && columns["CARRIER"] >= 0 && columns["LOCALITY"] >= 0 && columns["PLUS 4 FLAG"] >= 0 ? new(tabs ? TextForm.Tabs : TextForm.Commas, columns) : null;
    }

    static Quarter? Quarter(TableText text, Layout layout)
    {
        using var rows = text.Rows(layout.Form);
        if (layout.Columns is not null) rows.Next();
        if (!rows.Next()) return null;
        var field = layout.Columns is { } columns ? rows[columns["YEAR/QTR"]] : FixedLine.Field(FixedLine.Of(rows), 76, 80);
        return Digits(field, 5, 5, out int yearQuarter) && yearQuarter % 10 is >= 1 and <= 4 ? new(yearQuarter / 10, yearQuarter % 10) : null;
    }

    int Load(TableLoad load, Layout layout, string yearQuarter)
    {
        var built = new ZipRunsBuilder();
        byte[] release = Encoding.ASCII.GetBytes(yearQuarter);
        int count = 0;
        long record = 0;
        foreach (var row in load.Records(layout.Form))
        {
            if (record++ == 0 && layout.Columns is not null || layout.Columns is not null && row[1].IsEmpty) continue;
            var fields = layout.Columns is { } columns
                ? new Fields(row[columns["ZIP CODE"]], row[columns["CARRIER"]], row[columns["LOCALITY"]], row[columns["PLUS 4 FLAG"]], default, row[columns["YEAR/QTR"]]) : Fields.Fixed(FixedLine.Of(row));
            if (!fields.Release.SequenceEqual(release)) load.Rejected.Add(row.Line, "year and quarter", fields.Release, $"{yearQuarter} as in the first row");
            else if (!Digits(fields.Zip, 4, 5, out int zip)) load.Rejected.Add(row.Line, "ZIP code", fields.Zip, "five digits");
            else if (!Digits(fields.Carrier, 4, 5, out int carrier)) load.Rejected.Add(row.Line, "carrier", fields.Carrier, "five digits");
            else if (!Digits(fields.Locality, 1, 2, out int locality)) load.Rejected.Add(row.Line, "locality", fields.Locality, "two digits");
            else if (fields.Flag is not [(byte)'0' or (byte)'1']) load.Rejected.Add(row.Line, "plus-four flag", fields.Flag, "0 or 1");
            else if (!nine) Add(new(zip, zip, new(carrier, locality), fields.Flag[0] == '1'));
            else if (fields.Flag[0] == '0') Add(new(zip * PlusFour, zip * PlusFour + (PlusFour - 1), new(carrier, locality), false));
            else if (!Digits(fields.PlusFour, 4, 4, out int plus)) load.Rejected.Add(row.Line, "plus four", fields.PlusFour, "four digits");
            else Add(new(zip * PlusFour + plus, zip * PlusFour + plus, new(carrier, locality), false));
        }
        var runs = built.Runs(out int twice);
        if (twice > 0) load.Rejected.Note($"{twice} ZIP codes stand in several rows; the first of each was kept");
        load.Packed.Add<ZipRun>("runs", runs);
        return count;

        void Add(ZipRun run)
        {
            if (++count > MostRows) throw new UnusableTableException($"{load.Text.Place}: more than {MostRows} rows, so this is not the file as CMS publishes it");
            built.Add(run);
        }
    }

    readonly ref struct Fields(ReadOnlySpan<byte> zip, ReadOnlySpan<byte> carrier, ReadOnlySpan<byte> locality, ReadOnlySpan<byte> flag, ReadOnlySpan<byte> plusFour, ReadOnlySpan<byte> release)
    {
        public readonly ReadOnlySpan<byte> Zip = zip, Carrier = carrier, Locality = locality, Flag = flag, PlusFour = plusFour, Release = release;

        public static Fields Fixed(ReadOnlySpan<byte> line) => new(FixedLine.Field(line, 3, 7), FixedLine.Field(line, 8, 12), FixedLine.Field(line, 13, 14),
            FixedLine.Field(line, 21, 21), FixedLine.Field(line, 22, 25), FixedLine.Field(line, 76, 80));
    }

    /// <summary>A number of so many digits; spreadsheets drop a leading zero.</summary>
    static bool Digits(ReadOnlySpan<byte> field, int least, int most, out int number) =>
        int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out number) && field.Length >= least && field.Length <= most;

    [GeneratedRegex(@"^[A-Z]{2}\d{12}.{61}20\d\d[1-4]\s*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Line();

    [GeneratedRegex(@"^.{20}1\d{4}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PlusFourDigits();
}
