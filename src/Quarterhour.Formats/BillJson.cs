using System.Runtime.InteropServices;
using System.Text.Json;
using Quarterhour.Billing;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Formats;

/// <summary>Bills as the contract's JSON. Written straight to UTF-8; sentences are composed here, when they are read, and nowhere before.</summary>
/// <remarks>One for each thread. What it returns is good until it is asked again.</remarks>
public sealed class BillJson
{
    readonly JsonBytes json = new();

    /// <summary>Settings for every JSON answer: the field's signs (§, ×) stay as they are.</summary>
    public static readonly JsonWriterOptions Options = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public ReadOnlySpan<byte> Of(Bill bill)
    {
        var visit = bill.Visit;
        json.Clear();
        json.Raw("{\"visit\":"u8);
        json.Text(visit.Id);
        json.Raw(",\"date\":"u8);
        json.Day(visit.Date);
        json.Raw(",\"payer\":"u8);
        json.Text(visit.Payer);
        json.Raw(bill.Terms?.UnitRule switch
        {
            null => ",\"unit_rule\":null,\"patient\":"u8,
            Billing.Payers.UnitRule.CmsEightMinute => ",\"unit_rule\":\"cms-8-minute\",\"patient\":"u8,
            _ => ",\"unit_rule\":\"ama-midpoint\",\"patient\":"u8,
        });
        json.Text(visit.Patient);
        json.Raw(visit.Setting == Billing.Tables.Setting.Office ? ",\"setting\":\"office\",\"timed_minutes\":"u8 : ",\"setting\":\"hospital\",\"timed_minutes\":"u8);
        json.Number(bill.TimedMinutes);
        json.Raw(",\"units\":"u8);
        json.Number(bill.Units);
        json.Raw(",\"billed_units\":"u8);
        json.Number(bill.BilledUnits);
        json.Raw(",\"status\":"u8);
        json.Text(Status(bill.Status));
        json.Raw(",\"lines\":["u8);
        for (int i = 0; i < bill.Lines.Count; i++)
        {
            if (i > 0) json.Raw(","u8);
            Add(bill.Lines[i]);
        }
        json.Raw("],\"not_billed\":["u8);
        for (int i = 0; i < bill.NotBilled.Count; i++)
        {
            if (i > 0) json.Raw(","u8);
            Add(bill.NotBilled[i]);
        }
        json.Raw("],\"choices\":["u8);
        for (int i = 0; i < bill.Choices.Count; i++)
        {
            if (i > 0) json.Raw(","u8);
            Add(bill.Choices[i]);
        }
        json.Raw("],\"findings\":["u8);
        for (int i = 0; i < bill.Findings.Count; i++)
        {
            json.Raw(i > 0 ? ",{"u8 : "{"u8);
            Add(bill.Findings[i]);
        }
        json.Raw("],\"not_checked\":["u8);
        for (int i = 0; i < bill.NotChecked.Count; i++)
        {
            json.Raw(i > 0 ? ",{\"what\":"u8 : "{\"what\":"u8);
            json.Text(bill.NotChecked[i].What);
            json.Raw(",\"needs\":"u8);
            json.Text(bill.NotChecked[i].Needs);
            json.Raw("}"u8);
        }
        json.Raw("],\"holds\":"u8);
        Add(CollectionsMarshal.AsSpan(bill.Holds));
        json.Raw(",\"totals\":{\"charge\":"u8);
        json.Amount(bill.Totals.Charge);
        json.Raw(",\"allowed\":"u8);
        json.Amount(bill.Totals.Allowed);
        Add(bill.Totals.Share);
        json.Raw("}}"u8);
        return json.Written;
    }

    void Add(BillLine line)
    {
        json.Raw("{\"line\":"u8);
        json.Number(line.Number);
        json.Raw(",\"code\":"u8);
        json.Code(line.Code);
        json.Raw(",\"modifiers\":["u8);
        for (int i = 0; i < line.Modifiers.Count; i++) json.Modifier(line.Modifiers[i], i > 0);
        json.Raw("],\"units\":"u8);
        json.Number(line.Units);
        json.Raw(",\"minutes\":"u8);
        json.Number(line.Minutes);
        json.Raw(",\"by\":"u8);
        json.Text(WhoTreated.Word(line.By));
        json.Raw(",\"full_units\":"u8);
        json.Number(line.FullUnits);
        json.Raw(",\"reduced_units\":"u8);
        json.Number(line.ReducedUnits);
        json.Raw(",\"charge\":"u8);
        json.Amount(line.Charge);
        json.Raw(",\"allowed\":"u8);
        json.Amount(line.Allowed);
        Add(line.Share);
        json.Raw(",\"diagnosis_pointers\":["u8);
        for (int i = 0; i < line.DiagnosisPointers.Count; i++)
        {
            if (i > 0) json.Raw(","u8);
            json.Number(line.DiagnosisPointers[i]);
        }
        json.Raw("],\"because\":"u8);
        Add(CollectionsMarshal.AsSpan(line.Because));
        json.Raw("}"u8);
    }

    void Add(NotBilled one)
    {
        json.Raw("{\"code\":"u8);
        json.Code(one.Code);
        json.Raw(",\"minutes\":"u8);
        json.Number(one.Minutes);
        if (one.BilledIn is { } visit)
        {
            json.Raw(",\"billed_in\":"u8);
            json.Text(visit);
        }
        json.Raw(",\"because\":"u8);
        Add(one.Because.AsSpan());
        json.Raw("}"u8);
    }

