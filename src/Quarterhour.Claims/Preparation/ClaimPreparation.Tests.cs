using Quarterhour.Billing;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;
using Quarterhour.Claims;
using Xunit;

namespace Quarterhour.Tests.Claims;

public sealed class ClaimPreparationTests
{
    /// <summary>Each is the made practice and visit with one thing changed, and what holds the claim.</summary>
    static readonly (string Kind, string Old, string New, Func<Visit, Visit>? Change, string Message)[] Held =
    [
        ("bill", "", "", visit => visit with { Payer = "nobody" }, "unknown-payer: "),
        ("no-lines", "", "", visit => visit with { Interventions = [] }, "nothing of it is billed"),
        ("institutional", "", "", visit => visit with { Setting = Setting.Hospital }, "goes on an institutional claim"),
        ("institutional", "", "", visit => visit with { Practice = Billing.Visits.Practice.Institution }, "goes on an institutional claim"),
        ("institutional", "zip: 43215-1234", "zip: 43215-1234, kind: rehabilitation-agency", null, "facilities F1: a rehabilitation-agency bills therapy on institutional claims"),
        ("not-named", "", "", visit => visit with { Patient = null }, "no patient is named"),
        ("not-named", "", "", visit => visit with { Clinician = null }, "no clinician is named"),
        ("unknown", "", "", visit => visit with { Patient = "P2" }, "patient \"P2\" is not in practice.yaml, patients; did you mean \"P1\"?"),
        ("unknown", "", "", visit => visit with { Clinician = "PT9" }, "clinician \"PT9\" is neither id nor NPI in practice.yaml, providers; did you mean \"PT1\"?"),
        ("unknown", "", "", visit => visit with { Facility = "F9" }, "facility \"F9\" is not in practice.yaml, facilities"),
        ("missing", "birth: 1948-02-13, ", "", null, "patients P1: birth is missing; it takes a day as YYYY-MM-DD"),
        ("missing", ", phone: 614-555-0100", "", null, "submitter: phone is missing; it takes a telephone number of ten digits"),
        ("missing", "npi: 2000000028, taxonomy: 225100000X", "npi: 2000000028", null, "providers PT1: taxonomy is missing, of who treats"),
        ("missing", "filing: MB", "filing: MB, initial_treatment: yes", null, "medicare wants initial_treatment, and it is blank"),
        ("missing", "- { id: house, name: House, number: HOUSE1 }", "- { id: a, name: A, number: A }\n  - { id: b, name: B, number: B }", null, "payers medicare: receiver is missing, while there are several receivers"),
        ("form", "npi: 2000000010", "npi: 2000000011", null, "facilities F1: npi: \"2000000011\" is not an NPI: ten digits, the last of which is their check digit"),
        ("form", "zip: 43215-1234", "zip: 43215", null, "zip: \"43215\" is not a ZIP code of nine digits"),
        ("form", "zip: 43215-1234", "zip: 43215-1234, pos: 12", null, "zip: \"43215\" has five digits; nine are needed where the visit was at the patient's home"),
        ("form", "2 Clinic Road", "P.O. Box 17", null, "street: \"P.O. Box 17\" is not a street, no post office box"),
        ("form", "tax_id: 00-1234567", "tax_id: 123", null, "tax_id: \"123\" is not a tax id of nine digits"),
        ("form", "taxonomy: 225100000X", "taxonomy: 225100000", null, "taxonomy: \"225100000\" is not a taxonomy code"),
        ("form", "first: Ada", "first: Zoë", null, "first: \"Zoë\" is not text of at most 35 characters, without accents"),
        ("form", "first: Ada", "first: \"A:da\"", null, "first: \"A:da\" is not text"),
        ("form", "sex: female", "sex: femal", null, "sex: \"femal\" is not known; did you mean \"female\"?"),
        ("form", "state: OH, zip: 43215 ", "state: Ohio, zip: 43215 ", null, "state: \"Ohio\" is not a state's two letters"),
        ("coverage", "patient: P1, payer: medicare", "patient: P1, from: 2026-06-01, payer: medicare", null, "patients P1: no coverage by medicare on 2026-05-04 in coverages"),
        ("coverage", "member: 1S00-A00-AA00 }", "member: 1S00-A00-AA00 }\n  - { patient: P1, payer: medicare, member: 1S00-A00-AA01 }", null, "a second coverage by medicare on 2026-05-04"),
        ("coverage", "member: 1S00-A00-AA00 }", "member: 1S00-A00-AA00 }\n  - { patient: P1, payer: commercial-cms, member: X }", null, "two coverages on 2026-05-04 are primary"),
        ("member-id", "1S00-A00-AA00", "123456789A", null, "member: \"123456789A\" is not a Medicare number"),
        ("diagnosis", "", "", visit => visit with { Diagnoses = [] }, "line 1, 97110, points to no diagnosis"),
        ("diagnosis", "", "", visit => visit with { Diagnoses = [.. Enumerable.Range(0, 13).Select(i => $"M54.1{i % 9}")] }, "13 diagnoses; a claim holds 12"),
        ("diagnosis", "", "", visit => visit with { Diagnoses = ["M54.16", "BACK PAIN"] }, "\"BACK PAIN\" is not of the form of an ICD-10-CM code"),
        ("charge", "", "", visit => visit with { Interventions = [new(Made.Code("97110"), 30)] }, "line 1, 97110, has no charge; none is made up"),
        ("referring-provider", "certified_by: DR1", "onset: 2026-04-01", null, "medicare wants who certified the plan of care, and certified_by and referred_by are blank"),
        ("referring-provider", "  - { patient: P1, certified_by: DR1 }", "", null, "medicare wants who certified the plan of care, and cases have none of this patient on the date"),
        ("rendering-provider", "npi: 2000000028, ", "", null, "providers PT1: has no npi to bill with, and bills_under names no therapist"),
        ("accident", "certified_by: DR1", "certified_by: DR1, accident: other", null, "accident_date is missing"),
        ("accident", "certified_by: DR1", "certified_by: DR1, accident: auto, accident_date: 2026-04-01", null, "accident_state is missing, which an automobile accident needs"),
        ("case", "certified_by: DR1 }", "certified_by: DR1 }\n  - { patient: P1, certified_by: DR1 }", null, "fits visit V1 as well as that of line 18"),
        ("authorization", "filing: MB", "filing: MB, authorization: yes", null, "medicare wants an authorization, and none is in force on 2026-05-04"),
        ("authorization", "", "authorizations:\n  - { patient: P1, payer: medicare, number: AUTH2, from: 2026-04-01, to: 2026-05-01 }\n", null, "authorization AUTH2 of medicare is for 2026-04-01 to 2026-05-01, and none is in force on 2026-05-04"),
        ("payer-control-number", "", "claims:\n  - { visit: V1, payer_control_number: ICN1 }\n", null, "an original claim names the payer's number ICN1"),
        ("originals-only", "", "claims:\n  - { visit: V1, frequency: replacement, payer_control_number: ICN1 }\n", null, "medicare takes original claims alone"),
        ("medicare-second", "payer: medicare", "payer: medicare, order: secondary", null, "secondary_reason is missing, while Medicare is not primary"),
        ("attachment", "", "attachments:\n  - { visit: V1, type: OZ, sent: FX }\n", null, "number is missing, while the document is sent (FX)"),
        ("dates", "birth: 1948-02-13", "birth: 2048-02-13", null, "born on 2048-02-13, after the visit of 2026-05-04"),
        ("dates", "certified_by: DR1", "certified_by: DR1, onset: 2026-06-01", null, "onset 2026-06-01 is after the visit of 2026-05-04"),
        ("size", "", "", visit => visit with { Interventions = [new(Made.Code("97110"), 30, Charge: 30_000_000m), new(Made.Code("97140"), 15, Charge: 60_000_000m)] }, "the lines charge 120000000.00"),
        ("size", "", "", visit => visit with { Interventions = [new(Made.Code("97110"), 30, Charge: 90_000_000m)] }, "line 1, 97110, charges 180000000.00"),
    ];

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Held.Length)];

    [Theory, MemberData(nameof(Cases))]
    public void Each_reason_holds_its_claim(int index)
    {
        var (kind, old, @new, change, message) = Held[index];
        string yaml = old.Length == 0 ? MadePractice.Yaml + @new : MadePractice.Yaml.Replace(old, @new, StringComparison.Ordinal);
        Assert.True(change is not null || yaml != MadePractice.Yaml, $"nothing was changed: {old}");
        var prepared = MadePractice.Prepare(yaml, (change ?? (static visit => visit))(MadePractice.Visit()));
        Assert.Null(prepared.Claim);
        var hold = Assert.Single(prepared.Holds, hold => hold.Message.Contains(message, StringComparison.Ordinal));
        Assert.Equal(kind, hold.Kind.Id);
        Assert.NotEmpty(hold.Fix);
        Assert.Matches(change is null ? "^practice.yaml:[0-9]+$" : "^visit V1$", hold.Where);
    }

    [Fact]
    public void Every_kind_is_tried() =>
        Assert.Equal(HoldKind.All.Select(static kind => kind.Id).Order(), Held.Select(static one => one.Kind).Concat(["already-sent", "earlier-payer", "number", "paper", "timely-filing"]).Distinct().Order());

    [Fact]
    public void A_claim_holds_what_the_practice_and_the_visit_say()
    {
        var claim = MadePractice.Claim();
        Assert.Equal(("V1-P1", "11", "1S00A00AA00", 200m, "DR1", "PT1"), (claim.Number, claim.PlaceOfService, claim.Coverage.MemberId, claim.Charge, claim.Referring!.Id, claim.Rendering!.Id));
        Assert.Equal(["M54.16", "M62.81"], claim.Diagnoses);
        Assert.Equal(["V1-P1-1 97110-GP x2 136 1,2", "V1-P1-2 97140-GP x1 64 1,2"], claim.Lines.Select(static line => $"{line.ControlNumber} {line.Code}-{string.Join('-', line.Modifiers)} x{line.Units} {line.Charge:F0} {string.Join(',', line.DiagnosisPointers)}"));
    }

    [Fact]
    public void What_is_expected_is_what_the_bill_says()
    {
        var bill = MadePractice.Bill(MadePractice.Visit() with { DeductibleLeft = 0, YearToDate = 0 });
        var claim = MadePractice.Preparation(MadePractice.Read(MadePractice.Yaml)).Prepare(bill).Claim!;
        Assert.Equal(bill.Totals.Allowed, claim.Lines.Sum(static line => line.Expected!.Allowed));
        Assert.Equal(bill.Totals.Share!.Value.PayerPays, claim.Lines.Sum(static line => line.Expected!.PayerPays));
        Assert.All(claim.Lines, static line => Assert.True(line.Expected!.Unreduced >= line.Expected.Allowed));
    }

    [Fact]
    public void An_assistant_is_billed_in_the_name_of_the_therapist() => Assert.Equal("PT1", MadePractice.Claim(visit: MadePractice.Visit() with { Clinician = "PTA1" }).Rendering!.Id);

    [Fact]
    public void A_clinician_may_be_named_by_npi() => Assert.Equal("PT1", MadePractice.Claim(visit: MadePractice.Visit() with { Clinician = "2000000028" }).Rendering!.Id);

    [Fact]
    public void Who_bills_in_person_is_not_named_again()
    {
        string own = MadePractice.Yaml.Replace("id: F1, name: Clinic, npi: 2000000010", "id: F1, last: Stride, first: Pat, npi: 2000000028", StringComparison.Ordinal);
        Assert.Null(MadePractice.Claim(own).Rendering);
        Assert.Null(MadePractice.Claim(own, MadePractice.Visit() with { Clinician = null }).Rendering);
    }

    [Fact]
    public void Charges_that_visits_do_not_tell_come_from_the_practice() => Assert.Equal([120m, 55m],
        MadePractice.Claim(MadePractice.Yaml + "charges:\n  - { code: 97110, charge: 50, to: 2025-12-31 }\n  - { code: 97110, charge: 60.00, from: 2026-01-01 }\n  - { code: 97140, charge: 55 }\n",
            MadePractice.Visit() with { Interventions = [new(Made.Code("97110"), 30), new(Made.Code("97140"), 15)] }).Lines.Select(static line => line.Charge));

    [Fact]
    public void Days_that_only_some_payers_want_go_to_those()
    {
        string told = MadePractice.Yaml.Replace("certified_by: DR1", "certified_by: DR1, initial_treatment: 2026-04-20, last_seen: 2026-04-12", StringComparison.Ordinal);
        var (silent, asked) = (MadePractice.Claim(told), MadePractice.Claim(told.Replace("filing: MB", "filing: MB, initial_treatment: yes, last_seen: yes", StringComparison.Ordinal)));
        Assert.Equal((null, null), (silent.InitialTreatment, silent.LastSeen));
        Assert.Equal((new DateOnly(2026, 4, 20), new DateOnly(2026, 4, 12)), (asked.InitialTreatment!.Value, asked.LastSeen!.Value));
    }

    [Fact]
    public void The_case_that_says_most_is_taken() => Assert.Equal(new DateOnly(2026, 4, 3), MadePractice.Claim(MadePractice.Yaml.Replace("  - { patient: P1, certified_by: DR1 }", """
          - { patient: P1, certified_by: DR1, onset: 2026-04-01 }
          - { patient: P1, certified_by: DR1, onset: 2026-04-02, from: 2026-05-01 }
          - { patient: P1, certified_by: DR1, onset: 2026-04-03, discipline: PT }
          - { patient: P1, certified_by: DR1, onset: 2026-04-04, discipline: OT }
          - { patient: P1, certified_by: DR1, onset: 2026-04-05, discipline: PT, to: 2026-04-30 }
        """, StringComparison.Ordinal)).Onset);

    [Fact]
    public void A_payer_is_found_by_its_profile_too()
    {
        string yaml = MadePractice.Yaml.Replace("id: commercial-cms,", "id: lakeside, profile: commercial-cms,", StringComparison.Ordinal).Replace("payer: medicare, member: 1S00-A00-AA00", "payer: lakeside, member: L1", StringComparison.Ordinal);
        Assert.Equal("lakeside", MadePractice.Claim(yaml, MadePractice.Visit(payer: "commercial-cms")).Coverage.Payer.Id);
    }

    [Fact]
    public void A_replacement_needs_the_payer_s_number()
    {
        string yaml = MadePractice.Yaml.Replace("payer: medicare, member: 1S00-A00-AA00", "payer: commercial-cms, member: L1", StringComparison.Ordinal) + "claims:\n  - { visit: V1, frequency: replacement }\n";
        var visit = MadePractice.Visit(payer: "commercial-cms");
        Assert.Equal("payer-control-number", Assert.Single(MadePractice.Prepare(yaml, visit).Holds).Kind.Id);
        var claim = MadePractice.Claim(yaml.Replace("replacement }", "replacement, payer_control_number: ICN9 }", StringComparison.Ordinal), visit);
        Assert.Equal(("V1-P7", ClaimFrequency.Replacement, "ICN9"), (claim.Number, claim.Frequency, claim.PayerControlNumber));
    }

    [Fact]
    public void A_referral_number_needs_who_referred()
    {
        string yaml = MadePractice.Yaml.Replace("filing: MB", "filing: MB, referring: no", StringComparison.Ordinal).Replace("certified_by: DR1", "referral_number: R1", StringComparison.Ordinal);
        Assert.Equal("cases of P1: referral R1 stands without who referred", Assert.Single(MadePractice.Prepare(yaml, MadePractice.Visit()).Holds).Message);
        Assert.Equal("R1", MadePractice.Claim(yaml.Replace("referral_number: R1", "referral_number: R1, referred_by: DR1", StringComparison.Ordinal)).ReferralNumber);
    }

    [Fact]
    public void Units_that_stand_on_another_visit_of_the_day_are_billed_there()
    {
        Visit morning = MadePractice.Visit() with { Interventions = [new(Made.Code("97110"), 10, Charge: 68m)] }, noon = MadePractice.Visit("V2") with { Interventions = [new(Made.Code("97110"), 12, Charge: 68m)] };
        var preparation = MadePractice.Preparation(MadePractice.Read(MadePractice.Yaml));
        var prepared = new Quarterhour.Billing.Day.BillingRun(Quarterhour.Reference.BuiltInTables.Open(), Quarterhour.Billing.Payers.BuiltInPayers.All).Bills([morning, noon]).Select(preparation.Prepare).ToList();
        Assert.Equal("its units stand on visit V2, whose claim bills them", Assert.Single(prepared[0].Holds).Message);
        Assert.Equal(1, prepared[1].Claim!.Lines.Single().Units);
    }

    [Fact]
    public void Two_visits_never_share_a_number()
    {
        var preparation = MadePractice.Preparation(MadePractice.Read(MadePractice.Yaml));
        var bill = MadePractice.Bill(MadePractice.Visit());
        Assert.NotNull(preparation.Prepare(bill).Claim);
        Assert.Equal("number", Assert.Single(preparation.Prepare(bill).Holds).Kind.Id);
    }

    [Theory]
    [InlineData("V1", "V1-P1")]
    [InlineData("2026-05-04A", "2026-05-04A-P1")]
    [InlineData("2026-05-04AB", null)]
    [InlineData("v1", null)]
    [InlineData("visit 1", null)]
    [InlineData("", null)]
    public void A_number_is_the_visit_s_id_or_stands_for_it(string visit, string? number)
    {
        string made = ClaimNumber.Of(visit, CoverageOrder.Primary, ClaimFrequency.Original);
        Assert.Equal(number ?? made, made);
        Assert.Matches("^[0-9A-Z-]{1,11}-P1$", made);
        if (number is null) Assert.Matches("^[0-9A-HJKMNP-TV-Z]{11}-P1$", made);
    }
}
