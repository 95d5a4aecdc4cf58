using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.X12;

public class X12CheckTests
{
    static void Only(string id, string place, string text, CheckOptions? options = null)
    {
        var found = Assert.Single(MadeX12.Check(text, options).Findings);
        Assert.Equal((id, place), (found.Id, $"{found.Loop} {found.ElementName ?? found.Tag}"));
        Assert.True(found.Segment > 0 && found.Offset > 0 && found.Message.Length > 20);
    }

    [Fact]
    public void A_clean_claim_and_a_clean_payment()
    {
        Assert.Empty(MadeX12.Check(MadeX12.Claim()).Findings);
        Assert.Empty(MadeX12.Check(MadeX12.Payment(MadeX12.ClaimPayment)).Findings);
        Assert.Equal([new("835", "005010X221A1", "0001", true)], MadeX12.Check(MadeX12.Payment(MadeX12.ClaimPayment)).Transactions);
    }

    [Theory]
    [InlineData("NM1*41*2*CLINIC*", "NM1*41*3*CLINIC*", "element-code", "1000A NM102")]
    [InlineData("NM1*41*2*CLINIC*****46*S1", "NM1*41*2*CLINIC*****46", "element-missing,element-dependent", "1000A NM109")]
    [InlineData("N4*COLUMBUS*OH*43215~", "N4*C*OH*43215~", "element-too-short", "2010BA N401")]
    [InlineData("DMG*D8*19480213*F", "DMG*D8*19480230*F", "element-date", "2010BA DMG02")]
    [InlineData("BHT*0019*00*B1*20260504*1200*CH", "BHT*0019*00*B1*20260504*2500*CH", "element-time", "TRANSACTION BHT05")]
    [InlineData("SV1*HC:97110:GP*120*UN*2", "SV1*HC:97110:GP*120*UN*two", "element-number", "2400 SV104")]
    [InlineData("SV1*HC:97110:GP*120*", "SV1*ZZ:97110:GP*120*", "element-code", "2400 SV101-1")]
    [InlineData("SV1*HC:97110:GP*120*", "SV1*HC::GP*120*", "element-missing", "2400 SV101-2")]
    [InlineData("SV1*HC:97110:GP*120*", "SV1*HC:97110:GP:KX:59:XE:D:E:F*120*", "element-not-used,element-components", "2400 SV101-8")]
    [InlineData("SV1*HC:97110:GP*120*UN*2***1", "SV1*HC:97110:GP*120*UN*2**1*1", "element-not-used", "2400 SV106")]
    [InlineData("REF*6R*L1", "REF*6R*L1*****X", "element-too-many", "2400 REF05")]
    [InlineData("REF*6R*L1", "REF*6R*A^B", "element-repeats", "2400 REF02")]
    [InlineData("REF*6R*L1", "REF*6R*A:B", "element-components", "2400 REF02")]
    [InlineData("REF*6R*L1", "REF*6R*L1\u0007", "element-character", "2400 REF02")]
    [InlineData("REF*6R*L1", "REF*6R*\u00C9", "element-character", "2400 REF02")]
    [InlineData("REF*6R*L1", "REF*6R*L1*", "element-trailing", "2400 REF03")]
    [InlineData("N3*12 MAPLE~", "N3*   ~", "element-blank", "2010BA N301")]
    [InlineData("REF*6R*L1", "REF*6R*L1~REF*Q9*X", "element-code", "2400 REF01")]
    [InlineData("REF*6R*L1", "REF*6R*L1~ZZZ*X", "structure-segment-unknown", "2400 ZZZ")]
    [InlineData("REF*6R*L1", "REF*6R*L1~NM1*ZZ*1*X", "structure-segment-unexpected", "2400 NM1")]
    [InlineData("REF*6R*L1", "REF*6R*L1~DTP*304*D8*20260501", "structure-segment-order", "2400 DTP")]
    [InlineData("REF*6R*L1", "REF*6R*L1~REF*6R*L2", "structure-segment-repeat", "2400 REF")]
    [InlineData("HI*ABK:M25511~", "", "structure-segment-missing,situation-pointer", "2300 HI")]
    [InlineData("NM1*PR*2*MEDICARE*****PI*15202~", "", "structure-loop-missing", "2010BB NM1")]
    [InlineData("HL*2*1*22*0", "HL*3*1*22*0", "structure-hl-number", "2000B HL01")]
    [InlineData("HL*2*1*22*0", "HL*2*2*22*0", "structure-hl-parent", "2000B HL02")]
    [InlineData("HL*2*1*22*0", "HL*2*9*22*0", "structure-hl-parent", "2000B HL02")]
    [InlineData("HL*2*1*22*0", "HL*2*1*22*1", "structure-hl-children", "TRANSACTION HL04")]
    [InlineData("GS*HC*", "GS*HP*", "structure-group-code", "TRANSACTION ST")]
    [InlineData("CLM*C1*120*", "CLM*C1*121*", "balance-charge", "2300 CLM02")]
    [InlineData("N4*COLUMBUS*OH*43215~", "N4*COLUMBUS*QQ*43215~", "code-state", "2010BA N402")]
    [InlineData("*XX*1234567893", "*XX*1234567890", "code-npi", "2010AA NM109")]
    [InlineData("HI*ABK:M25511", "HI*ABK:M25.511", "code-diagnosis", "2300 HI01-2")]
    [InlineData("N4*COLUMBUS*OH*43215~", "N4*COLUMBUS*OH*4321~", "code-zip", "2010BA N403")]
    [InlineData("SV1*HC:97110:GP*", "SV1*HC:97110:gp*", "code-modifier", "2400 SV101-3")]
    [InlineData("***11:B:1*", "***1:B:1*", "code-pos", "2300 CLM05-1")]
    [InlineData("HL*1**20*1~", "HL*1**20*1~PRV*BI*PXC*PT~", "code-taxonomy", "2000A PRV03")]
    [InlineData("REF*6R*L1", "REF*6R*L1234567890123456789012345678901234567890123456789012345", "element-too-long", "2400 REF02")]
    [InlineData("REF*6R*L1", "REF*6R*L1~LX*2~SV1*HC:97112*0*UN*1***1~DTP*472*D8*20260504~LIN**N4*1~CTP****1*UN~LIN**N4*2~CTP****1*UN", "structure-loop-repeat", "2410 LIN")]
    [InlineData("ST*837*0001*005010X222A1", "ST*837*0001*005010X222", "structure-version", "TRANSACTION ST03")]
    public void One_fault_one_finding(string old, string fresh, string ids, string place)
    {
        string text = MadeX12.Claim((old, fresh));
        int added = fresh.Count(one => one == '~') - old.Count(one => one == '~');
        var findings = MadeX12.Check(text.Replace("SE*24*", $"SE*{24 + added}*", StringComparison.Ordinal)).Findings;
        Assert.Equal(ids.Split(',').Order(StringComparer.Ordinal), findings.Select(finding => finding.Id).Order(StringComparer.Ordinal));
        Assert.Contains(place, findings.Select(finding => $"{finding.Loop} {finding.ElementName ?? finding.Tag}"));
        Assert.All(findings, finding => Assert.True(finding.Segment > 0 && finding.Offset > 0 && finding.Message.Length > 20, finding.ToString()));
    }

