using System.Text.RegularExpressions;

namespace Quarterhour.Reference.Import;

/// <summary>Texts that belong to a download and hold no table of their own: what they are, in a word.</summary>
static partial class KnownTexts
{
    const RegexOptions Ignoring = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"^(Add|Delete|Revise from|Revise to|No change):\s", Ignoring, 1000)]
    private static partial Regex Addendum();

    [GeneratedRegex(@"^[A-Z]\d[0-9A-Z][0-9A-Z ]{4} \S", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CodesFile();

    [GeneratedRegex(@"^\d{5} [0-9A-HJ-NP-Z]{3}([0-9A-HJ-NP-Z]{4}| {4}) [01] \S", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Procedures();

    [GeneratedRegex(@"lyout|layout|record_?format", Ignoring, 1000)]
    private static partial Regex Layout();

    [GeneratedRegex(@"^(readme|read_me|note|notice|license|licence)\b", Ignoring, 1000)]
    private static partial Regex ReadMe();

    /// <summary>What the text is and what to load instead; null for one that is not known.</summary>
    public static string? About(TableText text)
    {
        string name = text.Name;
        if (text.Head.Count == 0) return name.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase) ? "a PDF: the agency's description, not a table" : null;
        string[] lines = [.. text.Head.Where(line => line.Trim().Length > 0).Take(5)];
        if (lines.Length == 0) return null;
        if (lines.All(line => Addendum().IsMatch(line))) return "an ICD-10-CM addendum: what changed since the year before; the order file of the year says the same";
        if (lines.Length == 5 && lines.All(line => CodesFile().IsMatch(line))) return "an ICD-10-CM codes file: the order file's codes without its headings; the order file (icd10cm-order-…) is the one that is loaded";
        if (lines.All(line => Procedures().IsMatch(line))) return "an ICD-10-PCS order file: procedures of hospital stays, which nothing reads";
        if (NppesPart(name) is { } part) return part;
        if (Layout().IsMatch(name) || lines[0].Contains("Record Layout", StringComparison.OrdinalIgnoreCase)) return "a description of a layout, not a table";
        if (ReadMe().IsMatch(name)) return "a note about the files, not a table";
        return null;
    }

    static string? NppesPart(string name) =>
        name.Contains("fileheader", StringComparison.OrdinalIgnoreCase) ? "the headings of an NPPES file without its rows"
        : name.StartsWith("othername_pfile", StringComparison.OrdinalIgnoreCase) ? "NPPES's other names of organizations, which nothing reads"
        : name.StartsWith("pl_pfile", StringComparison.OrdinalIgnoreCase) ? "NPPES's further practice places, which nothing reads"
        : name.StartsWith("endpoint_pfile", StringComparison.OrdinalIgnoreCase) ? "NPPES's electronic addresses, which nothing reads" : null;
}
