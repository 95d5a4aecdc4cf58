using System.Globalization;
using System.Text.RegularExpressions;
using Quarterhour.Billing;
using Quarterhour.Reference.Store;

namespace Quarterhour.Reference.Import;

/// <summary>The amounts that CMS publishes by carrier and locality (PFALL, PF and a state): its quoted text without a heading, or a cut with one. They are held to check our own
/// amounts by, and every import says how many agree.</summary>
sealed partial class PaymentAmountFiles : TableKind
{
    public override string Name => "published payment amounts";

    /// <summary>All localities together are about a million rows.</summary>
    const int MostRows = 5_000_000;

    /// <param name="Heading">Records before the rows.</param>
    sealed record Layout(int Heading, int Year, int Carrier, int Locality, int Code, int Component, int NonFacility, int Facility, int Therapy);

    /// <summary>CMS's order: year, carrier, locality, code, modifier, non-facility, facility, filler, PC/TC, status, multiple surgery, therapy reduction.</summary>
    static readonly Layout Cms = new(0, 0, 1, 2, 3, 4, 5, 6, 11);

    public override Recognition? Recognize(TableText text, ImportHints hints)
    {
        if (LayoutOf(text) is not { } layout) return null;
        using var rows = text.Rows(TextForm.Commas);
        for (int i = 0; i < layout.Heading; i++) rows.Next();
        if (!rows.Next() || !rows.Whole(layout.Year, out int year) || year is < 2000 or > 2100) return null;
        // one state's file does not take the place of another's
        int part = Place().IsMatch(text.Name) && rows.Whole(layout.Carrier, out int carrier) && rows.Whole(layout.Locality, out int locality) ? 100 * carrier + locality : 0;
        return new(this, new("payment-amounts", $"{year}", new(year, 1, 1), new(year, 12, 31), Part: part), load => Load(load, layout, year));
    }

    static Layout? LayoutOf(TableText text)
    {
        if (text.Head.Count == 0) return null;
        if (Row().IsMatch(text.Head[0])) return Cms;
        var own = Columns.Of(text.Head[0], ',');
        return own["nonfac_fee"] < 0 || own["carrier"] < 0 || own["locality"] < 0 || own["hcpcs"] < 0 ? null
            : new(1, own["year"], own["carrier"], own["locality"], own["hcpcs"], own["mod"], own["nonfac_fee"], own["fac_fee"], own["therapy50"]);
    }

    static int Load(TableLoad load, Layout layout, int year)
    {
        var built = new PaymentAmountsBuilder(load.Tables());
        long record = 0;
        foreach (var row in load.Records(TextForm.Commas))
        {
            if (record++ < layout.Heading || row[0].StartsWith("TRL"u8)) continue;
            if (!row.Whole(layout.Year, out int own) || own != year) load.Rejected.Add(row.Line, "year", row[layout.Year], $"{year} as in the first row");
            else if (!GpciFiles.TryId(row.Text(layout.Carrier), row.Text(layout.Locality), out var place)) load.Rejected.Add(row.Line, $"carrier and locality: \"{row.Text(layout.Carrier)} {row.Text(layout.Locality)}\" can't be right");
            else if (!row.Code(layout.Code, out var code)) load.Rejected.Add(row.Line, "HCPCS", row[layout.Code], "a procedure code");
            else if (!Component(row.Text(layout.Component), out var component)) load.Rejected.Add(row.Line, "modifier", row[layout.Component], "two letters or digits");
            else if (!Amount(row[layout.NonFacility], out decimal nonFacility)) load.Rejected.Add(row.Line, "non-facility amount", row[layout.NonFacility], "an amount");
            else if (!Amount(row[layout.Facility], out decimal facility)) load.Rejected.Add(row.Line, "facility amount", row[layout.Facility], "an amount");
            else if (!Amount(row[layout.Therapy], out decimal therapy)) load.Rejected.Add(row.Line, "therapy amount", row[layout.Therapy], "an amount");
            else built.Add(new(place, code, component, nonFacility, facility, therapy == 0m ? null : therapy), new(year, 1, 1));
            if (built.Count > MostRows) throw new UnusableTableException($"{load.Text.Place}: more than {MostRows} rows, so this is not the file as CMS publishes it");
        }
        built.Write(load.Packed);
        load.Rejected.Note(built.Agreement);
        return built.Count;
    }

    static bool Component(string text, out Modifier component) => text.Length == 0 ? (component = default) == default : Modifier.TryParse(text, out component);

    /// <summary>Dollars and cents, with leading zeros; nothing where there is none.</summary>
    static bool Amount(ReadOnlySpan<byte> field, out decimal amount)
    {
        amount = 0m;
        return field.IsEmpty || decimal.TryParse(field, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount) && amount < 1_000_000m;
    }

    [GeneratedRegex("^\"?20\\d\\d\"?,\"?\\d{5}\"?,\"?\\d\\d\"?,\"?[A-Z0-9]{5}\"?,(.*,){8}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();

    [GeneratedRegex(@"pf(20)?\d\d[a-z]?_?(?!all)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();
}
