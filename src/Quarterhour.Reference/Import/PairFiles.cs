using Quarterhour.Billing;
using Quarterhour.Billing.Tables;
using Quarterhour.Reference.Store;

namespace Quarterhour.Reference.Import;

/// <summary>The NCCI procedure-to-procedure edits: CMS's text (six lines, then seven columns between tabs), the same in a workbook, or a CSV with headings.</summary>
sealed class PairFiles : TableKind
{
    public override string Name => "NCCI code pairs";

    /// <summary>CMS's whole tables hold over a million rows, a part of one several hundred thousand.</summary>
    public override int FewestOfAWhole => 50_000;

    /// <param name="First">Records before the rows.</param>
    /// <param name="FirstDay">Its column; -1 where it is not told. The same for <paramref name="Rationale"/> and <paramref name="LastDay"/>.</param>
    sealed record Layout(TextForm Form, int First, int Column1, int Column2, int FirstDay, int LastDay, int Indicator, int Rationale);

    public override Recognition? Recognize(TableText text, ImportHints hints)
    {
        if (LayoutOf(text) is not { } layout) return null;
        var quarter = hints.QuarterOf(text) ?? throw NoRelease(text, "2026Q4");
        var setting = SettingIn(text.Name) ?? SettingIn(text.File) ?? hints.Setting
            ?? throw new UnusableTableException($"{text.Place}: these are {Name}, but neither the file nor its name says whose; say it with --setting office or --setting hospital");
        int part = PartIn(text.Name);
        string name = $"NCCI {(setting == Setting.Office ? "practitioner" : "hospital")} {quarter} (v{quarter.Year - 1994}.{quarter.Number - 1})";
        return new(this, new("pairs", name, quarter.From, quarter.To, setting, part), load => Load(load, layout));
    }

    static Layout? LayoutOf(TableText text)
    {
        if (text.Head.Count == 0) return null;
        int heading = Columns.LineOf(text, "Column 1", "Column 2", "Modifier");
        // CMS's heading goes over four lines, of which the last begins the notes to the columns; rows begin with two codes
        if (heading >= 0 && Columns.Of(text.Head[heading], '\t') is { } cms)
            return new(TextForm.Tabs, heading + 1, cms["Column 1"], cms["Column 2"], cms["Effective"], cms["Deletion"], cms["Modifier"], cms["PTP Edit Rationale"]);
        if (Columns.Of(text.Head[0], ',') is not { } own || own["column1"] < 0 || own["column2"] < 0 || own["modifier_indicator"] < 0) return null;
        return new(TextForm.Commas, 1, own["column1"], own["column2"], own["effective_date"], own["deletion_date"], own["modifier_indicator"], own["rationale"]);
    }

    static Setting? SettingIn(string name) =>
        name.Contains("ccipra", StringComparison.OrdinalIgnoreCase) || name.Contains("practitioner", StringComparison.OrdinalIgnoreCase) ? Setting.Office
        : name.Contains("ccioph", StringComparison.OrdinalIgnoreCase) || name.Contains("hospital", StringComparison.OrdinalIgnoreCase) ? Setting.Hospital : null;

    /// <summary>Reads 3 of <c>ccipra-v322r0-f3.txt</c>.</summary>
    static int PartIn(string name)
    {
        int at = name.LastIndexOf("-f", StringComparison.OrdinalIgnoreCase);
        return at >= 0 && at + 2 < name.Length && char.IsAsciiDigit(name[at + 2]) && (at + 3 == name.Length || !char.IsAsciiDigit(name[at + 3])) ? name[at + 2] - '0' : 0;
    }

    /// <summary>So many rows tell how they are ordered.</summary>
    const int FewestToCompare = 1_000;

    static int Load(TableLoad load, Layout layout)
    {
        var built = new PairRowsBuilder();
        var kinds = new Dictionary<(int, int, char, string), PairTerms>();
        long record = 0, backward1 = 0, backward2 = 0;
        var (before1, before2) = (default(ProcedureCode), default(ProcedureCode));
        foreach (var row in load.Records(layout.Form))
        {
            // CMS's notes to the columns stand below the heading and hold no code
            if (record++ < layout.First || row[layout.Column1].IsEmpty && built.Count == 0) continue;
            if (!row.Code(layout.Column1, out var first)) load.Rejected.Add(row.Line, "column 1", row[layout.Column1], "a procedure code");
            else if (!row.Code(layout.Column2, out var second)) load.Rejected.Add(row.Line, "column 2", row[layout.Column2], "a procedure code");
            else if (row[layout.Indicator] is not [(byte)'0' or (byte)'1' or (byte)'9']) load.Rejected.Add(row.Line, "modifier indicator", row[layout.Indicator], "0, 1 or 9");
            else if (row[layout.FirstDay] is [(byte)'*'] || !OptionalDay(row, layout.FirstDay, out var from)) load.Rejected.Add(row.Line, "effective date", row[layout.FirstDay], "a day");
            else if (!OptionalDay(row, layout.LastDay, out var to)) load.Rejected.Add(row.Line, "deletion date", row[layout.LastDay], "a day or *");
            else
            {
                built.Add(first, second, Terms(kinds, from, to, (char)row[layout.Indicator][0], row.Text(layout.Rationale)));
                if (first.CompareTo(before1) < 0) backward1++;
                if (second.CompareTo(before2) < 0) backward2++;
                (before1, before2) = (first, second);
            }
        }
        if (built.Count >= FewestToCompare && backward2 < backward1)
            throw new UnusableTableException($"{load.Text.Place}: the rows stand in the order of column 2, where CMS's stand in that of column 1: columns changed places. Nothing of it was loaded");
        PairsPack.Write(load.Packed, built);
        return built.Count;
    }

    /// <summary>A star or nothing is no date.</summary>
    static bool OptionalDay(TableRows row, int column, out DateOnly? day)
    {
        day = null;
        if (row[column] is [] or [(byte)'*']) return true;
        if (!row.Day(column, out var given)) return false;
        day = given;
        return true;
    }

    static PairTerms Terms(Dictionary<(int, int, char, string), PairTerms> kinds, DateOnly? from, DateOnly? to, char indicator, string rationale)
    {
        var key = (from?.DayNumber ?? -1, to?.DayNumber ?? -1, indicator, rationale);
        if (!kinds.TryGetValue(key, out var terms)) kinds.Add(key, terms = new(from, to, indicator, rationale.Length > 0 ? rationale : null));
        return terms;
    }
}
