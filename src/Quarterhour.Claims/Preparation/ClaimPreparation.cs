using System.Collections.Immutable;
using Quarterhour.Billing;
using Quarterhour.Billing.Denials;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Claims;

/// <summary>Prepares claims from bills: a bill, the practice file and the payer's wishes make a claim, or every reason why it is held. Nothing is made up, cut or left out.</summary>
/// <param name="practice">The practice file.</param>
/// <param name="words">A finding's message and fix.</param>
/// <param name="order">Claims go to the patient's coverage of this place; null: to the visit's payer.</param>
/// <param name="electronic">They are sent as files, so that submitter and receiver are needed.</param>
/// <param name="on">The day on which they are sent; null where they are not, and nothing is held against it.</param>
/// <param name="decided">Of a visit and a payer what the records know of its decision; null where there are none.</param>
public sealed class ClaimPreparation(PracticeRecords practice, Func<Finding, (string Message, string Fix)> words, CoverageOrder? order = null, bool electronic = true, DateOnly? on = null, Func<string, string, IReadOnlyList<RecordedDecision>>? decided = null)
{
    /// <summary>What a professional claim holds.</summary>
    const int MostLines = 50, MostDiagnoses = 12, MostModifiers = 4, MostAttachments = 10;

    const decimal MostCharge = 99_999_999.99m;

    readonly Dictionary<string, string> numbers = new(StringComparer.Ordinal);

    /// <summary>Whether the visit's patient has the coverage that claims go to; where they go to the visit's payer, every one must have it.</summary>
    public bool Covers(Visit visit) => order is not { } place || (visit.Patient is { } patient && practice.Of("coverages", "patient", patient).Any(entry => entry.InForce(visit.Date) && PartyReading.Order(entry, new(visit)) == place));

    /// <summary>Prepares one claim. Numbers stay unique over all claims that this object prepares.</summary>
    public PreparedClaim Prepare(Bill bill)
    {
        var holds = new HoldList(bill.Visit);
        CheckBill(bill, holds);
        var claim = Claim(bill, holds);
        return holds.All.Count > 0 ? new(bill, null, [.. holds.All]) : new(bill, claim, []);
    }

    void CheckBill(Bill bill, HoldList holds)
    {
        foreach (var finding in bill.Findings)
            if (finding.Severity == Severity.Error)
            {
                var (message, fix) = words(finding);
                holds.OfVisit(HoldKind.Bill with { Fix = fix }, null, $"{finding.Id}: {message}");
            }
        if (bill.Lines.Count == 0 && holds.All.Count == 0)
            holds.OfVisit(HoldKind.NoLines, null, bill.NotBilled.FirstOrDefault(static one => one.BilledIn is not null) is { } moved ? $"its units stand on visit {moved.BilledIn}, whose claim bills them" : "nothing of it is billed");
        if (bill.Visit.Setting == Setting.Hospital || bill.Visit.Practice == Practice.Institution)
            holds.OfVisit(HoldKind.Institutional, bill.Visit.Setting == Setting.Hospital ? "facility_setting" : "practice", "therapy of a hospital or another institution goes on an institutional claim");
    }

