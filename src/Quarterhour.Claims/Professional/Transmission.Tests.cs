using CsCheck;
using Quarterhour.Claims;
using Quarterhour.X12;
using Xunit;

namespace Quarterhour.Tests.Claims;

public sealed class TransmissionTests
{
    static readonly DateOnly Sent = new(2026, 5, 11);

    static IReadOnlyList<Transmission> Of(string yaml, params IReadOnlyList<Quarterhour.Claims.Claim> claims) => Transmissions.Of(MadePractice.Read(yaml), claims, Sent);

    static byte[] Bytes(Transmission file)
    {
        using var stream = new MemoryStream();
        file.Write(stream);
        return stream.ToArray();
    }

    static List<string> Wrong(byte[] file) => [.. X12Check.Run(file).Findings.Select(static finding => $"{finding.Id} {finding.Message}")];

    [Fact]
    public void A_claim_is_written_as_the_guide_has_it()
    {
        string[] segments = MadePractice.Segments(Of(MadePractice.Yaml, MadePractice.Claim())[0]);
        Assert.Equal(
        [
            "HL*1**20*1", "PRV*BI*PXC*261QP2000X", "NM1*85*2*CLINIC*****XX*2000000010", "N3*2 CLINIC ROAD", "N4*COLUMBUS*OH*432151234", "REF*EI*001234567",
            "HL*2*1*22*0", "SBR*P*18*******MB", "NM1*IL*1*BIRCHWELL*ADA****MI*1S00A00AA00", "N3*12 SAMPLE STREET", "N4*COLUMBUS*OH*43215", "DMG*D8*19480213*F", "NM1*PR*2*MEDICARE*****PI*15202",
            "CLM*V1-P1*200***11:B:1*Y*A*Y*Y", "HI*ABK:M5416*ABF:M6281", "NM1*DN*1*WELLSTEP*MORGAN****XX*2000000069", "NM1*82*1*STRIDE*PAT****XX*2000000028", "PRV*PE*PXC*225100000X",
            "LX*1", "SV1*HC:97110:GP*136*UN*2***1:2", "DTP*472*D8*20260504", "REF*6R*V1-P1-1", "LX*2", "SV1*HC:97140:GP*64*UN*1***1:2", "DTP*472*D8*20260504", "REF*6R*V1-P1-2",
        ], segments[7..^4]);
    }

