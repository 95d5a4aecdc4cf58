namespace Quarterhour.Claims;

/// <summary>All that a practice file may hold. The reader, the messages and the guide's tables come from here.</summary>
public static class PracticeSections
{
    static readonly PracticeField Id = new("id", FieldForm.Id, "Your word for it; others name it by this.", Needed: true);

    static readonly FieldForm Filing = FieldForm.OneOf("MB", "MC", "CI", "BL", "HM", "CH", "WC", "AM", "16", "12", "13", "14", "15", "17", "11", "DS", "FI", "LI", "LM", "MA", "OF", "TV", "VA", "ZZ");

    static readonly FieldForm Certifiers = FieldForm.OneOf("physician", "nurse-practitioner", "clinical-nurse-specialist", "physician-assistant", "podiatrist", "optometrist", "chiropractor", "dentist", "therapist");

    static readonly FieldForm Discipline = FieldForm.OneOf("PT", "OT", "SLP");

    static readonly FieldForm Sex = FieldForm.OneOf(("female", "F"), ("male", "M"), ("unknown", "U"));

    /// <summary>Kinds of facilities whose therapy is billed as an institution's.</summary>
    public static readonly IReadOnlyList<string> Institutions = ["hospital", "rehabilitation-agency", "corf", "skilled-nursing-facility", "home-health-agency"];