    Claim? Claim(Bill bill, HoldList holds)
    {
        var visit = bill.Visit;
        var facilityEntry = FacilityEntry(visit, holds);
        var facility = facilityEntry is null ? null : PartyReading.Facility(facilityEntry, holds);
        if (facilityEntry?.Read("kind", holds) is { } kind && PracticeSections.Institutions.Contains(kind)) holds.Of(facilityEntry, HoldKind.Institutional, "kind", $"a {kind} bills therapy on institutional claims");
        var rendering = Rendering(visit, facility, holds);
        var patientEntry = PatientEntry(visit, holds);
        if (patientEntry is null) return null;
        var patient = PartyReading.Patient(patientEntry, holds);
        if (patient is not null && patient.Birth > visit.Date) holds.Of(patientEntry, HoldKind.Dates, "birth", $"born on {patient.Birth:yyyy-MM-dd}, after the visit of {visit.Date:yyyy-MM-dd}");

        var choice = new CoverageChoice(practice, visit, order, holds);
        if (choice.Sent is not { } sentEntry || choice.Payer is not { } payerEntry) return null;
        var coverage = choice.Read(sentEntry);
        if (electronic) CheckExchange(payerEntry, holds);
        if (coverage is null || facility is null || patient is null) return null;

        var course = new CourseOfTreatment(practice, visit, payerEntry, patientEntry, coverage.Payer.FilingCode, holds);
        var own = practice.Of("claims", "visit", visit.Id);
        if (own is [_, var again, ..]) holds.Of(again, HoldKind.Case, "visit", $"visit {visit.Id} stands twice in claims");
        var (frequency, controlNumber) = Frequency(own.Count > 0 ? own[0] : null, payerEntry, coverage, holds);
        CheckDay(visit, coverage, payerEntry, own.Count > 0 ? own[0] : null, holds);
        string number = Number(visit, coverage.Order, frequency, holds);
        var diagnoses = Diagnoses(visit, holds);
        // a bill is priced by the rules of the visit's payer; of another it says nothing
        bool priced = visit.Payer == coverage.Payer.Id || visit.Payer == coverage.Payer.Profile;
        var lines = Lines(bill, number, diagnoses.Length, priced, holds);
        var earlier = new EarlierPayers(practice, holds, decided).Read(visit.Id, coverage, choice.Others, ref lines);
        lines = SecondPayer.Expect(lines, coverage, earlier);
        return new()
        {
            Number = number, Visit = visit.Id, Date = visit.Date, Frequency = frequency, PayerControlNumber = controlNumber,
            Billing = facility, Rendering = rendering, Referring = course.Referring, Supervising = course.Supervising, Place = Place(visit, facilityEntry!, facility, (patientEntry, patient), holds), Patient = patient,
            Coverage = coverage, OtherCoverages = earlier, PlaceOfService = visit.PlaceOfService ?? facility.PlaceOfService, Diagnoses = diagnoses,
            Authorization = course.Authorization, ReferralNumber = course.ReferralNumber, InjuryNumber = course.InjuryNumber, Accident = course.Accident,
            Onset = course.Onset, InitialTreatment = course.InitialTreatment, LastSeen = course.LastSeen,
            AcceptsAssignment = payerEntry.YesNo("assignment", visit.Participating, holds), BenefitsAssigned = payerEntry.YesNo("benefits_assigned", true, holds),
            Paperwork = Paperwork(visit, holds), Notes = Notes(own.Count > 0 ? own[0] : null, holds), PatientPaid = own.Count > 0 ? own[0].Amount("patient_paid", holds) : null,
            DelayReason = own.Count > 0 ? own[0].Read("delay_reason", holds) : null, Lines = lines,
        };
    }

    /// <summary>Nothing is sent before it was done, and nothing after the payer's last day, unless why it is late is told.</summary>
    void CheckDay(Visit visit, Coverage coverage, PracticeEntry payer, PracticeEntry? own, HoldList holds)
    {
        if (on is not { } day) return;
        if (visit.Date > day) holds.OfVisit(HoldKind.Dates, "date", $"the service of {visit.Date:yyyy-MM-dd} is after {day:yyyy-MM-dd}, the day of the file");
        DateOnly? last = payer.Whole("filing_days", holds) is { } days ? visit.Date.AddDays(Math.Min(days, 36_500)) : coverage.Payer.HasMedicareDeadlines() ? DenialBook.Filing.Last(visit.Date, visit.Date) : null;
        if (day > last && own?.Text("delay_reason") is null) holds.OfVisit(HoldKind.TimelyFiling, "date", $"{payer.Id} takes claims for a service of {visit.Date:yyyy-MM-dd} until {last:yyyy-MM-dd}, and the file is of {day:yyyy-MM-dd}");
    }

    /// <summary>Who sends and who receives; without them no file is written.</summary>
    void CheckExchange(PracticeEntry payer, HoldList holds)
    {
        PartyReading.Submitter(practice.Submitter, holds);
        if (practice.ReceiverOf(payer) is { } receiver) PartyReading.Receiver(receiver, practice.Submitter, holds);
        else holds.Missing(payer, "receiver", practice.Of("receivers").Count == 0 ? "and receivers have no entry" : "while there are several receivers");
    }

    PracticeEntry? FacilityEntry(Visit visit, HoldList holds)
    {
        if (visit.Facility is { } id)
        {
            if (practice.Find("facilities", id) is { } named) return named;
            holds.OfVisit(HoldKind.Unknown, "facility", $"facility \"{id}\" is not in {practice.Name}, facilities; {PracticeRecords.Nearest(id, [.. practice.Ids("facilities")])}");
            return null;
        }
        if (practice.Of("facilities") is [var only]) return only;
        holds.OfVisit(HoldKind.NotNamed, "facility", $"no facility is named, and {practice.Name} has {practice.Of("facilities").Count}");
        return null;
    }

