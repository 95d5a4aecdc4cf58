using CsCheck;
using Quarterhour.Claims;
using Claim = Quarterhour.Claims.Claim;

namespace Quarterhour.Tests;

/// <summary>Claims of made practices, of every kind that a practice file can tell.</summary>
/// <param name="Practice">The practice.</param>
/// <param name="Claims">Those that were not held; at least one.</param>
sealed record MadeClaims(PracticeRecords Practice, IReadOnlyList<Claim> Claims)
{
    static readonly string[] Filings = ["MB", "CI", "BL", "HM", "CH", "MC", "16"], Codes = ["97110", "97112", "97140", "97530", "97035"];

    static readonly Gen<string> Name = Of("Elm", "O'Birch", "Van Ash", "Fir-Oak", "Rowan, Jr", "St. Yew");

    static readonly Gen<string> Patient = from last in Name from first in Name from middle in Of("", ", middle: Q") from suffix in Of("", ", suffix: III")
                                          from phone in Of("", ", phone: 614-555-0199") from sex in Of("female", "M", "unknown") from zip in Of("43215", "43215-1234", "43215-1234")
                                          select $"last: \"{last}\", first: \"{first}\", birth: 1948-02-13, sex: {sex}, street: 1 Road, city: Columbus, state: OH, zip: {zip}{middle}{suffix}{phone}";

    static readonly Gen<string> Course = from onset in Of("", ", onset: 2026-04-01") from first in Of("", ", initial_treatment: 2026-04-20") from referral in Of("", ", referred_by: DR1, referral_number: R1")
                                         from accident in Of("", ", accident: auto, accident_date: 2026-03-01, accident_state: OH", ", accident: other, accident_date: 2026-03-01", ", accident: employment, accident_date: 2026-03-01, claim_number: INJ")
                                         from supervised in Of("", ", supervised_by: DR1")
                                         select "certified_by: DR1" + onset + first + referral + accident + supervised;

    static readonly Gen<string> Policy = from other in Gen.Bool from relationship in Of("spouse", "child", "other") from address in Gen.Bool from birth in Gen.Bool from name in Name from grouped in Of("", ", group: G1", ", group_name: Works")
                                         select !other ? grouped : $"{grouped}, relationship: {relationship}, subscriber_last: \"{name}\", subscriber_first: Al{(address ? ", subscriber_street: 2 Road, subscriber_city: Columbus, subscriber_state: OH, subscriber_zip: 43215" : "")}{(birth ? ", subscriber_birth: 1950-03-04, subscriber_sex: male" : "")}";

    static readonly Gen<string> Payer = from filing in Of(Filings) from wants in Of("", ", initial_treatment: yes", ", referring: yes") from assigned in Of("", ", assignment: no", ", benefits_assigned: no")
                                        from address in Of("", ", street: PO Box 3, city: Columbus, state: OH, zip: 43215")
                                        select $"filing: \"{filing}\"{wants}{assigned}{address}";

    static readonly Gen<string> Facility = from place in Of("", ", place_name: East, place_street: 9 Road, place_city: Columbus, place_state: OH, place_zip: 432159876") from pay in Of("", ", pay_to_street: PO Box 9, pay_to_city: Columbus, pay_to_state: OH, pay_to_zip: 43216")
                                           from person in Of("name: Clinic", "last: Elm, first: Jo, tax_id_kind: ssn") from phone in Of("", ", phone: 614-555-0177") from pos in Of("11", "12", "10", "49")
                                           select $"{person}, npi: 2000000010, tax_id: 001234567, taxonomy: 261QP2000X, street: 2 Road, city: Columbus, state: OH, zip: 432151234, pos: {pos}{place}{pay}{phone}";

    static readonly Gen<Billing.Visits.Visit> Visit = from id in Gen.Int[0, 999] from patient in Gen.Int[1, 3] from codes in Gen.Shuffle(Codes) from count in Gen.Int[1, 3] from charge in Gen.Int[1, 50_000] from dx in Gen.Int[1, 12] from clinician in Of("PT1", "PTA1")
                                                      select MadePractice.Visit($"V{id}") with
                                                      {
                                                          Patient = $"P{patient}", Clinician = clinician, Payer = $"payer{patient}", Diagnoses = [.. Enumerable.Range(0, dx).Select(static i => $"M54.{10 + i}")],
                                                          Interventions = [.. codes.Take(count).Select(code => new Billing.Visits.Intervention(Made.Code(code), 15, Charge: charge / 100m))],
                                                      };

    public static readonly Gen<MadeClaims> Any = (from facility in Facility from patients in Patient.Array[3] from policies in Policy.Array[3] from payers in Payer.Array[3] from courses in Course.Array[3] from visits in Visit.Array[1, 6]
                                                  from second in Gen.Bool.Array[3] from own in Of("", ", patient_paid: 0.01", ", note: \"Said, done.\"")
                                                  select Make(facility, patients, policies, payers, courses, visits, second, own)).Where(static made => made.Claims.Count > 0);

    static Gen<string> Of(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);

    static MadeClaims Make(string facility, string[] patients, string[] policies, string[] payers, string[] courses, Billing.Visits.Visit[] visits, bool[] second, string own)
    {
        var yaml = new System.Text.StringBuilder($$"""
            submitter: { name: Clinic, number: SENDER1, contact: Ann, phone: 614-555-0100 }
            receivers:
              - { id: house, name: House, number: HOUSE1 }
            facilities:
              - { id: F1, {{facility}} }
            providers:
              - { id: PT1, last: Stride, first: Pat, npi: 2000000028, taxonomy: 225100000X }
              - { id: PTA1, last: Pace, first: Kim, bills_under: PT1 }
              - { id: DR1, last: Wellstep, first: Morgan, npi: 2000000069 }
            payers:
              - { id: other, name: Other, number: OTH1, filing: CI }

            """);
        for (int i = 0; i < 3; i++) yaml.Append($"  - {{ id: payer{i + 1}, name: Payer, number: N{i}, profile: commercial-ama, {payers[i]} }}\n");
        yaml.Append("patients:\n");
        for (int i = 0; i < 3; i++) yaml.Append($"  - {{ id: P{i + 1}, {patients[i]} }}\n");
        yaml.Append("coverages:\n");
        for (int i = 0; i < 3; i++)
        {
            // Medicare's number, which other payers take as well
            yaml.Append($"  - {{ patient: P{i + 1}, payer: payer{i + 1}, member: 1S00A00AA0{i}{policies[i]} }}\n");
            if (second[i]) yaml.Append($"  - {{ patient: P{i + 1}, payer: other, order: secondary, member: M{i} }}\n");
        }
        yaml.Append("cases:\n");
        for (int i = 0; i < 3; i++) yaml.Append($"  - {{ patient: P{i + 1}, {courses[i]} }}\n");
        yaml.Append("claims:\n");
        foreach (var visit in visits.DistinctBy(static visit => visit.Id)) yaml.Append($"  - {{ visit: {visit.Id}{own} }}\n");
        var practice = MadePractice.Read(yaml.ToString());
        var preparation = MadePractice.Preparation(practice);
        var claims = visits.DistinctBy(static visit => visit.Id).Select(visit => preparation.Prepare(MadePractice.Bill(visit with { Payer = "commercial-ama" })).Claim).OfType<Claim>().ToList();
        return new(practice, claims);
    }
}
