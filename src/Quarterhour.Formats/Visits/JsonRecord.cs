using System.Text.Json;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Formats.Visits;

/// <summary>What a JSON visit says of the record behind it: plan of care, progress, note, notices, supervision, evidence. CSV has none of it.</summary>
sealed class JsonRecord
{
    PlanOfCare? plan;
    Progress? progress;
    TreatmentNote? note;
    Abn? abn;
    Practice? practice;
    Supervision? supervision;
    Qualification? qualification;
    bool? expectedDenial, incidentTo, habilitative, audioOnly;
    readonly List<LedgerEntry> ledger = [];

    /// <summary>Takes a field of the visit if it is one of the record.</summary>
    /// <exception cref="WrongFieldException">The field can't be used.</exception>
    public bool Take(JsonProperty field)
    {
        switch (field.Name)
        {
            case "plan_of_care":
                plan = Plan(new(field));
                return true;
            case "progress":
                progress = Report(new(field));
                return true;
            case "note":
                note = Note(new(field));
                return true;
            case "ledger":
                foreach (var entry in JsonVisit.List(field)) ledger.Add(Ledger(entry));
                return true;
            case "abn":
                abn = JsonFields.Word<Abn>(field.Value, field.Name);
                return true;
            case "practice":
                practice = JsonFields.Word<Practice>(field.Value, field.Name);
                return true;
            case "supervision":
                supervision = JsonFields.Word<Supervision>(field.Value, field.Name);
                return true;
            case "qualification":
                qualification = JsonFields.Word<Qualification>(field.Value, field.Name);
                return true;
            case "expected_denial":
                expectedDenial = JsonFields.YesNo(field.Value, field.Name);
                return true;
            case "incident_to":
                incidentTo = JsonFields.YesNo(field.Value, field.Name);
                return true;
            case "habilitative":
                habilitative = JsonFields.YesNo(field.Value, field.Name);
                return true;
            case "audio_only":
                audioOnly = JsonFields.YesNo(field.Value, field.Name);
                return true;
            default:
                return false;
        }
    }

    /// <summary>The visit with its record.</summary>
    public Visit Of(Visit visit) => visit with
    {
        PlanOfCare = plan, Progress = progress, Note = note, Ledger = ledger, Abn = abn, Practice = practice, Supervision = supervision, Qualification = qualification,
        ExpectedDenial = expectedDenial, IncidentTo = incidentTo, Habilitative = habilitative, AudioOnly = audioOnly,
    };

    public static Evidence Evidence(JsonFields fields)
    {
        var evidence = new Evidence(fields.YesNo("separate_time"), fields.YesNo("separate_encounter"), fields.YesNo("separate_structure"), fields.YesNo("separate_practitioner"),
            fields.YesNo("not_overlapping"), fields.YesNo("reduced"));
        fields.NoOthers();
        return evidence;
    }

    /// <summary>The need behind an intervention, whose fields stand among the intervention's own.</summary>
    public static Support Support(JsonElement intervention)
    {
        var fields = new JsonFields(intervention, "interventions");
        return new(fields.Words("impairment"), fields.Words("goal"), fields.Words("skilled"));
    }

    static PlanOfCare Plan(JsonFields fields)
    {
        var read = new PlanOfCare
        {
            Established = fields.Day("established"), FirstTreatment = fields.Day("first_treatment"), Certified = fields.Day("certified"), CertifiedBy = fields.Word<Certifier>("certified_by"), OrderedBy = fields.Word<Certifier>("ordered_by"),
            VerbalOrder = fields.Day("verbal_order"), OrderSigned = fields.Day("order_signed"), SentToOrderer = fields.Day("sent_to_orderer"),
            DelayedCertification = fields.Words("delayed_certification"), Recertified = fields.Day("recertified"), Ends = fields.Day("ends"),
            Diagnoses = fields.YesNo("diagnoses"), Goals = fields.YesNo("goals"), Type = fields.YesNo("type"), Amount = fields.YesNo("amount"),
            Frequency = fields.YesNo("frequency"), Duration = fields.YesNo("duration"),
        };
        fields.NoOthers();
        return read;
    }

    static Progress Report(JsonFields fields)
    {
        var read = new Progress(fields.Day("last_report"), fields.Whole("treatment_days_since"), fields.Word<TreatedBy>("written_by"));
        fields.NoOthers();
        return read;
    }

    static TreatmentNote Note(JsonFields fields)
    {
        var read = new TreatmentNote(fields.Whole("timed_minutes"), fields.Whole("total_minutes"), fields.YesNo("signed"), fields.YesNo("done"), fields.Day("date"));
        fields.NoOthers();
        return read;
    }

    static LedgerEntry Ledger(JsonElement entry)
    {
        var fields = new JsonFields(entry, "ledger");
        var (date, discipline, allowed) = (fields.Day("date"), fields.Word<Discipline>("discipline"), fields.Dollars("allowed"));
        fields.NoOthers();
        return new(date ?? throw new WrongFieldException("ledger.date", "each entry needs its date"),
            discipline ?? throw new WrongFieldException("ledger.discipline", "each entry needs its discipline: PT, OT or SLP"),
            allowed ?? throw new WrongFieldException("ledger.allowed", "each entry needs its allowed amount in dollars and cents"));
    }
}
