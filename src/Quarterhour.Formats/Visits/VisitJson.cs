using System.Text.Json;
using System.Text.Json.Nodes;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Formats.Visits;

/// <summary>Writes a visit as the contract's JSON, from which it is read back equal. What the visit does not say is left out.</summary>
public static class VisitJson
{
    /// <summary>The visit's object.</summary>
    public static JsonObject Of(Visit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        var json = new JsonObject { ["visit"] = visit.Id, ["date"] = Day(visit.Date), ["payer"] = visit.Payer, ["discipline"] = Word(visit.Discipline) };
        Put(json, "facility", visit.Facility);
        Put(json, "patient", visit.Patient);
        Put(json, "clinician", visit.Clinician);
        Put(json, "zip", visit.Zip);
        Put(json, "locality", visit.Locality is { } locality ? $"{locality}" : null);
        if (visit.Diagnoses.Count > 0) json["dx"] = string.Join(' ', visit.Diagnoses);
        if (visit.Setting != default) json["facility_setting"] = Word(visit.Setting);
        Put(json, "pos", visit.PlaceOfService);
        if (!visit.Participating) json["participating"] = false;
        if (visit.Qmb) json["qmb"] = true;
        Put(json, "year_to_date", Dollars(visit.YearToDate));
        if (visit.KxAttested) json["kx_attested"] = true;
        Put(json, "deductible_left", Dollars(visit.DeductibleLeft));
        json["interventions"] = new JsonArray([.. visit.Interventions.Select(Of)]);
        if (visit.PlanOfCare is { } plan) json["plan_of_care"] = Of(plan);
        if (visit.Progress is { } progress) json["progress"] = Filled(("last_report", Day(progress.LastReport)), ("treatment_days_since", progress.TreatmentDaysSince), ("written_by", Word(progress.WrittenBy)));
        if (visit.Note is { } note) json["note"] = Filled(("timed_minutes", note.TimedMinutes), ("total_minutes", note.TotalMinutes), ("signed", note.Signed), ("done", note.Done), ("date", Day(note.Date)));
        Put(json, "expected_denial", visit.ExpectedDenial);
        Put(json, "abn", Word(visit.Abn));
        if (visit.Ledger.Count > 0) json["ledger"] = new JsonArray([.. visit.Ledger.Select(static entry => Filled(("date", Day(entry.Date)), ("discipline", Word(entry.Discipline)), ("allowed", Dollars(entry.Allowed))))]);
        Put(json, "practice", Word(visit.Practice));
        Put(json, "supervision", Word(visit.Supervision));
        Put(json, "qualification", Word(visit.Qualification));
        Put(json, "incident_to", visit.IncidentTo);
        Put(json, "habilitative", visit.Habilitative);
        Put(json, "audio_only", visit.AudioOnly);
        return json;
    }

    static JsonObject Of(Intervention done)
    {
        var json = Filled(("code", $"{done.Code}"), ("minutes", done.Minutes), ("by", done.By == TreatedBy.Therapist ? null : Word(done.By)), ("start", Time(done.Start)), ("end", Time(done.End)), ("group", done.Group), ("charge", Dollars(done.Charge)),
            ("impairment", done.Support?.Impairment), ("goal", done.Support?.Goal), ("skilled", done.Support?.Skilled), ("supervision", Word(done.Supervision)));
        if (done.Evidence is { } evidence)
            json["evidence"] = Filled(("separate_time", evidence.SeparateTime), ("separate_encounter", evidence.SeparateEncounter), ("separate_structure", evidence.SeparateStructure), ("separate_practitioner", evidence.SeparatePractitioner),
                ("not_overlapping", evidence.NotOverlapping), ("reduced", evidence.Reduced));
        return json;
    }

    static JsonObject Of(PlanOfCare plan) => Filled(("established", Day(plan.Established)), ("first_treatment", Day(plan.FirstTreatment)), ("certified", Day(plan.Certified)), ("certified_by", Word(plan.CertifiedBy)), ("ordered_by", Word(plan.OrderedBy)),
        ("verbal_order", Day(plan.VerbalOrder)), ("order_signed", Day(plan.OrderSigned)), ("sent_to_orderer", Day(plan.SentToOrderer)), ("delayed_certification", plan.DelayedCertification), ("recertified", Day(plan.Recertified)), ("ends", Day(plan.Ends)),
        ("diagnoses", plan.Diagnoses), ("goals", plan.Goals), ("type", plan.Type), ("amount", plan.Amount), ("frequency", plan.Frequency), ("duration", plan.Duration));

    static JsonObject Filled(params ReadOnlySpan<(string Name, JsonNode? Value)> fields)
    {
        var json = new JsonObject();
        foreach (var (name, value) in fields) Put(json, name, value);
        return json;
    }

    static void Put(JsonObject json, string name, JsonNode? value)
    {
        if (value is not null) json[name] = value;
    }

    static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd");

    static string? Time(TimeOnly? time) => time?.ToString("HH:mm");

    static string? Dollars(decimal? dollars) => dollars is { } amount ? amount.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture) : null;

    static string? Word<T>(T? word) where T : struct, Enum => word is { } told ? Word(told) : null;

    /// <summary>PT, OT and SLP keep their capitals.</summary>
    static string Word<T>(T word) where T : struct, Enum => $"{word}" is var name && name.All(char.IsUpper) ? name : JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
