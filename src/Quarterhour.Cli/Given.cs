using System.CommandLine;
using System.Globalization;
using Quarterhour.Billing;
using Quarterhour.Billing.Tables;
using Quarterhour.Formats.Documents;

namespace Quarterhour.Cli;

/// <summary>What people write on the command line: dates, codes, settings; each refused with what to write instead.</summary>
static class Given
{
    public static Option<string?> DateOption(string says, bool required = false) => new("--date") { Description = says, HelpName = "DATE", Required = required };

    public static Option<string> SettingOption() => new("--setting")
    {
        Description = "Whose table: office (practitioner, the default) or hospital (outpatient).",
        HelpName = "office|hospital",
        DefaultValueFactory = static _ => "office",
    };

    /// <param name="text">YYYY-MM-DD, from 2000 on.</param>
    /// <param name="option">The option that it stands at, for messages.</param>
    public static DateOnly Date(string text, string option = "--date") => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        ? date.Year >= 2000 ? date : throw new UnusableException($"{option}: {text} is before 2000-01-01, from which on the rules are known; check the year")
        : throw new UnusableException($"{option}: \"{text}\" is not a date; write it as 2025-06-02");

    public static Setting Setting(string text) => text switch
    {
        "office" => Billing.Tables.Setting.Office,
        "hospital" => Billing.Tables.Setting.Hospital,
        _ => throw new UnusableException($"--setting: \"{text}\" is neither office nor hospital"),
    };

    /// <param name="text">Five letters or digits.</param>
    /// <param name="where">The argument that it stands in, for messages.</param>
    public static ProcedureCode Code(string text, string where) => ProcedureCode.TryParse(text, out var code) ? code
        : throw new UnusableException($"{where}: \"{text}\" is not a procedure code; a code is five letters or digits, for example 97110");

    /// <summary>A code that the catalogue has.</summary>
    public static ProcedureCode TherapyCode(string text, string where, CodeCatalogue codes)
    {
        var code = Code(text, where);
        return codes.Find(code) is null ? throw Unknown(code, where, codes) : code;
    }

    /// <summary>One section of a document.</summary>
    public static Document Section(string name, Document document) => document.Sections.Any(section => section.Id == name) ? document.Only(name) with { Lead = [] }
        : throw new UnusableException($"--section: \"{name}\" is no section here; {Spelling.DidYouMean(name, document.Sections.Select(section => section.Id))}");

    /// <summary>Opens a file that was named.</summary>
    public static FileStream File(string path)
    {
        try
        {
            return System.IO.File.OpenRead(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            if (path.Length == 0) throw new UnusableException("the name of the file is blank; name a file, or - for standard input");
            string why = Directory.Exists(path) ? "is a folder; name a file" : System.IO.File.Exists(path) ? "can't be opened; check its permissions" : "is not there; check the name";
            throw new UnusableException($"{path} {why}");
        }
    }

    public static UnusableException Unknown(ProcedureCode code, string where, CodeCatalogue codes) => new($"{where}: {code} is no therapy code that this program knows; {NearestTo(code, codes)}");

    /// <summary>For what is asked of any code: no table that is loaded has it.</summary>
    public static UnusableException InNoTable(ProcedureCode code, string where, CodeCatalogue codes) => new($"{where}: {code} is in no loaded table; {NearestTo(code, codes)}");

    static string NearestTo(ProcedureCode code, CodeCatalogue codes) =>
        Spelling.Nearest(code.ToString(), codes.All.Select(known => known.Code.ToString())) is { } nearest ? $"the nearest therapy code is {nearest}" : "check the number";
}
