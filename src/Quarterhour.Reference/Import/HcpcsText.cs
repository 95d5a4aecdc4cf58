using System.Text;
using System.Text.RegularExpressions;
using Quarterhour.Reference.Store;

namespace Quarterhour.Reference.Import;

/// <summary>HCPCS Level II in CMS's fixed-width text (<c>HCPC2026_APR_ANWEB.txt</c>), by CMS's record layout: code 1-5 (a modifier at 4-5), sequence 6-10,
/// kind of record 11 (3 and 7 begin a procedure or modifier code, 4 and 8 go on with its description), long description 12-91, coverage 230, first day 269-276, last day 285-292.</summary>
sealed partial class HcpcsText : TableKind
{
    const int Tried = 5;

    public override string Name => "HCPCS Level II";

    public override int FewestOfAWhole => 5_000;

    [GeneratedRegex(@"^([A-Z]\d{4}|   [A-Z0-9]{2})\d{5}[3478]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Record();

    public override Recognition? Recognize(TableText text, ImportHints hints) =>
        text.Head.Count > 0 && text.Head.Where(line => line.Length > 0).Take(Tried).All(line => Record().IsMatch(line)) && text.Head[0].Length > 0
            ? new(this, HcpcsFiles.Release(this, text, hints), Load) : null;

    static int Load(TableLoad load)
    {
        var set = new CodeSetBuilder();
        foreach (var row in load.Records(TextForm.Lines))
        {
            string line = Encoding.UTF8.GetString(row.WholeLine);
            string code = Part(line, 1, 5), words = HcpcsFiles.IsDental(code) ? "" : Part(line, 12, 91);
            if (!Record().IsMatch(line)) load.Rejected.Add(row.Line, "record", row.WholeLine, "a HCPCS record");
            else if (line[10] is '4' or '8')
            {
                if (set.Has(code)) set.Continue(code, words);
                else load.Rejected.Add(row.Line, $"goes on with {code}, which did not begin");
            }
            else if (!Day(line, 269, 276, out var from)) load.Rejected.Add(row.Line, $"first day: \"{Part(line, 269, 276)}\" is not a day");
            else if (!Day(line, 285, 292, out var to)) load.Rejected.Add(row.Line, $"last day: \"{Part(line, 285, 292)}\" is not a day");
            else if (!set.Add(code, words, from, to, Part(line, 230, 230) is [var coverage] ? coverage : ' ')) load.Rejected.Add(row.Line, $"{code} is there twice");
        }
        set.Write(load.Packed, HcpcsWords.Title, HcpcsWords.Found);
        return set.Count;
    }

    /// <summary>Columns as CMS counts them, from 1; what is behind the end of a shorter line is blank.</summary>
    static string Part(string line, int first, int last) => line.Length < first ? "" : line[(first - 1)..Math.Min(last, line.Length)].Trim();

    static bool Day(string line, int first, int last, out DateOnly? day)
    {
        day = null;
        string text = Part(line, first, last);
        if (text.Length == 0) return true;
        if (!Days.TryParse(Encoding.ASCII.GetBytes(text), out var given)) return false;
        day = given;
        return true;
    }
}