    PracticeEntry? PatientEntry(Visit visit, HoldList holds)
    {
        if (visit.Patient is not { } id) holds.OfVisit(HoldKind.NotNamed, "patient", "no patient is named");
        else if (practice.Find("patients", id) is { } named) return named;
        else holds.OfVisit(HoldKind.Unknown, "patient", $"patient \"{id}\" is not in {practice.Name}, patients; {PracticeRecords.Nearest(id, [.. practice.Ids("patients")])}");
        return null;
    }

    /// <summary>Who treated, or in whose name an assistant did; null where that is the billing provider in person.</summary>
    Provider? Rendering(Visit visit, Facility? facility, HoldList holds)
    {
        if (visit.Clinician is not { } word)
        {
            if (facility is { Person: null }) holds.OfVisit(HoldKind.NotNamed, "clinician", "no clinician is named, and the facility is no person who bills in their own name");
            return null;
        }
        if (practice.Provider(word) is not { } entry)
        {
            holds.OfVisit(HoldKind.Unknown, "clinician", $"clinician \"{word}\" is neither id nor NPI in {practice.Name}, providers; {PracticeRecords.Nearest(word, [.. practice.Ids("providers")])}");
            return null;
        }
        if (practice.Find("providers", entry.Text("bills_under")) is { } therapist) entry = therapist;
        else if (entry.Text("npi") is null)
        {
            holds.Of(entry, HoldKind.Rendering, "npi", "has no npi to bill with, and bills_under names no therapist");
            return null;
        }
        var provider = PartyReading.Provider(entry, holds, treats: true);
        return facility is { Person: not null } && provider?.Npi == facility.Npi ? null : provider;
    }

    (ClaimFrequency, string? ControlNumber) Frequency(PracticeEntry? own, PracticeEntry payer, Coverage coverage, HoldList holds)
    {
        if (own is null) return (ClaimFrequency.Original, null);
        var frequency = own.Read("frequency", holds) switch { "7" => ClaimFrequency.Replacement, "8" => ClaimFrequency.Void, _ => ClaimFrequency.Original };
        string? number = own.Read("payer_control_number", holds);
        if (frequency != ClaimFrequency.Original && payer.YesNo("originals_only", coverage.Payer.FilingCode == "MB", holds)) holds.Of(own, HoldKind.OriginalsOnly, "frequency", $"{payer.Id} takes original claims alone");
        if (frequency != ClaimFrequency.Original && number is null) holds.Of(own, HoldKind.ControlNumber, "payer_control_number", "payer_control_number is missing: the payer's number of the claim that is replaced or voided, from its remittance");
        if (frequency == ClaimFrequency.Original && number is not null) holds.Of(own, HoldKind.ControlNumber, "payer_control_number", $"an original claim names the payer's number {number}; take it out, or write frequency: replacement or void");
        return (frequency, number);
    }

    string Number(Visit visit, CoverageOrder to, ClaimFrequency frequency, HoldList holds)
    {
        string number = ClaimNumber.Of(visit.Id, to, frequency);
        if (!numbers.TryAdd(number, visit.Id)) holds.OfVisit(HoldKind.Number, "visit", $"claim number {number} stands for visit {numbers[number]} already");
        return number;
    }

    ServicePlace? Place(Visit visit, PracticeEntry entry, Facility facility, (PracticeEntry Entry, Patient Is) patient, HoldList holds)
    {
        var place = PartyReading.Place(entry, holds);
        string code = visit.PlaceOfService ?? facility.PlaceOfService;
        if (code == "12" && electronic && patient.Is.Address.Zip.Length < 9)
            holds.Of(patient.Entry, HoldKind.Form, "zip", $"zip: \"{patient.Is.Address.Zip}\" has five digits; nine are needed where the visit was at the patient's home (place of service 12). The post office tells the other four");
        return code switch
        {
            "12" => new($"{patient.Is.Name.Last} {patient.Is.Name.First}", patient.Is.Address),
            // by telehealth nobody was anywhere else
            "02" or "10" => null,
            _ => place,
        };
    }

    static ImmutableArray<string> Diagnoses(Visit visit, HoldList holds)
    {
        if (visit.Diagnoses.Count > MostDiagnoses) holds.OfVisit(HoldKind.Diagnosis, "dx", $"{visit.Diagnoses.Count} diagnoses; a claim holds {MostDiagnoses}");
        var read = ImmutableArray.CreateBuilder<string>(visit.Diagnoses.Count);
        foreach (string written in visit.Diagnoses)
        {
            string bare = written.Replace(".", "", StringComparison.Ordinal).ToUpperInvariant();
            if (bare.Length is < 3 or > 7 || !char.IsAsciiLetterUpper(bare[0]) || !char.IsAsciiDigit(bare[1]) || !bare.All(char.IsAsciiLetterOrDigit)) holds.OfVisit(HoldKind.Diagnosis, "dx", $"\"{written}\" is not of the form of an ICD-10-CM code");
            else read.Add(bare.Length == 3 ? bare : $"{bare[..3]}.{bare[3..]}");
        }
        return read.ToImmutable();
    }

