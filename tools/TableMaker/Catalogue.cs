namespace Quarterhour.TableMaker;

/// <summary>The codes of the catalogue, which is written by hand; the other tables are cut to them.</summary>
static class Catalogue
{
    public const string File = "codes.csv";

    public static IReadOnlySet<string> Read(string data)
    {
        HashSet<string> codes = new(StringComparer.Ordinal);
        int fields = 0;
        foreach (string[] record in new Source(data).Records(File))
        {
            if (fields == 0) fields = record.Length;
            else if (record.Length != fields) throw new InvalidDataException($"{File}: {record[0]} has {record.Length} fields, the heading {fields}");
            else if (!codes.Add(record[0])) throw new InvalidDataException($"{File}: {record[0]} is there twice");
        }
        return codes;
    }
}