    void Add(UnitChoice choice)
    {
        // the choice belongs to the 8-minute rule: no other rule leaves one
        json.Raw("{\"rule\":"u8);
        json.Text(Billing.Units.EightMinuteRule.Rule.Id);
        json.Raw(",\"acceptable\":["u8);
        for (int i = 0; i < choice.Acceptable.Count; i++)
        {
            if (i > 0) json.Raw(","u8);
            json.Code(choice.Acceptable[i]);
        }
        json.Raw("],\"picked\":"u8);
        json.Code(choice.Picked);
        json.Raw(",\"text\":\""u8);
        Words.Write(choice.Because, json);
        json.Raw("\"}"u8);
    }

    /// <summary>The fields of a finding behind an open brace, and the closing one.</summary>
    void Add(Finding finding)
    {
        json.Raw("\"id\":"u8);
        json.Text(finding.Id);
        json.Raw(",\"severity\":"u8);
        json.Text(Severity(finding.Severity));
        json.Raw(",\"line\":"u8);
        json.Number(finding.Line);
        json.Raw(",\"code\":"u8);
        if (finding.Code is { } code) json.Code(code);
        else json.Raw("null"u8);
        json.Raw(",\"other_visit\":"u8);
        json.Text(finding.OtherVisit);
        json.Raw(",\"message\":\""u8);
        Words.WriteMessage(finding, json);
        json.Raw("\",\"fix\":\""u8);
        Words.WriteFix(finding, json);
        json.Raw("\",\"cite\":"u8);
        json.Text(finding.Template.Cite);
        json.Raw("}"u8);
    }

    void Add(ReadOnlySpan<Reason> because)
    {
        json.Raw("["u8);
        for (int i = 0; i < because.Length; i++)
        {
            if (i > 0) json.Raw(","u8);
            Words.WriteJson(because[i], null, json);
        }
        json.Raw("]"u8);
    }

    void Add(Share? share)
    {
        if (share is not { } known)
        {
            json.Raw(",\"deductible\":null,\"coinsurance\":null,\"assistant_reduction\":null,\"sequestration\":null,\"payer_pays\":null,\"patient_owes\":null"u8);
            return;
        }
        json.Raw(",\"deductible\":"u8);
        json.Amount(known.Deductible);
        json.Raw(",\"coinsurance\":"u8);
        json.Amount(known.Coinsurance);
        json.Raw(",\"assistant_reduction\":"u8);
        json.Amount(known.AssistantReduction);
        json.Raw(",\"sequestration\":"u8);
        json.Amount(known.Sequestration);
        json.Raw(",\"payer_pays\":"u8);
        json.Amount(known.PayerPays);
        json.Raw(",\"patient_owes\":"u8);
        json.Amount(known.PatientOwes);
    }

    public void WriteNotBilled(Utf8JsonWriter into, NotBilled one)
    {
        json.Clear();
        Add(one);
        into.WriteRawValue(json.Written, skipInputValidation: true);
    }

    /// <summary>A unit that could have gone elsewhere.</summary>
    public void WriteChoice(Utf8JsonWriter into, UnitChoice choice)
    {
        json.Clear();
        Add(choice);
        into.WriteRawValue(json.Written, skipInputValidation: true);
    }

    public void WriteFinding(Utf8JsonWriter into, Finding finding)
    {
        json.Clear();
        json.Raw("{"u8);
        Add(finding);
        into.WriteRawValue(json.Written, skipInputValidation: true);
    }

    /// <summary>The reasons of a value as <c>because</c>, deeper ones nested; a deeper one names its citation where it differs from the one above it.</summary>
    public void WriteBecause(Utf8JsonWriter into, ReadOnlySpan<Reason> because)
    {
        json.Clear();
        Add(because);
        into.WritePropertyName("because"u8);
        into.WriteRawValue(json.Written, skipInputValidation: true);
    }

    public void WriteBecause(Utf8JsonWriter into, List<Reason> because) => WriteBecause(into, CollectionsMarshal.AsSpan(because));

    /// <summary>A finding on a claim as it is about to be sent.</summary>
    /// <param name="finding">What was found.</param>
    /// <param name="bill">The claim's lines and findings.</param>
    /// <param name="inSegments">The claim came as X12: its places are segments, not lines of text.</param>
    public ReadOnlySpan<byte> Of(Finding finding, Bill bill, bool inSegments = false)
    {
        json.Clear();
        json.Raw("{\"claim\":"u8);
        json.Text(bill.Visit.Id);
        json.Raw(inSegments ? ",\"segment\":"u8 : ",\"segment\":null,\"source_line\":"u8);
        json.Number(SourceLine(finding, bill));
        json.Raw(inSegments ? ",\"source_line\":null,"u8 : ","u8);
        Add(finding);
        return json.Written;
    }

    /// <summary>The line of the input that a finding on a claim speaks of.</summary>
    public static int SourceLine(Finding finding, Bill bill)
    {
        foreach (var line in bill.Lines)
            if (line.Number == finding.Line) return line.SourceLine;
        return bill.Visit.SourceLine;
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
}
