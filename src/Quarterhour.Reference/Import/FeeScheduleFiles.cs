using System.Text.RegularExpressions;
using Quarterhour.Billing;
using Quarterhour.Billing.Tables;
using Quarterhour.Reference.Store;

namespace Quarterhour.Reference.Import;

/// <summary>The physician fee schedule's relative value file (PPRRVU): CMS's CSV and workbook, whose heading goes over ten rows, its fixed-width text, and copies with headings of their own.</summary>
sealed partial class FeeScheduleFiles : TableKind
{
    public override string Name => "fee schedule relative values";

    /// <summary>CMS's files hold over 17,000 rows, and more each year.</summary>
    public override int FewestOfAWhole => 16_000;

    /// <summary>More rows than this, and it is no fee schedule; they are gathered in memory.</summary>
    const int MostRows = 500_000;

    /// <param name="Records">Records of the heading.</param>
    /// <param name="Columns">Null for CMS's text, whose fields stand at fixed positions.</param>
    sealed record Layout(TextForm Form, int Records, FeeScheduleColumns? Columns);

    public override Recognition? Recognize(TableText text, ImportHints hints)
    {
        if (LayoutOf(text) is not { } layout) return null;
        if (layout.Columns?.Missing is { } missing) throw new UnusableTableException($"{text.Place}: this is a fee schedule without the column {missing}; download CMS's whole archive (RVU) and import that");
        var quarter = FeeScheduleRelease.QuarterOf(text, hints) ?? throw NoRelease(text, "2026C");
        var (name, from, to) = FeeScheduleRelease.Of(quarter, text, hints);
        return new(this, new("fee-schedule", IsQualifying(quarter, text, hints) ? name + TableRelease.Qualifying : name, from, to), load => Load(load, layout));
    }

    static Layout? LayoutOf(TableText text)
    {
        if (text.Head.FirstOrDefault(line => CmsHeading().IsMatch(line)) is { } heading)
        {
            var form = heading.Contains('\t', StringComparison.Ordinal) ? TextForm.Tabs : TextForm.Commas;
            if (HeadingRows.UpTo(text, form, "HCPCS") is not { } merged) return null;
            var columns = new FeeScheduleColumns(merged.Columns);
            return columns.AreOfFeeSchedule ? new(form, merged.Records, columns) : null;
        }
        if (text.Head.Count == 0 || !text.Head[0].StartsWith("HDR", StringComparison.Ordinal)) return null;
        int heads = 0;
        while (heads < text.Head.Count && text.Head[heads].StartsWith("HDR", StringComparison.Ordinal)) heads++;
        return new(TextForm.Lines, heads, null);
    }

    static bool IsQualifying(Quarter quarter, TableText text, ImportHints hints)
    {
        if (quarter.Year < TableRelease.FirstYearOfTwo) return false;
        foreach (string name in new[] { text.Name, text.File, hints.Release ?? "" })
            if (WhoseFile().Match(name) is { Success: true } whose) return !whose.Groups["not"].Success;
        throw new UnusableTableException($"{text.Place}: from {TableRelease.FirstYearOfTwo} on CMS publishes two fee schedules a quarter, and the name does not say which this is; say it with --release \"{quarter.Year}{quarter.Letter} nonQPP\" or \"{quarter.Year}{quarter.Letter} QPP\"");
    }

    static int Load(TableLoad load, Layout layout)
    {
        var built = new FeeRowsBuilder();
        decimal factor = 0m;
        long record = 0;
        int technical = 0, withWork = 0, dearerOutside = 0, dearerInside = 0;
        foreach (var row in load.Records(layout.Form))
        {
            if (record++ < layout.Records || layout.Form != TextForm.Lines && row[0].IsEmpty) continue;
            if (layout.Form == TextForm.Lines && row.WholeLine.StartsWith("TRL"u8)) continue;
            var fields = layout.Columns is { } columns ? columns.Fields(row) : FeeScheduleColumns.Fixed(FixedLine.Of(row));
            if (fields.Read(row.Line, load.Rejected, out var code, out var component, out decimal own) is not { } values) continue;
            if (factor == 0m) factor = own;
            if (component == Modifier.Technical)
            {
                technical++;
                if (values.Work > 0) withWork++;
            }
            if (values.PracticeExpense > values.FacilityPracticeExpense) dearerOutside++;
            else if (values.PracticeExpense < values.FacilityPracticeExpense) dearerInside++;
            if (own != factor) load.Rejected.Add(row.Line, $"conversion factor: {own} is not {factor} as in the rows before");
            else if (!built.Add(code, component, values)) load.Rejected.Add(row.Line, $"{code} {component} is there twice");
            if (built.Count > MostRows) throw new UnusableTableException($"{load.Text.Place}: more than {MostRows} rows, so this is not the fee schedule as CMS publishes it");
        }
        if (2 * withWork > technical) throw new UnusableTableException($"{load.Text.Place}: {withWork} of {technical} technical components have physician work, which none can have: columns changed places. Nothing of it was loaded");
        if (dearerInside > dearerOutside)
            throw new UnusableTableException($"{load.Text.Place}: {dearerInside} of {dearerInside + dearerOutside} services have more practice expense in a facility than outside one, where the practice bears it: columns changed places. Nothing of it was loaded");
        if (load.Text.Head.Any(line => line.Contains("SYNTHETIC", StringComparison.OrdinalIgnoreCase))) load.Rejected.Note("a synthetic sample: its rows are made up");
        FeesPack.Write(load.Packed, built, factor);
        return built.Count;
    }

    [GeneratedRegex("^\"?hcpcs\"?[,\\t]\"?mod\"?[,\\t]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CmsHeading();

    [GeneratedRegex("(?<not>non[-_ ]?)?qpp", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex WhoseFile();
}
