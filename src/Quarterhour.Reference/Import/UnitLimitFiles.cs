using Quarterhour.Billing;
using Quarterhour.Billing.Tables;
using Quarterhour.Reference.Store;

namespace Quarterhour.Reference.Import;

/// <summary>The medically unlikely edits (MUE) of practitioners, outpatient hospitals and DME suppliers: CMS's CSV, which opens with a notice of many lines in one
/// quoted field and has a line break inside a heading; the same in a workbook; or a CSV with headings of its own. No dates are inside: the quarter is in the name.</summary>
sealed class UnitLimitFiles : TableKind
{
    const string DmeTable = UnitLimitsPack.Table + "-dme";

    public override string Name => "MUE unit limits";

    /// <summary>The smallest of CMS's tables, that of DME suppliers, lists some 1,900 codes.</summary>
    public override int FewestOfAWhole => 1_000;

    public override Recognition? Recognize(TableText text, ImportHints hints)
    {
        int heading = HeadingLine(text);
        if (heading < 0) return null;
        var quarter = hints.QuarterOf(text) ?? throw NoRelease(text, "2026Q4");
        var form = text.Head[heading].Contains('\t', StringComparison.Ordinal) ? TextForm.Tabs : TextForm.Commas;
        string whose = Whose(text.Head[heading]) ?? (heading + 1 < text.Head.Count ? Whose(text.Head[heading + 1]) : null) ?? Whose(text.Name) ?? Whose(text.File)
            ?? (hints.Setting is { } told ? told == Setting.Office ? "practitioner" : "hospital" : null)
            ?? throw new UnusableTableException($"{text.Place}: these are {Name}, but neither the file nor its name says whose; say it with --setting office or --setting hospital");
        var (table, setting) = whose switch { "DME" => (DmeTable, (Setting?)null), "hospital" => (UnitLimitsPack.Table, Setting.Hospital), _ => (UnitLimitsPack.Table, Setting.Office) };
        return new(this, new(table, $"MUE {whose} {quarter}", quarter.From, quarter.To, setting), load => Load(load, form));
    }

    static int HeadingLine(TableText text)
    {
        int cms = Columns.LineOf(text, "MUE Value");
        return cms >= 0 ? cms : text.Head.Count > 0 && Places([.. text.Head[0].TrimStart('\uFEFF').Split(',')]) is not null ? 0 : -1;
    }

    static string? Whose(string words) =>
        words.Contains("Practitioner", StringComparison.OrdinalIgnoreCase) ? "practitioner"
        : words.Contains("Hospital", StringComparison.OrdinalIgnoreCase) ? "hospital"
        : words.Contains("DME", StringComparison.OrdinalIgnoreCase) ? "DME" : null;

    /// <summary>Columns of the code, the limit and the adjudication indicator; null where the record is not the heading.</summary>
    static (int Code, int Limit, int Adjudication)? Places(string[] record)
    {
        var columns = Columns.Of(record);
        int code = columns.Any("HCPCS/CPT Code", "hcpcs_code", "hcpcs"), adjudication = columns.Any("MUE Adjudication Indicator", "mue_mai", "mai");
        int limit = columns.Any("mue_units", "mue") is >= 0 and var own ? own : Array.FindIndex(record, heading => heading.Contains("MUE Value", StringComparison.OrdinalIgnoreCase));
        return code >= 0 && limit >= 0 && adjudication >= 0 ? (code, limit, adjudication) : null;
    }

    static int Load(TableLoad load, TextForm form)
    {
        (int Code, int Limit, int Adjudication)? places = null;
        var limits = new SortedDictionary<ProcedureCode, UnitLimit>();
        foreach (var row in load.Records(form))
        {
            if (places is not { } at) places = Places(row.Texts());
            else if (!row.Code(at.Code, out var code)) load.Rejected.Add(row.Line, "code", row[at.Code], "a procedure code");
            else if (!row.Whole(at.Limit, out int limit)) load.Rejected.Add(row.Line, "limit", row[at.Limit], "a count of units");
            // the indicator is a digit with its meaning in words behind it
            else if (row[at.Adjudication] is not [>= (byte)'1' and <= (byte)'3', ..]) load.Rejected.Add(row.Line, "adjudication indicator", row[at.Adjudication], "1, 2 or 3");
            else if (!limits.TryAdd(code, new(limit, (char)row[at.Adjudication][0]))) load.Rejected.Add(row.Line, $"{code} is there twice");
        }
        UnitLimitsPack.Write(load.Packed, limits);
        return limits.Count;
    }
}