    ImmutableArray<ServiceLine> Lines(Bill bill, string number, int diagnoses, bool priced, HoldList holds)
    {
        var lines = ImmutableArray.CreateBuilder<ServiceLine>(bill.Lines.Count);
        if (bill.Lines.Count > MostLines) holds.OfVisit(HoldKind.Size, null, $"{bill.Lines.Count} lines; a claim holds {MostLines}");
        foreach (var line in bill.Lines)
        {
            if (line.DiagnosisPointers.Count == 0 || line.DiagnosisPointers.Any(pointer => pointer > diagnoses)) holds.OfVisit(HoldKind.Diagnosis, "dx", $"line {line.Number}, {line.Code}, points to no diagnosis");
            if (line.Modifiers.Count > MostModifiers) holds.OfVisit(HoldKind.Size, null, $"line {line.Number}, {line.Code}, has {line.Modifiers.Count} modifiers; a line holds {MostModifiers}");
            decimal? charge = line.Charge ?? Charge(line, bill.Visit.Date, holds);
            if (charge is null) holds.OfVisit(HoldKind.Charge, "charge", $"line {line.Number}, {line.Code}, has no charge; none is made up");
            else if (charge > MostCharge) holds.OfVisit(HoldKind.Size, "charge", $"line {line.Number}, {line.Code}, charges {charge:F2}; a claim holds {MostCharge}");
            lines.Add(new()
            {
                ControlNumber = $"{number}-{line.Number}", Code = line.Code, Modifiers = [.. line.Modifiers], Discipline = line.Discipline, Date = bill.Visit.Date, Units = line.Units, Charge = charge ?? 0,
                DiagnosisPointers = [.. line.DiagnosisPointers], Expected = priced ? Expected(bill, line) : null,
            });
        }
        if (lines.Sum(static line => line.Charge) is var total and > MostCharge && lines.All(static line => line.Charge <= MostCharge)) holds.OfVisit(HoldKind.Size, "charge", $"the lines charge {total:F2}; a claim holds {MostCharge}");
        return lines.ToImmutable();
    }

    decimal? Charge(BillLine line, DateOnly date, HoldList holds)
    {
        var entry = practice.Of("charges", "code", line.Code.ToString()).Where(one => one.InForce(date)).MaxBy(static one => one.Bound("from") ?? DateOnly.MinValue);
        return entry?.Amount("charge", holds) * line.Units;
    }

    static Expected? Expected(Bill bill, BillLine line) => line.Allowed is not { } allowed ? null : new()
    {
        Allowed = allowed, Unreduced = line.Fee is { } fee ? Money.Round(fee.Full * line.Units) : null, Deductible = line.Share?.Deductible, Coinsurance = line.Share?.Coinsurance,
        AssistantReduction = line.Share?.AssistantReduction, Sequestration = line.Share?.Sequestration, PayerPays = line.Share?.PayerPays, PatientOwes = line.Share?.PatientOwes,
        FullUnits = line.FullUnits, UnitReduction = bill.Terms is { Pricing: PricingBasis.MedicareFeeSchedule } && bill.Visit.Participating && line.Fee is { Reduced: { } reduced } unit ? unit.Full - reduced : null,
    };

    ImmutableArray<Paperwork> Paperwork(Visit visit, HoldList holds)
    {
        var entries = practice.Of("attachments", "visit", visit.Id);
        if (entries.Count > MostAttachments) holds.Of(entries[MostAttachments], HoldKind.Attachment, null, $"{entries.Count} documents; a claim names {MostAttachments}");
        var read = ImmutableArray.CreateBuilder<Paperwork>(entries.Count);
        foreach (var entry in entries)
        {
            string? type = entry.Read("type", holds), sent = entry.Read("sent", holds), number = entry.Read("number", holds);
            if (sent is not null and not "AA" && number is null) holds.Of(entry, HoldKind.Attachment, "number", $"number is missing, while the document is sent ({sent})");
            if (type is not null && sent is not null) read.Add(new(type, sent, number));
        }
        return read.ToImmutable();
    }

    static ImmutableArray<ClaimNote> Notes(PracticeEntry? own, HoldList holds) => own?.Read("note", holds) is { } text ? [new(own.Read("note_kind", holds) ?? "ADD", text)] : [];
}
