using System.Text.Json;
using Quarterhour.Billing;
using Quarterhour.Claims;
using Quarterhour.Formats;
using Quarterhour.Formats.Visits;

namespace Quarterhour.Cli.Claims;

/// <summary>The answer of <c>claim</c> as JSON.</summary>
sealed class ClaimJson(Utf8JsonWriter json)
{
    public void Write(ClaimRequest request, IReadOnlyList<PreparedClaim> prepared, int notCovered, IReadOnlyList<WrittenFile> files, VisitSource source)
    {
        var bills = prepared.Where(static one => one.Claim is not null).ToDictionary(static one => one.Claim!.Number, static one => one.Bill, StringComparer.Ordinal);
        json.WriteStartArray("written");
        foreach (var file in files)
            foreach (var (claim, batch) in file.Claims) Written(claim, bills[claim.Number], file, batch);
        json.WriteEndArray();
        json.WriteStartArray("held");
        foreach (var one in prepared)
            if (one.Claim is null) Held(one);
        json.WriteEndArray();
        json.WriteStartArray("files");
        foreach (var file in files)
        {
            json.WriteStartObject();
            json.WriteString("file", file.Path);
            json.WriteString("format", request.Format);
            json.WriteString("receiver", file.Receiver);
            json.WriteString("control", file.Control?.ToString("D9", System.Globalization.CultureInfo.InvariantCulture));
            json.WriteNumber("claims", file.Claims.Count);
            json.Money("charge", file.Claims.Sum(static one => one.Claim.Charge));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("summary");
        json.WriteNumber("visits", prepared.Count + notCovered);
        json.WriteNumber("written", files.Sum(static file => file.Claims.Count));
        json.WriteNumber("held", prepared.Count(static one => one.Claim is null));
        json.WriteNumber("not_covered", notCovered);
        json.WriteEndObject();
        FaultJson.Write(json, source.Faults);
    }

    void Written(Claim claim, Bill bill, WrittenFile file, string? batch)
    {
        json.WriteStartObject();
        json.WriteString("visit", claim.Visit);
        json.WriteString("claim", claim.Number);
        json.WriteString("date", $"{claim.Date:yyyy-MM-dd}");
        json.WriteString("patient", claim.Patient.Id);
        json.WriteString("payer", claim.Coverage.Payer.Id);
        json.WriteString("order", claim.Coverage.Order.ToString().ToLowerInvariant());
        json.WriteNumber("frequency", (int)claim.Frequency);
        json.WriteString("file", file.Path);
        json.WriteString("batch", batch);
        json.Money("charge", claim.Charge);
        json.Money("expected", claim.Lines.Any(static line => line.Expected is null) ? null : claim.Lines.Sum(static line => line.Expected!.Allowed));
        json.WriteStartArray("lines");
        foreach (var line in claim.Lines)
        {
            json.WriteStartObject();
            json.WriteString("control", line.ControlNumber);
            json.Code("code", line.Code);
            json.Modifiers("modifiers", line.Modifiers);
            json.WriteNumber("units", line.Units);
            json.Money("charge", line.Charge);
            json.Money("expected", line.Expected?.Allowed);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("look_at");
        foreach (string id in bill.Findings.Where(static finding => finding.Severity == Severity.Warning).Select(static finding => finding.Id)) json.WriteStringValue(id);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    void Held(PreparedClaim one)
    {
        var visit = one.Bill.Visit;
        json.WriteStartObject();
        json.WriteString("visit", visit.Id);
        json.WriteString("date", $"{visit.Date:yyyy-MM-dd}");
        json.WriteString("patient", visit.Patient);
        json.WriteString("payer", visit.Payer);
        json.WriteStartArray("reasons");
        foreach (var hold in one.Holds)
        {
            json.WriteStartObject();
            json.WriteString("id", hold.Kind.Id);
            json.WriteString("where", hold.Where);
            json.WriteString("field", hold.Field);
            json.WriteString("message", hold.Message);
            json.WriteString("fix", hold.Fix);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
