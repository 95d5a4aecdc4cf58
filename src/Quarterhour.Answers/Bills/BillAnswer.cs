using System.Text.Json;
using Quarterhour.Billing;
using Quarterhour.Billing.Edits;
using Quarterhour.Formats;
using Quarterhour.Formats.Visits;

namespace Quarterhour.Answers.Bills;

/// <summary>Bills as one JSON answer: the frame around them, what was left out, the counts.</summary>
public static class BillAnswer
{
    /// <summary>Writes the answer without the line end behind it.</summary>
    /// <returns>Why the input was not read to its end; null when it was.</returns>
    public static UnusableInputException? Write(BillPipeline pipeline, VisitSource source, bool sorted, Stream output, Action<long>? progress = null)
    {
        output.Write("{\"contract\":1,\"bills\":[\n"u8);
        var broken = WriteBills(pipeline, source, sorted, output, progress);
        output.Write("],\n"u8);
        var end = new MemoryStream();
        using (var writer = new Utf8JsonWriter(end, BillJson.Options))
        {
            writer.WriteStartObject();
            WriteEnd(writer, pipeline, source, broken);
            writer.WriteEndObject();
        }
        // the frame is open already: the inner braces fall away
        output.Write(end.GetBuffer().AsSpan(1, (int)end.Length - 1));
        return broken;
    }

    /// <summary>Writes the bills alone.</summary>
    /// <returns>Why the input was not read to its end; null when it was.</returns>
    public static UnusableInputException? WriteBills(BillPipeline pipeline, VisitSource source, bool sorted, Stream output, Action<long>? progress = null)
    {
        try
        {
            pipeline.Run(source, sorted, output, progress);
            return null;
        }
        catch (UnusableInputException wrong)
        {
            // what was billed so far stands; the end says what is wrong
            return wrong;
        }
    }

    /// <summary>What stands behind the bills, and alone on standard output when they go to a file.</summary>
    public static void WriteEnd(Utf8JsonWriter writer, BillPipeline pipeline, VisitSource source, UnusableInputException? broken)
    {
        WriteSummary(writer, pipeline.Summary);
        WriteFaults(writer, source, broken);
        WriteNotes(writer, pipeline.StandIns);
        if (broken is null) return;
        if (broken.RestNotRead) writer.WriteNumber("not_read_from_line", broken.Fault.Line);
        writer.WriteString("error", broken.Message);
    }

    static void WriteSummary(Utf8JsonWriter writer, BillSummary summary)
    {
        writer.WriteStartObject("summary");
        writer.WriteNumber("visits", summary.Visits);
        writer.WriteNumber("clean", summary.Clean);
        writer.WriteNumber("needs_attention", summary.NeedsAttention);
        writer.WriteNumber("cannot_bill", summary.CannotBill);
        writer.WriteEndObject();
    }

    static void WriteFaults(Utf8JsonWriter writer, VisitSource source, UnusableInputException? broken)
    {
        // of an input of which nothing can be used, the number of its visits is not known
        if (broken is { RestNotRead: false }) writer.WriteNull("visits_left_out");
        else writer.WriteNumber("visits_left_out", source.Rejected);
        writer.WriteNumber("lines_left_out", source.StrayLines);
        FaultJson.Write(writer, source.Faults);
    }

    static void WriteNotes(Utf8JsonWriter writer, StandIns standIns)
    {
        var bills = new BillJson();
        writer.WriteStartArray("notes");
        foreach (var note in TableDates.Notes(standIns)) bills.WriteFinding(writer, note);
        writer.WriteEndArray();
    }
}
