using System.Text.Json;
using Quarterhour.Billing.Denials;
using Quarterhour.Claims.Remittances;
using Quarterhour.Formats;
using Quarterhour.Formats.Denials;

namespace Quarterhour.Cli.Remittances;

/// <summary>A remittance in JSON, as the contract has it, with fields added.</summary>
static class RemitJson
{
    public static void Write(Utf8JsonWriter json, ReadRemittance read, bool worklist)
    {
        json.WriteStartArray("payments");
        foreach (var payment in read.Payments) Payment(json, payment);
        json.WriteEndArray();
        json.WriteStartArray("imbalances");
        foreach (var one in read.Imbalances)
        {
            json.WriteStartObject();
            json.WriteString("level", one.Level);
            json.WriteString("where", one.Where);
            json.Money("expected", one.Expected);
            json.Money("found", one.Found);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("denials");
        foreach (var one in read.Denials) Denial(json, one);
        json.WriteEndArray();
        json.WriteStartArray("doubts");
        foreach (var (claim, doubt) in read.Doubts)
        {
            json.WriteStartObject();
            json.WriteString("claim", claim);
            json.WriteString("id", doubt.Id);
            json.WriteString("message", doubt.Message);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (worklist) Worklist(json, read);
        json.WriteNumber("other_findings", read.OtherFindings);
        if (read.Broken is not null) json.WriteString("broken", read.Broken);
    }

    static void Payment(Utf8JsonWriter json, ReadPayment payment)
    {
        var head = payment.Payment;
        json.WriteStartObject();
        json.WriteString("trace", head.Trace);
        json.Money("amount", head.Amount);
        json.WriteNumber("claims", payment.Claims);
        json.WriteNumber("lines", payment.Lines);
        json.WriteBoolean("balanced", payment.Balanced);
        json.Day("date", head.Date);
        json.WriteString("payer", head.Payer?.Name);
        json.WriteString("payee", head.Payee?.Id);
        json.WriteString("method", head.Method);
        json.Money("charged", payment.Charged);
        json.Money("paid", payment.Paid);
        json.WriteStartObject("differences");
        foreach (var (kind, amount) in payment.Differences) json.Money(Word(kind), amount);
        json.WriteEndObject();
        json.WriteStartArray("provider_adjustments");
        foreach (var one in head.ProviderAdjustments)
        {
            json.WriteStartObject();
            json.WriteString("reason", one.Reason);
            json.WriteString("number", one.Number);
            json.Money("amount", one.Amount);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Denial(Utf8JsonWriter json, Refusal one)
    {
        json.WriteStartObject();
        json.WriteString("claim", one.Claim);
        json.Count("line", one.Line);
        json.WriteString("group", one.Group);
        json.WriteString("code", one.Code);
        json.Money("amount", one.Amount);
        json.WriteString("cause", one.Meaning?.Cause);
        json.WriteString("fix", one.Meaning?.Fix ?? "The code is not explained here: look it up, or ask the payer.");
        json.WriteString("control", one.ControlNumber);
        json.WriteString("procedure", one.Procedure);
        json.Day("date", one.Date);
        json.WriteStartArray("remarks");
        foreach (string remark in one.Remarks)
        {
            json.WriteStartObject();
            json.WriteString("code", remark);
            json.WriteString("cause", DenialBook.Find(remark)?.Cause);
            json.WriteString("fix", DenialBook.Find(remark)?.Fix);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("about", one.Meaning?.About);
        json.WriteString("next", one.Meaning is { } known ? DenialDocument.Word(known.Next) : null);
        json.WriteString("owes", DenialBook.Owes(one.Group, one.Meaning));
        json.WriteString("deadline", one.Meaning?.Deadline?.Says);
        json.WriteStartArray("prevented_by");
        if (one.Meaning is { } meaning)
            foreach (string id in DenialDocument.Findings(meaning)) json.WriteStringValue(id);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Worklist(Utf8JsonWriter json, ReadRemittance read)
    {
        json.WriteStartArray("worklist");
        foreach (var cause in read.Denials.GroupBy(static one => (one.Code, one.Group)).OrderByDescending(static group => group.Sum(static one => one.Amount)).ThenBy(static group => group.Key.Code, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("group", cause.Key.Group);
            json.WriteString("code", cause.Key.Code);
            json.WriteString("about", cause.First().Meaning?.About);
            json.Money("amount", cause.Sum(static one => one.Amount));
            json.WriteNumber("lines", cause.Count());
            json.WriteStartArray("claims");
            foreach (string claim in cause.Select(static one => one.Claim).Distinct()) json.WriteStringValue(claim);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    internal static string Word(DifferenceKind kind) => kind switch { DifferenceKind.OtherPayer => "other_payer", _ => kind.ToString().ToLowerInvariant() };
}
