using System.Text;
using CsvHelper;

namespace Quarterhour.Reference.Import;

/// <summary>How the records of a text are written.</summary>
public enum TextForm : byte { Commas, Tabs, Lines }

/// <summary>One table as it came, whether a file, a member of an archive or a sheet of a workbook: its first lines, and its records as often as asked for.</summary>
/// <param name="File">The file that was given, without its folder: <c>rvu26c.zip</c>.</param>
/// <param name="Name">The text's own name, which for a member of an archive is the member's: <c>PPRRVU2026_Jul_nonQPP.csv</c>.</param>
/// <param name="Head">Its first lines, 60 at most.</param>
/// <param name="Encoding">Its encoding.</param>
/// <param name="Length">Its bytes, as far as known before reading; 0 where not.</param>
/// <param name="Open">Opens it from the beginning.</param>
public sealed record TableText(string File, string Name, IReadOnlyList<string> Head, Encoding Encoding, long Length, Func<Stream> Open)
{
    /// <summary>CMS's longest record, the notice in front of the MUE table, has 2 KB.</summary>
    const int LongestRecord = 1 << 20;

    /// <summary>File and name as messages say them.</summary>
    public string Place => SourceFiles.Place(File, Name);

    /// <summary>Opens the records.</summary>
    /// <param name="form">How they are written. In lines a record is one field.</param>
    public TableRows Rows(TextForm form) => new(this, CsvReader.Create(Open(), new CsvReaderOptions
    {
        Separator = form switch { TextForm.Commas => ',', TextForm.Tabs => '\t', _ => '\x1F' },
        Mode = form == TextForm.Lines ? CsvMode.NoEscape : CsvMode.Rfc4180,
        HasHeader = false,
        TrackLineNumbers = true,
        Encoding = Encoding,
        MaxRecordSize = LongestRecord,
        MissingField = CsvMissingFieldHandling.ReturnEmpty,
        FieldCountMismatch = CsvFieldCountHandling.Allow,
        MalformedData = CsvMalformedDataHandling.Recover,
    }));
}
