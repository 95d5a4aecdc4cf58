using CsvHelper;
using Quarterhour.Billing;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Quarterhour.Claims;

/// <summary>Reads a practice file: YAML, in which a section may name a CSV file beside it, or a folder with one CSV file a section.</summary>
public sealed class PracticeFile
{
    const int LongestRecord = 1 << 20;

    readonly List<PracticeEntry> entries = [];
    readonly List<PracticeFault> faults = [];

    readonly string? within;

    PracticeFile(string? within = null) => this.within = within is null ? null : Path.TrimEndingDirectorySeparator(Path.GetFullPath(within)) + Path.DirectorySeparatorChar;

    /// <param name="path">A file, or a folder.</param>
    /// <param name="profiles">Ids of the payer profiles that there are.</param>
    /// <param name="within">The folder that the files it names must stand in, where whoever wrote it is not whoever has the machine; null for any.</param>
    /// <exception cref="UnusablePracticeException">It can't be used; every reason is told.</exception>
    public static PracticeRecords Read(string path, IReadOnlyCollection<string> profiles, string? within = null)
    {
        var file = new PracticeFile(within);
        try
        {
            if (Directory.Exists(path)) file.ReadFolder(path);
            else
            {
                using var text = new StreamReader(path);
                file.ReadYaml(path, text);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            file.faults.Add(new(path, 0, File.Exists(path) ? "can't be opened; check its permissions" : "is not there; check the name"));
        }
        return file.Records(path, profiles);
    }

    /// <summary>Reads YAML that is at hand.</summary>
    /// <param name="name">As messages name it; CSV files that it names stand beside that.</param>
    /// <param name="text">The YAML.</param>
    /// <param name="profiles">Ids of the payer profiles that there are.</param>
    /// <exception cref="UnusablePracticeException">It can't be used; every reason is told.</exception>
    public static PracticeRecords Read(string name, TextReader text, IReadOnlyCollection<string> profiles)
    {
        var file = new PracticeFile();
        file.ReadYaml(name, text);
        return file.Records(name, profiles);
    }

    PracticeRecords Records(string name, IReadOnlyCollection<string> profiles) => faults.Count > 0 ? throw new UnusablePracticeException(faults) : new(name, entries, profiles);

    void ReadFolder(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder, "*.csv").Order(StringComparer.Ordinal))
            if (PracticeSections.Find(Path.GetFileNameWithoutExtension(file)) is { } section) ReadTable(section, file);
            else faults.Add(new(file, 0, $"is no section of a practice file; {DidYouMean(Path.GetFileNameWithoutExtension(file))}"));
        if (entries.Count == 0 && faults.Count == 0) faults.Add(new(folder, 0, "holds no practice file: submitter.csv, receivers.csv, facilities.csv, providers.csv, payers.csv, patients.csv, coverages.csv"));
    }

    void ReadYaml(string path, TextReader text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(text);
        }
        // what the parser makes of some damaged files is no YamlException
        catch (Exception wrong) when (wrong is YamlException or InvalidOperationException or ArgumentException)
        {
            faults.Add(new(path, wrong is YamlException { Start.Line: var line } ? line : 0, $"not YAML: {wrong.Message.ReplaceLineEndings(" ")}"));
            return;
        }
        if (stream.Documents.Count != 1 || stream.Documents[0].RootNode is not YamlMappingNode root)
        {
            faults.Add(new(path, 1, $"a practice file is one mapping of sections: {string.Join(", ", PracticeSections.All.Select(static one => one.Name))}"));
            return;
        }
        foreach (var (key, value) in root.Children)
        {
            if (PracticeSections.Find(key.ToString()) is not { } section) faults.Add(new(path, key.Start.Line, $"\"{key}\" is no section of a practice file; {DidYouMean(key.ToString())}"));
            else if (value is YamlSequenceNode list)
                foreach (var entry in list.Children) ReadEntry(section, path, entry);
            else if (value is YamlMappingNode && !section.Keyed && section.Name == "submitter") ReadEntry(section, path, value);
            else if (value is YamlScalarNode { Value: { Length: > 0 } outside } && within is not null && !Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path) ?? "", outside)).StartsWith(within, StringComparison.Ordinal)) faults.Add(new(path, value.Start.Line, $"{section.Name}: \"{outside}\" stands outside; name a CSV file that is sent beside this one"));
            else if (value is YamlScalarNode { Value: { Length: > 0 } table }) ReadTable(section, Path.Combine(Path.GetDirectoryName(path) ?? "", table), path, value.Start.Line);
            else if (value is not YamlScalarNode) faults.Add(new(path, value.Start.Line, $"{section.Name} is a list of entries, each begun with -, or the name of a CSV file"));
        }
    }

    void ReadEntry(PracticeSection section, string path, YamlNode node)
    {
        if (node is not YamlMappingNode map)
        {
            faults.Add(new(path, node.Start.Line, $"{section.Name}: an entry is a mapping of fields, for example {{ {section.Fields[0].Name}: … }}"));
            return;
        }
        var fields = new Dictionary<string, (string, long)>(StringComparer.Ordinal);
        foreach (var (key, value) in map.Children)
            if (Known(section, key.ToString(), path, key.Start.Line))
                if (value is not YamlScalarNode scalar) faults.Add(new(path, value.Start.Line, $"{section.Name}: {key} is one value, not a list or a mapping"));
                else if (scalar.Value?.Trim() is { Length: > 0 } text) fields[key.ToString()] = (text, key.Start.Line);
        entries.Add(new(section, path, map.Start.Line, fields));
    }

    void ReadTable(PracticeSection section, string path, string? namedIn = null, long namedAt = 0)
    {
        try
        {
            using var csv = CsvReader.Create(File.OpenRead(path), new CsvReaderOptions
            {
                HasHeader = false, TrackLineNumbers = true, MaxRecordSize = LongestRecord,
                MissingField = CsvMissingFieldHandling.ReturnEmpty, FieldCountMismatch = CsvFieldCountHandling.Allow, MalformedData = CsvMalformedDataHandling.Recover,
            });
            if (csv.Read()) ReadRows(section, path, csv);
        }
        catch (CsvFormatException wrong)
        {
            faults.Add(new(path, 0, $"not CSV: {wrong.Message.ReplaceLineEndings(" ")}"));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            faults.Add(new(namedIn ?? path, namedAt, $"{section.Name}: {path} {(File.Exists(path) ? "can't be opened; check its permissions" : "is not there; check the name, which is taken from the practice file's folder")}"));
        }
    }

    void ReadRows(PracticeSection section, string path, CsvReader csv)
    {
        string[] names = Record(csv);
        bool[] known = [.. names.Select(name => Known(section, name, path, 1))];
        if (names.GroupBy(static name => name, StringComparer.Ordinal).FirstOrDefault(static same => same.Count() > 1) is { } twice) faults.Add(new(path, 1, $"the column {twice.Key} stands twice"));
        while (csv.Read())
        {
            string[] row = Record(csv);
            if (Array.TrueForAll(row, static field => field.Length == 0)) continue;
            if (row.Length > names.Length) faults.Add(new(path, csv.LineNumber, $"{row.Length} fields under {names.Length} columns; is a comma in the text without quotes around it?"));
            var fields = new Dictionary<string, (string, long)>(StringComparer.Ordinal);
            for (int i = 0; i < Math.Min(row.Length, names.Length); i++)
                if (known[i] && row[i].Length > 0) fields[names[i]] = (row[i], csv.LineNumber);
            entries.Add(new(section, path, csv.LineNumber, fields));
        }
    }

    static string[] Record(CsvReader csv)
    {
        string[] record = new string[csv.FieldCount];
        for (int i = 0; i < record.Length; i++) record[i] = csv.GetString(i).Trim().TrimStart('\uFEFF');
        return record;
    }

    bool Known(PracticeSection section, string name, string path, long line)
    {
        if (section.Find(name) is not null) return true;
        faults.Add(new(path, line, $"{section.Name} have no field \"{name}\"; {Spelling.DidYouMean(name, section.Fields.Select(static field => field.Name))}"));
        return false;
    }

    static string DidYouMean(string name) => Spelling.DidYouMean(name, PracticeSections.All.Select(static section => section.Name));
}