    [Theory]
    [InlineData("***11:B:1*", "***11:B:7*", "situation-payer-number")]
    [InlineData("HI*ABK", "REF*F8*ICN1~HI*ABK", "situation-payer-number-original")]
    [InlineData("*Y*A*Y*Y~", "*Y*A*Y*Y**AA:::OH~", "situation-accident-date")]
    [InlineData("*Y*A*Y*Y~", "*Y*A*Y*Y**AA~DTP*439*D8*20260501~", "situation-accident-state")]
    [InlineData("SBR*P*18*", "SBR*P**", "situation-patient")]
    [InlineData("DMG*D8*19480213*F~", "", "situation-birth")]
    [InlineData("SBR*P*18*******MB", "SBR*S*18*******CI", "situation-other-payer")]
    [InlineData("SBR*P*18*******MB", "SBR*S*18*******MB", "situation-other-payer,situation-medicare-secondary")]
    [InlineData("*UN*2***1~", "*UN*2***2~", "situation-pointer")]
    [InlineData("LX*1~", "LX*2~", "situation-line-sequence")]
    [InlineData("REF*6R*L1~", "REF*6R*L1~LX*2~SV1*HC:97112*0*UN*1***1~DTP*472*D8*20260504~REF*6R*L1~", "situation-line-number")]
    [InlineData("HI*ABK", "REF*9F*R1~HI*ABK", "situation-referring")]
    [InlineData("HI*ABK", "PWK*OZ*EL~HI*ABK", "situation-attachment")]
    [InlineData("N3*2 CLINIC ROAD", "N3*P.O. BOX 2", "situation-billing-address")]
    [InlineData("N4*COLUMBUS*OH*432151234", "N4*COLUMBUS*OH*43215", "situation-zip")]
    [InlineData("LX*1~", "SBR*P*18*******CI~OI***Y***Y~NM1*IL*1*DOE*J****MI*22~NM1*PR*2*OTHER*****PI*22~LX*1~", "situation-payer-order")]
    [InlineData("HI*ABK", "DTP*439*D8*20260501~HI*ABK", "situation-accident-cause")]
    [InlineData("***11:B:1*", "***21:B:1*", "situation-admission")]
    [InlineData("SBR*P*18*******MB", "SBR*P*18*******WC", "situation-casualty-number")]
    [InlineData("*UN*2***1~", "*UN*2***1~DTP*472*D8*20260504~LX*2~SV1*HC:97112*-20*UN*1***1~DTP*472*D8*20260504~LX*3~SV1*HC:97110*20*UN*1***1~", "situation-charge")]
    [InlineData("DTP*472*D8*20260504", "DTP*472*D8*20260505", "situation-date-future")]
    [InlineData("DTP*472*D8*20260504", "DTP*472*D8*19480212", "situation-date-birth")]
    [InlineData("HI*ABK:M25511", "HI*ABK:M25511*ABF:M25511", "situation-diagnosis-twice")]
    [InlineData("*UN*2***1~", "*UN*0***1~", "situation-units")]
    [InlineData("HI*ABK", "AMT*F5*121~HI*ABK", "situation-patient-paid")]
    [InlineData("LX*1~", "SBR*S*18*******CI~AMT*D*120~OI***Y***Y~NM1*IL*1*DOE*J****MI*22~NM1*PR*2*OTHER*****PI*22~LX*1~", "situation-earlier-date,situation-patient-left")]
    [InlineData("LX*1~", "SBR*S*18*******CI~AMT*A8*100~OI***Y***Y~NM1*IL*1*DOE*J****MI*22~NM1*PR*2*OTHER*****PI*22~LX*1~", "situation-not-covered")]
    [InlineData("REF*6R*L1~", "REF*6R*L1~SVD*77*120*HC:97110**2~DTP*573*D8*20260501~AMT*EAF*0~", "situation-earlier-payer")]
    [InlineData("REF*6R*L1~", "REF*6R*L1~SVD*77*120*HC:97110**2~DTP*573*D8*20260501~", "situation-earlier-payer,situation-patient-left")]
    public void Situations_of_a_claim(string old, string fresh, string ids) =>
        Assert.Equal(ids.Split(',').Order(StringComparer.Ordinal), MadeX12.Ids(MadeX12.Claim((old, fresh))).Where(id => !id.StartsWith("envelope-", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Fact]
    public void A_second_payer_is_told_what_the_first_decided() => Assert.Equal(["situation-earlier-decision"], MadeX12.Ids(MadeX12.Claim(("SBR*P*18*******MB", "SBR*S*18*******CI"),
        ("LX*1~", "SBR*P*18*******CI~OI***Y***Y~NM1*IL*1*DOE*J****MI*22~NM1*PR*2*OTHER*****PI*22~LX*1~"))).Where(id => !id.StartsWith("envelope-", StringComparison.Ordinal)));

    [Theory]
    [InlineData("BPR*I*75*", "BPR*I*-75*", "balance-payment,situation-negative-payment")]
    [InlineData("*C*ACH*CCP", "*C*NON*CCP", "situation-payment-method")]
    [InlineData("CLP*C1*1*", "CLP*C1*22*", "situation-reversal")]
    [InlineData("DTM*232*20260504~", "", "situation-service-date")]
    [InlineData("*01*999988880*DA*98765*", "*****", "situation-account")]
    [InlineData("TRN*1*EFT1*1512345678", "TRN*1*EFT1*1512345679", "situation-trace")]
    [InlineData("CLP*C1*1*100*75", "CLP*C1*4*100*75", "situation-denied-paid")]
    [InlineData("CLP*C1*1*100*75", "CLP*C1*19*100*75", "situation-forwarded")]
    [InlineData("CLP*C1*1*100*75*5*", "CLP*C1*1*100*75*6*", "situation-patient-owes")]
    [InlineData("SVC*HC:97110:GP*100*75", "SVC*HC:97110:GP*100*74", "balance-line")]
    [InlineData("CLP*C1*1*100*75", "CLP*C1*1*100*74", "balance-claim,balance-payment")]
    public void Sums_and_situations_of_a_payment(string old, string fresh, string ids) => Assert.Equal(ids.Split(',').Order(StringComparer.Ordinal),
        MadeX12.Ids(MadeX12.Payment(MadeX12.ClaimPayment).Replace(old, fresh, StringComparison.Ordinal)).Where(id => !id.StartsWith("envelope-", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Fact]
    public void A_claim_whose_lines_do_not_add_up_is_told_even_when_the_claim_does()
    {
        // a claim-level adjustment: lines pay more than the claim (RFI 1053)
        string[] claim = ["CLP*C1*1*100*75*0*12*ICN1*11*1", "CAS*CO*253*5", "NM1*QC*1*DOE*JANE", "DTM*232*20260504", "SVC*HC:97110*100*80", "CAS*CO*45*20"];
        Assert.Empty(MadeX12.Check(MadeX12.Payment(claim)).Findings);
    }

    [Fact]
    public void The_rest_is_still_read_after_a_fault()
    {
        var check = MadeX12.Check(MadeX12.Claim(("NM1*41*2*CLINIC*", "NM1*41*3*CLINIC*"), ("DTP*472*D8*20260504", "DTP*472*D8*20261399")));
        Assert.Equal([5L, 24L], check.Findings.Select(finding => finding.Segment));
        Assert.False(check.Transactions[0].Valid);
    }

    [Fact]
    public void A_profile_changes_severity_and_leaves_out()
    {
        string text = MadeX12.Claim(("*XX*1234567893", "*XX*1234567890"), ("N4*COLUMBUS*OH*432151234", "N4*COLUMBUS*OH*43215"));
        Assert.Equal([Severity.Warning, Severity.Warning], MadeX12.Check(text).Findings.Select(finding => finding.Severity));
        var profile = new CheckProfile { Severities = new Dictionary<string, Severity?>(StringComparer.Ordinal) { ["code-npi"] = Severity.Error, ["situation-zip"] = null } };
        Assert.Equal([("code-npi", Severity.Error)], MadeX12.Check(text, new() { Profile = profile }).Findings.Select(finding => (finding.Id, finding.Severity)));
    }

    [Fact]
    public void A_receiver_has_rules_of_its_own()
    {
        PartnerRule[] rules =
        [
            new("authorization", "2300", "REF") { Qualifier = "G1", Required = true, Says = "this plan wants the number on every claim" },
            new("short ids", "2300", "CLM") { Element = 1, Longest = 1 },
            new("no mail", null, "PER") { Element = 3, Allowed = ["EM"] },
            new("no notes", null, "NTE") { Forbidden = true },
        ];
        var options = new CheckOptions { Profile = new() { Rules = rules } };
        Assert.Equal(["authorization", "no mail", "short ids"], MadeX12.Check(MadeX12.Claim(), options).Findings.Select(finding => finding.Message.Split(':')[0]).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("authorization", string.Join(' ', MadeX12.Check(MadeX12.Claim(("HI*ABK", "REF*G1*A1~HI*ABK")), options).Findings.Select(finding => finding.Message)));
        Assert.Contains("no notes: NTE may not stand here", string.Join('\n', MadeX12.Check(MadeX12.Claim(("REF*6R*L1", "REF*6R*L1~NTE*ADD*X")), options).Findings.Select(finding => finding.Message)));
    }

    [Fact]
    public void Code_sets_are_asked_through_a_callback()
    {
        var asked = new List<string>();
        var options = new CheckOptions
        {
            Codes = (set, value) =>
            {
                asked.Add($"{set} {Reading.Text(value)}");
                return set == "procedure" ? false : null;
            },
        };
        Only("code-procedure", "2400 SV101-2", MadeX12.Claim(), options);
        Assert.Contains("diagnosis M25511", asked);
        Assert.Contains("pos 11", asked);
    }

    [Fact]
    public void Of_two_elements_only_one_may_stand() => Assert.Contains("element-excluded", MadeX12.Ids(MadeX12.Payment([.. MadeX12.ClaimPayment, "QTY*ZK*1**X"])));

    [Fact]
    public void Of_very_many_findings_some_are_kept_and_all_counted()
    {
        string text = MadeX12.Transaction("837", "005010X222A1", Enumerable.Repeat("ZZZ*1", 5000));
        var check = X12Check.Run(MadeX12.Bytes(text), new() { MostFindings = 100 });
        Assert.Equal((100, 5000L), (check.Findings.Count, check.Findings.Counts["structure-segment-unknown"]));
    }
}
