using System.Runtime.InteropServices;
using System.Text.Json;
using Quarterhour.Billing;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Formats;

/// <summary>Bills as the contract's JSON. Written straight to UTF-8; sentences are composed here, when they are read, and nowhere before.</summary>
public sealed class BillJson
{
    readonly byte[] text = new byte[Words.Longest];

    /// <summary>Settings for every JSON answer: the field's signs (§, ×) stay as they are.</summary>
    public static readonly JsonWriterOptions Options = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public void Write(Utf8JsonWriter json, Bill bill)
    {
        var visit = bill.Visit;
        json.WriteStartObject();
        json.WriteString(Names.Visit, visit.Id);
        WriteDay(json, Names.Date, visit.Date);
        json.WriteString(Names.Payer, visit.Payer);
        json.WriteString(Names.UnitRule, bill.Terms?.UnitRule switch { null => null, Billing.Payers.UnitRule.CmsEightMinute => "cms-8-minute", _ => "ama-midpoint" });
        json.WriteString(Names.Patient, visit.Patient);
        json.WriteString(Names.Setting, visit.Setting == Billing.Tables.Setting.Office ? "office" : "hospital");
        json.WriteNumber(Names.TimedMinutes, bill.TimedMinutes);
        json.WriteNumber(Names.Units, bill.Units);
        json.WriteNumber(Names.BilledUnits, bill.BilledUnits);
        json.WriteString(Names.Status, Status(bill.Status));
        json.WriteStartArray(Names.Lines);
        foreach (var line in bill.Lines) WriteLine(json, line);
        json.WriteEndArray();
        json.WriteStartArray(Names.NotBilled);
        foreach (var one in bill.NotBilled) WriteNotBilled(json, one);
        json.WriteEndArray();
        json.WriteStartArray(Names.Choices);
        foreach (var choice in bill.Choices) WriteChoice(json, choice);
        json.WriteEndArray();
        json.WriteStartArray(Names.Findings);
        foreach (var finding in bill.Findings) WriteFinding(json, finding);
        json.WriteEndArray();
        json.WriteStartArray(Names.NotChecked);
        foreach (var check in bill.NotChecked)
        {
            json.WriteStartObject();
            json.WriteString(Names.What, check.What);
            json.WriteString(Names.Needs, check.Needs);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject(Names.Totals);
        Amount(json, Names.Charge, bill.Totals.Charge);
        Amount(json, Names.Allowed, bill.Totals.Allowed);
        WriteShare(json, bill.Totals.Share);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    void WriteLine(Utf8JsonWriter json, BillLine line)
    {
        json.WriteStartObject();
        json.WriteNumber(Names.Line, line.Number);
        Code(json, Names.Code, line.Code);
        json.WriteStartArray(Names.Modifiers);
        foreach (var modifier in line.Modifiers) json.WriteStringValue(modifier.ToString());
        json.WriteEndArray();
        json.WriteNumber(Names.Units, line.Units);
        json.WriteNumber(Names.Minutes, line.Minutes);
        json.WriteString(Names.By, WhoTreated.Word(line.By));
        Count(json, Names.FullUnits, line.FullUnits);
        Count(json, Names.ReducedUnits, line.ReducedUnits);
        Amount(json, Names.Charge, line.Charge);
        Amount(json, Names.Allowed, line.Allowed);
        WriteShare(json, line.Share);
        json.WriteStartArray(Names.DiagnosisPointers);
        foreach (int pointer in line.DiagnosisPointers) json.WriteNumberValue(pointer);
        json.WriteEndArray();
        WriteBecause(json, line.Because);
        json.WriteEndObject();
    }

    public void WriteNotBilled(Utf8JsonWriter json, NotBilled one)
    {
        json.WriteStartObject();
        Code(json, Names.Code, one.Code);
        Count(json, Names.Minutes, one.Minutes);
        if (one.BilledIn is { } visit) json.WriteString(Names.BilledIn, visit);
        WriteBecause(json, one.Because.AsSpan());
        json.WriteEndObject();
    }

    /// <summary>A unit that could have gone elsewhere.</summary>
    public void WriteChoice(Utf8JsonWriter json, UnitChoice choice)
    {
        json.WriteStartObject();
        // the choice belongs to the 8-minute rule: no other rule leaves one
        json.WriteString(Names.Rule, Billing.Units.EightMinuteRule.Rule.Id);
        json.WriteStartArray(Names.Acceptable);
        foreach (var code in choice.Acceptable) json.WriteStringValue(code.ToString());
        json.WriteEndArray();
        Code(json, Names.Picked, choice.Picked);
        json.WriteString(Names.Text, text.AsSpan(0, Words.Write(choice.Because, text)));
        json.WriteEndObject();
    }

    public void WriteFinding(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        WriteFields(json, finding);
        json.WriteEndObject();
    }

    /// <summary>A finding on a claim as it is about to be sent.</summary>
    /// <param name="bill">The claim's lines and findings.</param>
    public void WriteClaimFinding(Utf8JsonWriter json, Finding finding, Bill bill)
    {
        json.WriteStartObject();
        json.WriteString(Names.Claim, bill.Visit.Id);
        json.WriteNull(Names.Segment);
        json.WriteNumber(Names.SourceLine, SourceLine(finding, bill));
        WriteFields(json, finding);
        json.WriteEndObject();
    }

    /// <summary>The line of the input that a finding on a claim speaks of.</summary>
    public static int SourceLine(Finding finding, Bill bill)
    {
        foreach (var line in bill.Lines)
            if (line.Number == finding.Line) return line.SourceLine;
        return bill.Visit.SourceLine;
    }

    void WriteFields(Utf8JsonWriter json, Finding finding)
    {
        json.WriteString(Names.Id, finding.Id);
        json.WriteString(Names.Severity, Severity(finding.Severity));
        Count(json, Names.Line, finding.Line);
        if (finding.Code is { } code) Code(json, Names.Code, code);
        else json.WriteNull(Names.Code);
        json.WriteString(Names.OtherVisit, finding.OtherVisit);
        json.WriteString(Names.Message, text.AsSpan(0, Words.WriteMessage(finding, text)));
        json.WriteString(Names.Fix, text.AsSpan(0, Words.WriteFix(finding, text)));
        json.WriteString(Names.Cite, finding.Template.Cite);
    }

    public void WriteBecause(Utf8JsonWriter json, List<Reason> because) => WriteBecause(json, CollectionsMarshal.AsSpan(because));

    /// <summary>The reasons of a value, deeper ones nested; a deeper one names its citation where it differs from the one above it.</summary>
    public void WriteBecause(Utf8JsonWriter json, ReadOnlySpan<Reason> because)
    {
        json.WriteStartArray(Names.Because);
        foreach (var reason in because) json.WriteRawValue(text.AsSpan(0, Words.WriteJson(reason, null, text)), skipInputValidation: true);
        json.WriteEndArray();
    }

    static void WriteShare(Utf8JsonWriter json, Share? share)
    {
        Amount(json, Names.Deductible, share?.Deductible);
        Amount(json, Names.Coinsurance, share?.Coinsurance);
        Amount(json, Names.AssistantReduction, share?.AssistantReduction);
        Amount(json, Names.Sequestration, share?.Sequestration);
        Amount(json, Names.PayerPays, share?.PayerPays);
        Amount(json, Names.PatientOwes, share?.PatientOwes);
    }

    /// <summary>An amount as a string with two decimals; null is undecided.</summary>
    public static void Amount(Utf8JsonWriter json, JsonEncodedText name, decimal? dollars)
    {
        if (dollars is not { } amount)
        {
            json.WriteNull(name);
            return;
        }
        Span<byte> digits = stackalloc byte[32];
        json.WriteString(name, digits[..Words.Cents(Money.Cents(amount), digits)]);
    }

    static void Count(Utf8JsonWriter json, JsonEncodedText name, int? count)
    {
        if (count is { } known) json.WriteNumber(name, known);
        else json.WriteNull(name);
    }

    static void Code(Utf8JsonWriter json, JsonEncodedText name, ProcedureCode code)
    {
        Span<byte> five = stackalloc byte[5];
        code.WriteTo(five);
        json.WriteString(name, five);
    }

    static void WriteDay(Utf8JsonWriter json, JsonEncodedText name, DateOnly day)
    {
        Span<byte> ten = stackalloc byte[10];
        day.TryFormat(ten, out int length, "yyyy-MM-dd", null);
        json.WriteString(name, ten[..length]);
    }

    public static string Status(BillStatus status) => status switch
    {
        BillStatus.Clean => "clean",
        BillStatus.NeedsAttention => "needs-attention",
        _ => "cannot-bill",
    };

    public static string Severity(Severity severity) => severity switch
    {
        Billing.Severity.Error => "error",
        Billing.Severity.Warning => "warning",
        _ => "note",
    };

    static class Names
    {
        public static readonly JsonEncodedText Visit = Of("visit"), Date = Of("date"), Payer = Of("payer"), UnitRule = Of("unit_rule"), Patient = Of("patient"), Setting = Of("setting"),
            TimedMinutes = Of("timed_minutes"), Units = Of("units"), BilledUnits = Of("billed_units"), Status = Of("status"), Lines = Of("lines"), NotBilled = Of("not_billed"),
            Choices = Of("choices"), Findings = Of("findings"), NotChecked = Of("not_checked"), What = Of("what"), Needs = Of("needs"), Totals = Of("totals"), Line = Of("line"),
            Code = Of("code"), Modifiers = Of("modifiers"), Minutes = Of("minutes"), By = Of("by"), FullUnits = Of("full_units"), ReducedUnits = Of("reduced_units"),
            Charge = Of("charge"), Allowed = Of("allowed"), Deductible = Of("deductible"), Coinsurance = Of("coinsurance"), AssistantReduction = Of("assistant_reduction"),
            Sequestration = Of("sequestration"), PayerPays = Of("payer_pays"), PatientOwes = Of("patient_owes"), DiagnosisPointers = Of("diagnosis_pointers"), Because = Of("because"),
            BilledIn = Of("billed_in"), Rule = Of("rule"), Acceptable = Of("acceptable"), Picked = Of("picked"), Text = Of("text"), Id = Of("id"), Severity = Of("severity"),
            Claim = Of("claim"), Segment = Of("segment"), SourceLine = Of("source_line"), OtherVisit = Of("other_visit"), Message = Of("message"), Fix = Of("fix"), Cite = Of("cite");

        static JsonEncodedText Of(string name) => JsonEncodedText.Encode(name);
    }
}
