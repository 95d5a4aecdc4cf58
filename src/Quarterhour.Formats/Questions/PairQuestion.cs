using System.Text.Json;
using Quarterhour.Billing;
using Quarterhour.Billing.Edits;
using Quarterhour.Billing.Tables;

namespace Quarterhour.Formats.Questions;

/// <summary>The NCCI answer for two codes of one day.</summary>
/// <param name="A">One code.</param>
/// <param name="B">The other.</param>
/// <param name="Date">Date of service.</param>
/// <param name="Found">What the tables say.</param>
public sealed record PairQuestion(ProcedureCode A, ProcedureCode B, DateOnly Date, PairLookUp Found)
{
    /// <exception cref="UnusableException">A code is none, both are the same, or no table has one of them.</exception>
    public static PairQuestion Of(string first, string second, DateOnly date, Setting setting, ReferenceTables tables)
    {
        ProcedureCode a = Read.Code(first, "pair"), b = Read.Code(second, "pair");
        if (a == b) throw new UnusableException($"pair: {a} is given twice; two codes are needed");
        var found = tables.Pairs.Find(a, b, date, setting);
        if (found.Release is null)
            foreach (var code in (ProcedureCode[])[a, b])
                if (!tables.Know(code)) throw Read.InNoTable(code, "pair", tables.Codes);
        return new(a, b, date, found);
    }

    /// <summary>What is missing where no table answers.</summary>
    public string Needs => $"an NCCI table that covers both codes: import the pair files for {Date:yyyy-MM-dd}";

    /// <summary>The edit as it is told on a bill; null where there is none.</summary>
    public Finding? Edit => Found is { Row: { } row, Release: { } release } ? CodePairs.Refused(row, release.Name, Date) : null;

    /// <summary>Why there is none; null where there is one, or no table answers.</summary>
    public Reason? NoEdit => Found is { Row: null, Release: { } release } ? CodePairs.NoEdit(A, B, release.Name) : null;

    /// <summary>Writes the fields behind <c>contract</c>.</summary>
    public void Write(Utf8JsonWriter json)
    {
        if (Found.Release is not { } release)
        {
            json.WriteNull("edit");
            json.WriteString("needs", Needs);
            return;
        }
        json.WriteBoolean("edit", Found.Row is not null);
        if (Found.Row is { } row)
        {
            json.Code("column1", row.Column1);
            json.Code("column2", row.Column2);
            json.WriteString("indicator", $"{row.Indicator}");
            json.WriteBoolean("payable_with_modifier", row.Indicator == '1');
        }
        json.WriteString("table", release.Name);
        json.WriteBoolean("stands_in", Found.StandsIn);
        if (Edit is { } finding)
        {
            json.WriteString("message", Words.Message(finding));
            json.WriteString("fix", Words.Fix(finding));
            json.WriteString("cite", finding.Template.Cite);
        }
        else new BillJson().WriteBecause(json, (ReadOnlySpan<Reason>)[NoEdit!]);
    }
}
