using System.Text.Json;
using Quarterhour.Billing.Edits;
using Quarterhour.Formats;
using Quarterhour.Formats.Claims;
using Quarterhour.Formats.Visits;
using Quarterhour.X12;

namespace Quarterhour.Answers.Checks;

/// <summary>Claims checked, as one JSON answer: every finding, then the counts.</summary>
public static class CheckAnswer
{
    /// <summary>Opens an 837P or claim lines as CSV; which one it is, the content tells.</summary>
    /// <param name="stream">Read from its start to its end.</param>
    /// <param name="name">The file as messages name it.</param>
    /// <param name="payer">The payer of lines that name none.</param>
    public static ClaimSource Open(Stream stream, string name, string payer)
    {
        var start = new StartOfFile(stream, name);
        return start.Begins("ISA"u8) ? new X12ClaimLines(X12Reader.Open(start, leaveOpen: true), name, payer) : ClaimFile.Open(start, name, payer);
    }

    /// <summary>Writes the answer.</summary>
    /// <returns>Why the input was not read to its end; null when it was.</returns>
    public static UnusableInputException? Write(CheckPipeline pipeline, ClaimSource file, bool sorted, Stream output)
    {
        output.Write("{\"contract\":1,\"findings\":[\n"u8);
        var broken = WriteFindings(pipeline, file, sorted, output, 0);
        var end = new MemoryStream();
        using (var writer = new Utf8JsonWriter(end, BillJson.Options))
        {
            writer.WriteStartObject();
            WriteEnd(writer, pipeline, file, broken);
            writer.WriteEndObject();
        }
        // the frame is open already: the inner braces fall away
        output.Write("],\n"u8);
        output.Write(end.GetBuffer().AsSpan(1, (int)end.Length - 1));
        output.Write("\n"u8);
        return broken;
    }

    /// <summary>Writes the findings alone, and keeps some for people.</summary>
    /// <returns>Why the input was not read to its end; null when it was.</returns>
    public static UnusableInputException? WriteFindings(CheckPipeline pipeline, ClaimSource file, bool sorted, Stream? output, int most)
    {
        try
        {
            pipeline.Run(file, sorted, output, most);
            return null;
        }
        catch (UnusableInputException wrong) when (wrong.RestNotRead)
        {
            return wrong;
        }
    }

    /// <summary>What stands behind the findings, and alone on standard output when they go to a file.</summary>
    public static void WriteEnd(Utf8JsonWriter json, CheckPipeline pipeline, ClaimSource file, UnusableInputException? broken)
    {
        var summary = pipeline.Summary;
        json.WriteNumber("claims", summary.Claims);
        json.WriteStartObject("summary");
        json.WriteNumber("claims", summary.Claims);
        json.WriteNumber("lines", summary.Lines);
        json.WriteNumber("clean", summary.Clean);
        json.WriteNumber("needs_attention", summary.NeedsAttention);
        json.WriteNumber("cannot_bill", summary.CannotBill);
        json.WriteStartObject("findings");
        foreach (var (id, count) in summary.Findings) json.WriteNumber(id, count);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("not_checked");
        foreach (var (what, count) in summary.NotChecked)
        {
            json.WriteStartObject();
            json.WriteString("what", what);
            json.WriteNumber("claims", count);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("lines_left_out", file.Rejected);
        json.WriteStartArray("rejected");
        foreach (var fault in file.Faults)
        {
            json.WriteStartObject();
            json.WriteString("file", fault.File);
            json.WriteNumber("line", fault.Line);
            json.WriteString("column", fault.Column);
            json.WriteString("claim", fault.Visit);
            json.WriteString("message", fault.Message);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("notes");
        var findings = new BillJson();
        foreach (var note in TableDates.Notes(pipeline.StandIns)) findings.WriteFinding(json, note);
        json.WriteEndArray();
        if (broken is not null) json.WriteString("error", broken.Message);
    }
}