    [Fact]
    public void All_that_a_claim_may_tell_passes_our_checks()
    {
        string yaml = MadePractice.Yaml.Replace("filing: CI }", "filing: CI, initial_treatment: yes, last_seen: yes, authorization: yes, benefits_assigned: no, assignment: no, street: PO Box 1, city: Columbus, state: OH, zip: 43215 }", StringComparison.Ordinal)
            .Replace("zip: 43215-1234 }", "zip: 43215-1234, phone: 614-555-0111, pay_to_street: PO Box 9, pay_to_city: Columbus, pay_to_state: OH, pay_to_zip: 43216, place_name: East Clinic, place_street: 9 East Road, place_city: Columbus, place_state: OH, place_zip: 43215-9876, place_npi: 2000000077 }", StringComparison.Ordinal)
            .Replace("member: 1S00-A00-AA00 }", "member: 1S00-A00-AA00, order: tertiary, secondary_reason: 12 }\n  - { patient: P1, payer: commercial-cms, order: secondary, member: L1, group: G7, group_name: Works, relationship: spouse, subscriber_last: Birchwell, subscriber_first: Bo, subscriber_street: 12 Sample Street, subscriber_city: Columbus, subscriber_state: OH, subscriber_zip: 43215, subscriber_birth: 1950-01-02, subscriber_sex: male }\n  - { patient: P1, payer: first, member: F1 }", StringComparison.Ordinal)
            .Replace("payers:", "payers:\n  - { id: first, name: First, number: FST, filing: BL, profile: commercial-ama }", StringComparison.Ordinal)
            .Replace("certified_by: DR1 }", "certified_by: DR1, referred_by: DR1, supervised_by: DR1, referral_number: RF1, onset: 2026-04-01, initial_treatment: 2026-04-20, last_seen: 2026-04-12, accident: auto, accident_date: 2026-03-31, accident_state: OH, claim_number: INJ1 }", StringComparison.Ordinal)
            + """
            authorizations:
              - { patient: P1, payer: commercial-cms, number: AUTH1, from: 2026-01-01 }
            claims:
              - { visit: V1, frequency: replacement, payer_control_number: ICN1, patient_paid: 10, delay_reason: 7, note: seen twice, note_kind: ADD }
            attachments:
              - { visit: V1, type: OZ, sent: FX, number: DOC1 }
            decisions:
              - { visit: V1, payer: first, line: 1, paid: 40.00, decided: 2026-05-20, adjustments: "CO-45 86.00, PR-2 10.00" }
              - { visit: V1, payer: first, line: 2, paid: 20.00, decided: 2026-05-20, adjustments: "CO-45 39.00, PR-2 5.00" }
            """;
        var claim = MadePractice.Claim(yaml, MadePractice.Visit(payer: "commercial-cms"));
        byte[] file = Bytes(Of(yaml, claim)[0]);
        Assert.Equal([], Wrong(file));
        string text = System.Text.Encoding.ASCII.GetString(file);
        Assert.All(new[]
        {
            "NM1*87*2~N3*PO BOX 9~", "PER*IC*CLINIC*TE*6145550111~", "SBR*S**G7******CI~", "NM1*IL*1*BIRCHWELL*BO****MI*L1~", "PAT*01~", "REF*Y4*INJ1~", "***11:B:7*Y*C*N*Y**AA:::OH*********7~DTP*431*D8*20260401~DTP*454*D8*20260420~DTP*304*D8*20260412~DTP*439*D8*20260331~",
            "PWK*OZ*FX***AC*DOC1~AMT*F5*10~REF*9F*RF1~REF*G1*AUTH1~REF*F8*ICN1~NTE*ADD*SEEN TWICE~", "NM1*77*2*EAST CLINIC*****XX*2000000077~", "NM1*DQ*1*WELLSTEP*MORGAN****XX*2000000069~",
            "SBR*P*18*******BL~AMT*D*60~OI***N***Y~", "SVD*FST*40*HC:97110:GP**2~CAS*CO*45*86~CAS*PR*2*10~DTP*573*D8*20260520~AMT*EAF*10~", "SBR*T*18***12****MB~",
        }, piece => Assert.Contains(piece, text, StringComparison.Ordinal));
    }

