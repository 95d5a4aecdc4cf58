namespace Quarterhour.TableMaker;

/// <summary>Finds columns by the text of their headings. CMS splits a heading over several rows and moves columns from year to year:
/// the rows are merged, and a column goes by any of its names.</summary>
sealed class Columns
{
    readonly List<string> names = [];

    /// <summary>Adds a row of heading; its words come below those of the rows before.</summary>
    public void AddRow(string[] row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            if (names.Count <= i) names.Add("");
            string words = string.Join(' ', row[i].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            names[i] = $"{names[i]} {words}".Trim();
        }
    }

    public int Of(params string[] any)
    {
        int found = names.FindIndex(name => any.Contains(name, StringComparer.OrdinalIgnoreCase));
        return found >= 0 ? found : throw new InvalidDataException($"no column named {string.Join(" or ", any)}");
    }
}
