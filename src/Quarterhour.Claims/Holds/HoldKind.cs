namespace Quarterhour.Claims;

/// <summary>A kind of reason for which a claim is held.</summary>
/// <param name="Id">Stable, for programs.</param>
/// <param name="Says">When it occurs, one sentence.</param>
/// <param name="Fix">What to do.</param>
public sealed record HoldKind(string Id, string Says, string Fix)
{
    public static readonly HoldKind
        Bill = new("bill", "The bill has a finding that stops it.", "Mend what the finding says, and bill the visit again."),
        NoLines = new("no-lines", "The bill has no line: its units stand on another visit of the day, or nothing in it can be billed.", "Nothing is to be sent for this visit; `bill` says where its minutes went."),
        Institutional = new("institutional", "Therapy of a hospital, rehabilitation agency, CORF, skilled nursing facility or home health agency goes on an institutional claim.", "Send it as 837I or UB-04, which this program does not write yet."),
        NotNamed = new("not-named", "The visit does not name its patient, facility or clinician.", "Fill the visit's column."),
        Unknown = new("unknown", "The visit names somebody whom the practice file does not have.", "Add the entry, or correct the name."),
        Missing = new("missing", "A field that the claim needs is blank in the practice file.", "Fill it in the practice file."),
        Form = new("form", "A field of the practice file is not of its form: check digit, length, nine digits of ZIP, a street that is a post office box, a character that claims can't carry.", "Correct it in the practice file."),
        Coverage = new("coverage", "The patient has no coverage by the visit's payer on the date, or two of the same.", "Add the coverage, or correct its days."),
        MemberId = new("member-id", "A Medicare number is not of Medicare's form.", "Copy it from the card again: eleven characters, no dashes."),
        Diagnosis = new("diagnosis", "A line points to no diagnosis, the visit has more than twelve, or one is not of the form of ICD-10-CM.", "Correct the visit's dx."),
        Charge = new("charge", "A line has no charge, neither in the visit nor in the practice file's charges; none is made up.", "Fill the visit's charge, or add the code to charges."),
        Referring = new("referring-provider", "The payer wants the provider who certified the plan of care or referred, or a referral number stands without one.", "Name them in cases: certified_by or referred_by."),
        Rendering = new("rendering-provider", "Who treated is an assistant, or has no NPI, and no therapist is named in whose name it is billed.", "Fill npi and taxonomy, or bills_under, in providers."),
        Accident = new("accident", "An accident lacks its date, or an automobile accident its state.", "Fill accident_date and accident_state in cases."),
        Case = new("case", "Two cases, two authorizations, or two entries of claims fit the visit equally well.", "Give them days, disciplines or payers that do not overlap, or take one out."),
        Authorization = new("authorization", "The payer wants an authorization on every claim and none is in force on the date, those of the patient do not cover the date, or the visits for which one stands are used up.", "Ask the payer for another, and add it to authorizations."),
        ControlNumber = new("payer-control-number", "A replacement or void lacks the payer's number of the claim, or an original has one.", "Fill payer_control_number in claims for a replacement or void, and for those alone."),
        OriginalsOnly = new("originals-only", "The payer takes no replacements and voids; Medicare Part B is one.", "Ask the payer to reopen the claim instead."),
        MedicareSecond = new("medicare-second", "Medicare pays after another, and why is not told.", "Fill secondary_reason in coverages."),
        EarlierPayer = new("earlier-payer", "A payer before this one has not decided, or its decision does not account for the charge.", "Copy the remittance's amounts to decisions, or post it (remit --post) and make the claim with --record."),
        Attachment = new("attachment", "A document that is sent has no number, or there are more than ten.", "Fill number in attachments."),
        Dates = new("dates", "A date can't be: service before birth or after the day of the file, an accident or onset after the service.", "Correct the date."),
        TimelyFiling = new("timely-filing", "The day by which the payer takes claims has passed: of Medicare one calendar year after the service, of another what filing_days says.", "Tell why it is late (delay_reason, in claims) where the payer lets that count; else it can't be billed any more, not to the patient either."),
        Size = new("size", "More than a claim can hold: 50 lines, 99,999,999.99 dollars, four modifiers.", "Divide the visit, or correct the figure."),
        Number = new("number", "Another claim of the run has the same number.", "Give each visit its own id."),
        Sent = new("already-sent", "An original of the visit was sent before, and was neither rejected nor, where it is otherwise now, denied.", "Send a replacement or a void (frequency, in claims), or ask the payer to reopen it."),
        Paper = new("paper", "What the claim holds does not fit the paper form.", "Send it as 837P.");

    /// <summary>All, in the order of the guide.</summary>
    public static IReadOnlyList<HoldKind> All { get; } =
    [
        Bill, NoLines, Institutional, NotNamed, Unknown, Missing, Form, Coverage, MemberId, Diagnosis, Charge, Referring, Rendering, Accident, Case, Authorization, ControlNumber, OriginalsOnly,
        MedicareSecond, EarlierPayer, Attachment, Dates, TimelyFiling, Size, Number, Sent, Paper,
    ];
}
