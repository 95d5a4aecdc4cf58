using System.CommandLine;
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
    public static DateOnly Date(string text, string option = "--date") => Read.Date(text, option);

    public static Setting Setting(string text) => Read.Setting(text, "--setting");

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
}
