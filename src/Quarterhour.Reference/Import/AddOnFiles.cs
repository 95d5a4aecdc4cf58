using Quarterhour.Billing;
using Quarterhour.Billing.Tables;
using Quarterhour.Reference.Store;

namespace Quarterhour.Reference.Import;

/// <summary>The NCCI add-on codes: CMS's text, CSV or workbook with Julian dates, perhaps under a notice, or a CSV of the codes and types alone.</summary>
sealed class AddOnFiles : TableKind
{
    /// <summary>As primary: the contractor decides which.</summary>
    const string ContractorDecides = "CCCCC";

    public override string Name => "NCCI add-on codes";

    /// <summary>CMS's table has some 9,000 rows.</summary>
    public override int FewestOfAWhole => 2_000;

    sealed record Layout(TextForm Form, int AddOn, int Primary, int Type, int From, int[] LastDays);

    public override Recognition? Recognize(TableText text, ImportHints hints)
    {
        if (HeadingIn(text) is not { } form) return null;
        var quarter = hints.QuarterOf(text) ?? throw NoRelease(text, "2026Q2");
        return new(this, new(AddOnsPack.Table, $"Add-on codes {quarter}", quarter.From, quarter.To), load => Load(load, form));
    }

    static TextForm? HeadingIn(TableText text)
    {
        foreach (string line in text.Head)
            foreach (var form in (TextForm[])[TextForm.Tabs, TextForm.Commas])
                if (LayoutOf(line.Split(form == TextForm.Tabs ? '\t' : ','), form) is not null) return form;
        return null;
    }

    static Layout? LayoutOf(string[] headings, TextForm form)
    {
        var columns = Columns.Of(headings);
        int addOn = columns["Add-On_Code"], primary = columns["Primary_Code"], type = columns["AOC_Edit_Type"];
        return addOn < 0 || primary < 0 || type < 0 ? null
            : new(form, addOn, primary, type, columns["AOC_Edit_EffDT"], [columns["AOC_Edit_DelDT"], columns["AOC_DelDT"], columns["Primary_Code_DelDT"]]);
    }

    static int Load(TableLoad load, TextForm form)
    {
        Layout? layout = null;
        List<AddOnRow> rows = [];
        foreach (var row in load.Records(form))
        {
            if (layout is null) layout = LayoutOf(row.Texts(), form);
            else if (!row.Code(layout.AddOn, out var addOn)) load.Rejected.Add(row.Line, "add-on code", row[layout.AddOn], "a procedure code");
            else if (!row.Code(layout.Primary, out var primary)) load.Rejected.Add(row.Line, "primary code", row[layout.Primary], $"a procedure code or {ContractorDecides}");
            else if (row[layout.Type] is not [>= (byte)'1' and <= (byte)'3']) load.Rejected.Add(row.Line, "edit type", row[layout.Type], "1, 2 or 3");
            else if (!Day(row, layout.From, out var from)) load.Rejected.Add(row.Line, "effective date", row[layout.From], "a Julian date as 2026091");
            else if (!LastDay(row, layout, out var to)) load.Rejected.Add(row.Line, "a deletion date is not a Julian date as 2026091");
            else rows.Add(new(addOn, primary.ToString() == ContractorDecides ? null : primary, (char)row[layout.Type][0], from ?? DateOnly.MinValue, to));
        }
        AddOnsPack.Write(load.Packed, rows);
        return rows.Count;
    }

    /// <summary>The earliest of the row's own last day and those of its codes.</summary>
    static bool LastDay(TableRows row, Layout layout, out DateOnly? last)
    {
        last = null;
        foreach (int column in layout.LastDays)
        {
            if (!Day(row, column, out var day)) return false;
            if (day is { } given && (last is not { } known || given < known)) last = given;
        }
        return true;
    }

    static bool Day(TableRows row, int column, out DateOnly? day)
    {
        day = null;
        if (row[column].IsEmpty) return true;
        if (!Days.TryParseJulian(row[column], out var given)) return false;
        day = given;
        return true;
    }
}