    [Fact]
    public void An_employer_s_policy_stands_above_its_employee()
    {
        string yaml = MadePractice.Yaml.Replace("filing: CI", "filing: WC", StringComparison.Ordinal).Replace("payer: medicare, member: 1S00-A00-AA00", "payer: commercial-cms, member: W1, relationship: employee, subscriber_name: Mill", StringComparison.Ordinal)
            .Replace("certified_by: DR1 }", "accident: employment, accident_date: 2026-04-01, claim_number: INJ1 }", StringComparison.Ordinal);
        byte[] file = Bytes(Of(yaml, MadePractice.Claim(yaml, MadePractice.Visit(payer: "commercial-cms")))[0]);
        Assert.Equal([], Wrong(file));
        Assert.Contains("NM1*IL*2*MILL*****MI*W1~", System.Text.Encoding.ASCII.GetString(file), StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_of_the_visits_does_not_matter()
    {
        var preparation = MadePractice.Preparation(MadePractice.Read(MadePractice.Yaml));
        var claims = Enumerable.Range(1, 20).Select(i => preparation.Prepare(MadePractice.Bill(MadePractice.Visit($"V{i}"))).Claim!).ToList();
        byte[] once = Bytes(Of(MadePractice.Yaml, [.. claims])[0]);
        claims.Reverse();
        Assert.Equal(once, Bytes(Of(MadePractice.Yaml, [.. claims])[0]));
    }

    [Fact]
    public void Control_numbers_follow_from_what_is_sent_or_from_the_first()
    {
        string yaml = MadePractice.Yaml.Replace("- { id: house, name: House, number: HOUSE1 }", "- { id: a, name: A, number: RA, usage: test, sender_number: S9 }\n  - { id: b, name: B, number: RB }", StringComparison.Ordinal)
            .Replace("filing: MB", "filing: MB, receiver: a", StringComparison.Ordinal).Replace("filing: CI", "filing: CI, receiver: b", StringComparison.Ordinal)
            .Replace("patients:", "patients:\n  - { id: P2, last: Elm, first: Bo, birth: 1990-02-13, sex: male, street: 1 Road, city: Columbus, state: OH, zip: 43215 }", StringComparison.Ordinal)
            .Replace("coverages:", "coverages:\n  - { patient: P2, payer: commercial-cms, member: L2 }", StringComparison.Ordinal);
        var practice = MadePractice.Read(yaml);
        Quarterhour.Claims.Claim[] claims = [MadePractice.Claim(yaml), MadePractice.Claim(yaml, MadePractice.Visit("V2", "commercial-cms") with { Patient = "P2" })];
        var first = Transmissions.Of(practice, claims, Sent);
        Assert.Equal(first.Select(static one => one.Control), Transmissions.Of(practice, claims, Sent).Select(static one => one.Control));
        Assert.Empty(first.Select(static one => one.Control).Intersect(Transmissions.Of(practice, claims, Sent.AddDays(1)).Select(static one => one.Control)));
        Assert.All(first, static one => Assert.InRange(one.Control, 1, 999_999_999));
        var numbered = Transmissions.Of(practice, claims, Sent, firstControl: 41, again: true);
        Assert.Equal([("a", 41), ("b", 42)], numbered.Select(static one => (one.Receiver.Id, one.Control)));
        string[] segments = MadePractice.Segments(numbered[0]);
        Assert.Equal("ISA*00*          *00*          *ZZ*S9             *ZZ*RA             *260511*0000*^*00501*000000041*0*T*:", segments[0]);
        Assert.Contains("BHT*0019*18*0000000410001*20260511*0000*CH", segments);
        Assert.Throws<OverflowException>(() => Transmissions.Of(practice, claims, Sent, firstControl: 999_999_999));
    }

    [Fact]
    public void A_transaction_holds_at_most_5000_claims()
    {
        var claim = MadePractice.Claim();
        var files = Of(MadePractice.Yaml, [.. Enumerable.Range(0, 10_001).Select(i => claim with { Number = $"V{i}-P1" })]);
        Assert.Equal([5000, 5000, 1], Assert.Single(files).Transactions.Select(static one => one.Claims.Length));
        Assert.Equal(["0001", "0002", "0003"], files[0].Transactions.Select(static one => one.Control));
        Assert.Equal([], Wrong(Bytes(files[0])));
    }

    /// <summary>Practices and visits of many kinds: what is written passes our checks, and read again it holds the same money.</summary>
    [Fact]
    public void What_is_written_passes_our_checks() => MadeClaims.Any.Sample(static made =>
    {
        byte[] file = Bytes(Transmissions.Of(made.Practice, made.Claims, Sent).Single());
        Assert.Equal([], X12Check.Run(file).Findings.Select(static finding => $"{finding.Id} {finding.Message}"));
        using var reader = ClaimReader.Open(new MemoryStream(file));
        var read = new List<ProfessionalClaim>();
        while (reader.Read() is { } claim) read.Add(claim);
        Assert.Equal(made.Claims.Select(static claim => (claim.Number, claim.Charge)).Order(), read.Select(static claim => (claim.Id, claim.Lines.Sum(static line => line.Charge))).Order());
        Assert.Equal(made.Claims.SelectMany(static claim => claim.Lines).Select(static line => line.ControlNumber).Order(StringComparer.Ordinal), read.SelectMany(static claim => claim.Lines).Select(static line => line.ControlNumber!).Order(StringComparer.Ordinal));
    }, iter: 300);
}
