namespace Quarterhour.Reference.Import;

/// <summary>A heading that CMS splits over several rows, merged column by column from the top: <c>NON-FAC</c> over <c>NA</c> over <c>INDICATOR</c>.</summary>
static class HeadingRows
{
    /// <summary>Title rows, notices and heading of the files that this is for have ten rows together.</summary>
    const int Most = 60;

    /// <summary>Merges the records up to the one whose first field is as told, and tells how many they are.</summary>
    /// <returns>Null where no such record comes.</returns>
    public static (Columns Columns, int Records)? UpTo(TableText text, TextForm form, string first)
    {
        using var rows = text.Rows(form);
        List<string> merged = [];
        for (int count = 1; count <= Most && rows.Next(); count++)
        {
            for (int i = 0; i < rows.Count; i++)
            {
                if (merged.Count <= i) merged.Add("");
                merged[i] += " " + rows.Text(i);
            }
            if (string.Equals(rows.Text(0), first, StringComparison.OrdinalIgnoreCase)) return (Columns.Of(merged), count);
        }
        return null;
    }
}
