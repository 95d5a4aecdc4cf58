using System.CommandLine;
using System.Globalization;
using Quarterhour.Rates.Files;

namespace Quarterhour.Cli.Rates;

/// <summary>Which part of a file is wanted.</summary>
sealed class FilterOptions
{
    public Option<string[]> Codes { get; } = Several("--code", "TYPE:CODE", "A code, for example CPT:97110 or MS-DRG:470; a bare one is CPT, *:0420 is of any type. May be repeated or joined by commas.");

    public Option<string?> CodeFile { get; } = new("--codes") { Description = "A file of codes, one a line; of a CSV its first column.", HelpName = "FILE" };

    public Option<string[]> Classes { get; } = Several("--class", "CLASS", "professional or institutional; both counts as each.");

    public Option<string[]> Settings { get; } = Several("--setting", "SETTING", "inpatient or outpatient; both counts as each.");

    public Option<string[]> Places { get; } = Several("--place", "NN", "Places of service, two digits; a price for all places counts.");

    public Option<string[]> Npis { get; } = Several("--npi", "NPI", "Only provider groups with one of these NPIs.");

    public Option<string[]> Tins { get; } = Several("--tin", "TIN", "Only provider groups with one of these tax numbers; dashes do not matter.");

    public Option<string[]> Networks { get; } = Several("--network", "WORDS", "Only networks whose name holds these words.");

    static Option<string[]> Several(string name, string shown, string says) => new(name) { Description = says, HelpName = shown, DefaultValueFactory = static _ => [] };

    /// <summary>What is wanted; null where nothing is named.</summary>
    public Wanted? Wanted(ParseResult parsed)
    {
        var wanted = new Wanted();
        foreach (string code in Values(parsed, Codes).Concat(FromFile(parsed.GetValue(CodeFile)))) wanted.AddCode(Code(code));
        foreach (string one in Values(parsed, Classes)) wanted.Classes.Add(OneOf("--class", one, "professional", "institutional", "both"));
        foreach (string one in Values(parsed, Settings)) wanted.Settings.Add(OneOf("--setting", one, "inpatient", "outpatient", "both"));
        foreach (string one in Values(parsed, Places))
            wanted.Places.Add(one.Length == 2 && one.All(char.IsAsciiDigit) ? one : throw new UnusableException($"--place: \"{one}\" is no place of service; write two digits, for example 11"));
        foreach (string one in Values(parsed, Npis))
            wanted.Npis.Add(one.Length == 10 && long.TryParse(one, NumberStyles.None, null, out long npi) ? npi : throw new UnusableException($"--npi: \"{one}\" is no NPI; it has ten digits"));
        foreach (string one in Values(parsed, Tins)) wanted.AddTin(one.Any(char.IsAsciiDigit) ? one : throw new UnusableException($"--tin: \"{one}\" is no tax number; write it as 12-3456789"));
        wanted.Networks.AddRange((parsed.GetValue(Networks) ?? []).Where(one => one.Trim().Length > 0));
        return wanted.Everything ? null : wanted;
    }

    static IEnumerable<string> Values(ParseResult parsed, Option<string[]> option) =>
        (parsed.GetValue(option) ?? []).SelectMany(one => one.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    static string Code(string written)
    {
        int colon = written.IndexOf(':');
        if (written.Length == 0 || colon == 0 || colon == written.Length - 1 || written.Any(char.IsWhiteSpace)) throw new UnusableException($"--code: \"{written}\" is no code; write it as CPT:97110, or 97110 alone for CPT");
        return written;
    }

    static string OneOf(string option, string written, params string[] words) => Array.Find(words, word => word.Equals(written, StringComparison.OrdinalIgnoreCase))
        ?? throw new UnusableException($"{option}: \"{written}\" is none of {string.Join(", ", words)}");

    /// <summary>A heading names no code and is left out.</summary>
    static IEnumerable<string> FromFile(string? path)
    {
        if (path is null) return [];
        using var reader = new StreamReader(Given.File(path));
        var codes = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            string first = line.Split(',', '\t', ';')[0].Trim().Trim('"');
            if (first.Length > 0 && first.Any(char.IsAsciiDigit)) codes.Add(first.Contains(':') || !char.IsAsciiLetter(first[0]) || first.Length != 5 ? first : "HCPCS:" + first);
        }
        return codes.Count > 0 ? codes : throw new UnusableException($"--codes: {path} holds no code; write one a line, for example 97110 or MS-DRG:470");
    }
}
