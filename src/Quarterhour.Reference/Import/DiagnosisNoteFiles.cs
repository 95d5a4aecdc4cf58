using System.Text.RegularExpressions;
using System.Xml;
using Quarterhour.Reference.Store;

namespace Quarterhour.Reference.Import;

/// <summary>ICD-10-CM's tabular list in XML: the codes that an excludes note rules out beside a code (1 never together, 2 together where both are present), and the
/// seventh characters that a code needs. Notes stand on chapters, sections, categories and codes, and hold for all below.</summary>
sealed partial class DiagnosisNoteFiles : TableKind
{
    /// <summary>The list has some 10 million; a file of another size is not it.</summary>
    const long MostCharacters = 200_000_000;

    const string Code = @"([A-Z]\d|QA)[0-9A-Z](\.[0-9A-Z]{1,4})?";

    public override string Name => "ICD-10-CM tabular list";

    /// <summary>The codes between a note's last parentheses, and nothing else in them: "codes with fifth character 6" are no plain list.</summary>
    [GeneratedRegex(@"\((?<codes>" + Code + @"\.?-?(\s*-\s*" + Code + @"\.?-?)?(\s*(,|and|or)\s*" + Code + @"\.?-?(\s*-\s*" + Code + @"\.?-?)?)*)\)\s*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Listed();

    [GeneratedRegex(@"(?<first>" + Code + @")\.?(-(?<last>" + Code + @"))?", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Range();

    public override Recognition? Recognize(TableText text, ImportHints hints)
    {
        if (Columns.LineOf(text, "<ICD10CM.tabular") < 0) return null;
        // the file says the year itself
        string version = text.Head.FirstOrDefault(line => line.Contains("<version>", StringComparison.Ordinal)) ?? "";
        int year = DiagnosisFiles.YearIn(text with { Name = version }, hints) ?? throw NoRelease(text, "FY2027");
        return new(this, new(DiagnosisNotesPack.Table, $"ICD-10-CM tabular list FY {year}", new(year - 1, 10, 1), new(year, 9, 30)), Load);
    }

    static int Load(TableLoad load)
    {
        List<DiagnosisNote> notes = [];
        List<SeventhCharacters> sevenths = [];
        int rows = 0;
        try
        {
            using var stream = load.Text.Open();
            using var reader = XmlReader.Create(stream, new() { DtdProcessing = DtdProcessing.Prohibit, IgnoreWhitespace = true, XmlResolver = null, MaxCharactersInDocument = MostCharacters });
            var owners = new Stack<(string Element, IcdRange? Range)>();
            char kind = ' ';
            bool more = reader.Read();
            while (more)
            {
                load.Progress(rows, stream.CanSeek ? stream.Position : 0);
                if (reader.NodeType == XmlNodeType.EndElement)
                {
                    if (owners.Count > 0 && owners.Peek().Element == reader.Name) owners.Pop();
                    else if (reader.Name is "excludes1" or "excludes2") kind = ' ';
                }
                else if (reader.NodeType == XmlNodeType.Element)
                {
                    switch (reader.Name)
                    {
                        case "chapter" or "section" or "diag" when !reader.IsEmptyElement:
                            owners.Push((reader.Name, reader.GetAttribute("id") is { } id ? IcdRange.Parse(id) : null));
                            break;
                        case "name" or "desc" when owners.Count > 0 && owners.Peek() is { Range: null } owner:
                            // a category or code is named; a chapter says its range at the end of its description
                            string text = reader.ReadElementContentAsString();
                            var range = owner.Element == "diag" ? IcdRange.Parse(text) : Listed().Match(text) is { Success: true } listed ? IcdRange.Parse(listed.Groups["codes"].Value) : null;
                            owners.Pop();
                            owners.Push((owner.Element, range));
                            continue;
                        case "excludes1" or "excludes2":
                            kind = reader.Name[^1];
                            break;
                        case "note" when kind != ' ' && owners.Count > 0 && owners.Peek().Range is { } from:
                            rows++;
                            string words = reader.ReadElementContentAsString();
                            notes.Add(new(from, kind, words, Excluded(words)));
                            continue;
                        case "sevenChrDef" when owners.Count > 0 && owners.Peek().Range is { } below:
                            rows++;
                            sevenths.Add(new(below, Characters(reader)));
                            break;
                    }
                }
                more = reader.Read();
            }
        }
        catch (XmlException wrong)
        {
            throw new UnusableTableException($"{load.Text.Place}:{wrong.LineNumber}: the XML is damaged or cut short ({wrong.Message.TrimEnd('.')}); download it again");
        }
        DiagnosisNotesPack.Write(load.Packed, notes, sevenths);
        return rows;
    }

    static IcdRange[] Excluded(string note) => Listed().Match(note) is { Success: true } listed
        ? [.. Range().Matches(listed.Groups["codes"].Value).Select(match => IcdRange.Parse(match.Value)).OfType<IcdRange>()] : [];

    static string Characters(XmlReader reader)
    {
        var characters = new SortedSet<char>();
        using var below = reader.ReadSubtree();
        while (below.Read())
            if (below is { NodeType: XmlNodeType.Element, Name: "extension" } && below.GetAttribute("char") is [var one]) characters.Add(one);
        return string.Concat(characters);
    }
}