    public static readonly IReadOnlyList<PracticeSection> All =
    [
        new("submitter", "Who sends: one entry, without an id.", false,
        [
            new("name", FieldForm.Text(60), "Name of who sends, NM1*41.", true),
            new("number", FieldForm.Text(15), "The number under which receivers know you: NM109, GS02, ISA06.", true),
            new("contact", FieldForm.Text(60), "Whom the receiver asks, PER02.", true),
            new("phone", FieldForm.Phone, "The contact's telephone.", true),
            new("email", FieldForm.Text(80), "The contact's address for mail."),
        ]),
        new("receivers", "Where files go: clearinghouses, and payers that take files themselves.", true,
        [
            Id,
            new("name", FieldForm.Text(60), "NM1*40.", true),
            new("number", FieldForm.Text(15), "NM109, GS03, ISA08.", true),
            new("sender_number", FieldForm.Text(15), "Your number there, where it differs from the submitter's."),
            new("sender_qualifier", FieldForm.Text(2), "ISA05, two characters; ZZ where not told."),
            new("receiver_qualifier", FieldForm.Text(2), "ISA07, two characters; ZZ where not told."),
            new("usage", FieldForm.OneOf(("production", "P"), ("test", "T")), "ISA15; production where not told."),
        ]),
        new("facilities", "Billing providers; a visit's `facility`.", true,
        [
            Id,
            new("name", FieldForm.Text(60), "As enrolled with payers. A person who bills in their own name has `last` and `first` instead."),
            .. Person(needed: false),
            new("npi", FieldForm.Npi, "NM109 of the billing provider, box 33a.", true),
            new("tax_id", FieldForm.TaxId, "REF*EI, box 25.", true),
            new("tax_id_kind", FieldForm.OneOf(("ein", "EI"), ("ssn", "SY")), "ein where not told."),
            new("taxonomy", FieldForm.Taxonomy, "PRV03 of loop 2000A, as enrolled with NPPES: 261QP2000X of a physical therapy clinic, 225100000X of a physical therapist.", true),
            new("street", FieldForm.Street, "A street, box 33. A post office box goes to `pay_to_street`.", true),
            new("street2", FieldForm.Text(55), "Suite, floor."), new("city", FieldForm.Text(30), "", true), new("state", FieldForm.State, "", true),
            new("zip", FieldForm.ZipOfNine, "Nine digits: payers reject five here.", true),
            new("phone", FieldForm.Phone, "Box 33."),
            .. Address("pay_to_", FieldForm.Text(55), "Where payments go, if elsewhere; a post office box may stand here."),
            new("pos", FieldForm.PlaceOfService, "Place of service of visits that tell none; 11 where not told."),
            new("kind", FieldForm.OneOf(["private-practice", "physician-practice", .. Institutions]), "What it is to Medicare; private-practice where not told. An institution's claims are held."),
            new("place_name", FieldForm.Text(60), "Where services are given, if elsewhere than at `street`: loop 2310C, box 32."),
            .. Address("place_", FieldForm.Text(55), "", FieldForm.ZipOfNine),
            new("place_npi", FieldForm.Npi, "Box 32a."),
            new("hours", FieldForm.Prose(80), "When it is open, in your words: Mon-Fri 8:00-18:00."),
        ]),
        new("rooms", "Where patients are treated, for the schedule.", true,
        [
            Id,
            new("name", FieldForm.Text(60), "What it is called.", true),
            new("facility", FieldForm.Id, "The facility that it is in.", true) { Names = "facilities" },
        ]),
        new("providers", "People: who treats, refers, certifies, supervises; a visit's `clinician` names one by id or NPI.", true,
        [
            Id, .. Person(needed: true),
            new("npi", FieldForm.Npi, "NM109. Not needed of an assistant, who bills under somebody."),
            new("taxonomy", FieldForm.Taxonomy, "PRV03; needed of who treats: 225100000X physical, 225X00000X occupational therapist, 235Z00000X speech-language pathologist."),
            new("bills_under", FieldForm.Id, "The therapist in whose name an assistant's services are billed.") { Names = "providers" },
            new("discipline", Discipline, "Under which they treat; blank of who only refers."),
            new("credentials", FieldForm.Text(20), "As they stand behind the name: PT, DPT; PTA; OTR/L."),
        ]),
        new("payers", "Who is asked for money.", true,
        [
            Id,
            new("name", FieldForm.Text(60), "NM1*PR.", true),
            new("number", FieldForm.Text(80), "The number under which the receiver knows the payer: NM109 with PI.", true),
            new("filing", Filing, "SBR09: MB Medicare Part B, MC Medicaid, CI commercial, BL Blue Cross, HM HMO, 16 Medicare Advantage HMO, CH TRICARE, WC workers' compensation, AM automobile.", true),
            new("profile", FieldForm.Id, "The rules: a payer profile's id; the payer's own id where not told."),
            new("receiver", FieldForm.Id, "Where its claims go; may be left out where there is one receiver.") { Names = "receivers" },
            .. Address("", FieldForm.Text(55), "For paper claims."),
            new("referring", FieldForm.YesNo, "Every claim names who certified the plan of care, or referred. yes where not told for MB, else no."),
            new("originals_only", FieldForm.YesNo, "Takes no replacements (7) and voids (8). yes where not told for MB, else no."),
            new("authorization", FieldForm.YesNo, "Every claim carries an authorization."),
            new("initial_treatment", FieldForm.YesNo, "Wants DTP*454. Not sent where not told."),
            new("last_seen", FieldForm.YesNo, "Wants DTP*304. Not sent where not told."),
            new("assignment", FieldForm.YesNo, "You accept assignment: CLM07, box 27. yes where not told."),
            new("coordination", FieldForm.OneOf(("standard", "S"), ("carve-out", "C")), "How it pays after another payer: standard pays what the first leaves to the patient, carve-out its own benefit less what the first paid. Where not told, what it should pay as a second payer is undecided; Medicare's rule is known."),
            new("benefits_assigned", FieldForm.YesNo, "The patient assigns benefits to you: CLM08, box 13. yes where not told."),
            new("filing_days", FieldForm.Whole, "Days after the service within which claims must come. Of Medicare one calendar year (42 CFR 424.44) where not told; of another open."),
        ]),
        new("contracts", "What a payer has agreed to pay you: terms over those of a profile. A payer names one as its `profile`.", true,
        [
            Id,
            new("name", FieldForm.Prose(60), "What it is called.", true),
            new("like", FieldForm.Id, "The profile whose rules hold where this says nothing: medicare, commercial-cms, commercial-ama.", true),
            new("pricing", FieldForm.OneOf("none", "medicare", "percent-of-medicare", "per-unit", "per-visit", "per-case"), "How the allowed amount is set; per-unit takes the rates of `fees`.", true),
            new("percent", FieldForm.Amount, "With percent-of-medicare: 110 is 1.10 of the Medicare amount."),
            new("visit_rate", FieldForm.Amount, "With per-visit and per-case: dollars."),
            new("multiple_procedure", FieldForm.YesNo, "The day's further units are reduced as Medicare's are."),
            new("sequestration", FieldForm.YesNo, "Payments are reduced as Medicare's are."),
            new("from", FieldForm.Date, "First day.", true), new("to", FieldForm.Date, "Last day."),
            new("source", FieldForm.Prose(120), "Where it is written: the contract and its page.", true),
        ]),
        new("fees", "The fee schedule of a contract: dollars for one unit of a code, from a day on.", false,
        [
            new("contract", FieldForm.Id, "", true) { Names = "contracts" },
            new("code", FieldForm.Code, "", true), new("rate", FieldForm.Amount, "Dollars for one unit.", true),
            new("from", FieldForm.Date, "First day; the contract's where not told."), new("to", FieldForm.Date, "Last day; the contract's where not told."),
        ]),
        new("patients", "Who was treated; a visit's `patient`.", true,
        [
            Id, .. Person(needed: true),
            new("birth", FieldForm.Date, "DMG02, box 3.", true), new("sex", Sex, "DMG03, box 3.", true),
            new("street", FieldForm.Text(55), "Box 5.", true), new("street2", FieldForm.Text(55), ""), new("city", FieldForm.Text(30), "", true), new("state", FieldForm.State, "", true), new("zip", FieldForm.Zip, "", true),
            new("phone", FieldForm.Phone, "Box 5."),
            new("signature", FieldForm.OneOf(("patient", "S"), ("provider", "P")), "CLM10: provider where you signed for the patient, who was not there in person to sign. patient where not told."),
            new("release", FieldForm.OneOf(("signed", "Y"), ("informed", "I")), "CLM09: signed where the patient signed that records may be released, informed where the law lets you release them without. signed where not told."),
            new("facility", FieldForm.Id, "Where the patient is treated; at all where not told.") { Names = "facilities" },
        ]),
        new("coverages", "Which payer covers which patient, from when.", false,
        [
            new("patient", FieldForm.Id, "", true) { Names = "patients" },
            new("payer", FieldForm.Id, "", true) { Names = "payers" },
            new("order", FieldForm.OneOf(("primary", "P"), ("secondary", "S"), ("tertiary", "T")), "SBR01; primary where not told."),
            new("member", FieldForm.Text(80), "The number on the member's card, box 1a.", true),
            new("group", FieldForm.Text(50), "SBR03, box 11."), new("group_name", FieldForm.Text(60), "SBR04, box 11c."),
            new("from", FieldForm.Date, "First day of coverage."), new("to", FieldForm.Date, "Last day."),
            new("secondary_reason", FieldForm.OneOf("12", "13", "14", "15", "16", "41", "42", "43", "47"), "SBR05: why Medicare pays second. Needed where it does."),
            new("medigap", FieldForm.YesNo, "A Medigap policy, to which Medicare passes claims on: items 9 to 9d of a paper claim to Medicare name it, and no other."),
            new("relationship", FieldForm.OneOf(("self", "18"), ("spouse", "01"), ("child", "19"), ("employee", "20"), ("unknown", "21"), ("other", "G8")), "The patient's to the subscriber; self where not told."),
            new("subscriber_name", FieldForm.Text(60), "An employer, where the policy is one's: workers' compensation."),
            .. Person(needed: false, "subscriber_"),
            new("subscriber_birth", FieldForm.Date, "Box 11a."), new("subscriber_sex", Sex, "Box 11a."),
            .. Address("subscriber_", FieldForm.Text(55), "The subscriber's, where that is not the patient."),
        ]),
        new("cases", "What a course of treatment is for: who certified or referred, since when, an accident.", false,
        [
            new("patient", FieldForm.Id, "", true) { Names = "patients" },
            new("discipline", Discipline, "Of all where not told."),
            new("payer", FieldForm.Id, "Of all where not told.") { Names = "payers" },
            new("from", FieldForm.Date, "First day."), new("to", FieldForm.Date, "Last day."),
            new("certified_by", FieldForm.Id, "Who certified the plan of care: NM1*DN, box 17.") { Names = "providers" },
            new("referred_by", FieldForm.Id, "Who referred: NM1*DN, where no certifier is named or wanted.") { Names = "providers" },
            new("supervised_by", FieldForm.Id, "NM1*DQ, where the payer wants it told.") { Names = "providers" },
            new("referral_number", FieldForm.Text(50), "REF*9F; needs a referring provider."),
            new("onset", FieldForm.Date, "DTP*431, box 14."),
            new("initial_treatment", FieldForm.Date, "DTP*454, for payers that want it."),
            new("last_seen", FieldForm.Date, "DTP*304, for payers that want it."),
            new("accident", FieldForm.OneOf(("auto", "AA"), ("employment", "EM"), ("other", "OA")), "CLM11, box 10."),
            new("accident_date", FieldForm.Date, "DTP*439; needed with `accident`."),
            new("accident_state", FieldForm.State, "Needed of an automobile accident."),
            new("claim_number", FieldForm.Text(50), "The insurer's number of the injury: REF*Y4, box 11b."),
        ]),
        new("authorizations", "Numbers under which payers have agreed to treatment: REF*G1, box 23.", false,
        [
            new("patient", FieldForm.Id, "", true) { Names = "patients" },
            new("payer", FieldForm.Id, "", true) { Names = "payers" },
            new("number", FieldForm.Text(50), "", true),
            new("discipline", Discipline, "Of all where not told."),
            new("from", FieldForm.Date, "First day."), new("to", FieldForm.Date, "Last day."),
            new("visits", FieldForm.Whole, "How many visits it is for."),
        ]),
        new("plans", "Plans of care: what the record says of each. Visits of the patient and discipline are checked against it.", false,
        [
            new("patient", FieldForm.Id, "", true) { Names = "patients" },
            new("discipline", Discipline, "", true),
            new("established", FieldForm.Date, "When it was written or dictated.", true),
            new("first_treatment", FieldForm.Date, "The first treatment under it; the day it was established where not told."),
            new("certified", FieldForm.Date, "When the physician or practitioner signed it."),
            new("certified_by", Certifiers, "What who signed is."),
            new("verbal_order", FieldForm.Date, "A verbal certification."),
            new("order_signed", FieldForm.Date, "When the order or referral was signed."),
            new("ordered_by", Certifiers, "What who ordered is."),
            new("sent_to_orderer", FieldForm.Date, "When the plan was sent to who ordered."),
            new("delayed_certification", FieldForm.Prose(200), "The reason that a late signature carries."),
            new("recertified", FieldForm.Date, "The latest recertification."),
            new("ends", FieldForm.Date, "The last day of its duration."),
            new("last_report", FieldForm.Date, "The latest progress report."),
        ]),
        new("tasks", "What somebody is to do by a day.", false,
        [
            new("text", FieldForm.Prose(200), "What.", true),
            new("due", FieldForm.Date, "By when.", true),
            new("patient", FieldForm.Id, "About whom.") { Names = "patients" },
            new("for", FieldForm.Prose(60), "Who does it, in your words."),
        ]),
        new("notes", "What is worth knowing about a patient, apart from treatment.", false,
        [
            new("patient", FieldForm.Id, "", true) { Names = "patients" },
            new("text", FieldForm.Prose(2000), "The note.", true),
        ]),
        new("charges", "What you charge for one unit, for visits that do not tell it.", false,
        [
            new("code", FieldForm.Code, "", true), new("charge", FieldForm.Amount, "Dollars for one unit.", true),
            new("from", FieldForm.Date, "First day."), new("to", FieldForm.Date, "Last day."),
        ]),
        new("claims", "What one claim has of its own.", false,
        [
            new("visit", FieldForm.Id, "The visit's id.", true),
            new("frequency", FieldForm.OneOf(("original", "1"), ("replacement", "7"), ("void", "8")), "CLM05-3, box 22."),
            new("payer_control_number", FieldForm.Text(50), "The payer's number of the claim that is replaced or voided: REF*F8."),
            new("patient_paid", FieldForm.Amount, "AMT*F5, box 29."),
            new("delay_reason", FieldForm.OneOf("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "15"), "CLM20: why it is sent late."),
            new("note", FieldForm.Text(80), "NTE02, box 19."),
            new("note_kind", FieldForm.OneOf("ADD", "CER", "DCP", "DGN", "TPO"), "NTE01; ADD where not told."),
        ]),
        new("attachments", "Documents that go with a claim, PWK: at most ten.", false,
        [
            new("visit", FieldForm.Id, "", true),
            new("type", FieldForm.Text(2), "PWK01, two characters.", true),
            new("sent", FieldForm.OneOf("AA", "BM", "EL", "EM", "FT", "FX"), "PWK02: AA on request, BM by mail, EL electronically, EM by mail of the net, FT file, FX by fax.", true),
            new("number", FieldForm.Text(50), "PWK06: what the document bears; needed but on request."),
        ]),
        new("decisions", "What an earlier payer did, for claims to the next: from its remittance.", false,
        [
            new("visit", FieldForm.Id, "", true),
            new("payer", FieldForm.Id, "", true) { Names = "payers" },
            new("line", FieldForm.Whole, "Number of the bill's line; of the claim as a whole where not told."),
            new("paid", FieldForm.Amount, "Dollars: SVD02, AMT*D.", true),
            new("units", FieldForm.Whole, "Units paid; those billed where not told."),
            new("decided", FieldForm.Date, "DTP*573.", true),
            new("adjustments", FieldForm.Adjustments, "CAS."),
        ]),
    ];

    public static PracticeSection? Find(string name) => All.FirstOrDefault(section => section.Name == name);

    static IEnumerable<PracticeField> Person(bool needed, string prefix = "") =>
    [
        new(prefix + "last", FieldForm.Text(60), "Last name.", needed), new(prefix + "first", FieldForm.Text(35), "First name.", needed),
        new(prefix + "middle", FieldForm.Text(25), "Middle name or initial."), new(prefix + "suffix", FieldForm.Text(10), "JR, III."),
    ];

    static IEnumerable<PracticeField> Address(string prefix, FieldForm street, string says, FieldForm? zip = null) =>
    [
        new(prefix + "street", street, says), new(prefix + "street2", FieldForm.Text(55), ""), new(prefix + "city", FieldForm.Text(30), ""), new(prefix + "state", FieldForm.State, ""), new(prefix + "zip", zip ?? FieldForm.Zip, ""),
    ];
}
