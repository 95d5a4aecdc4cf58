using System.Text;
using Quarterhour.X12;

namespace Quarterhour.Tests;

/// <summary>Small X12 made by hand for tests.</summary>
static class MadeX12
{
    public const string Isa = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260504*1200*^*00501*000000001*0*T*:~";

    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>Segments between ST and SE in a whole envelope whose counts are right.</summary>
    public static string Transaction(string set, string guide, params IEnumerable<string> segments)
    {
        string[] all = [.. segments];
        string code = set switch { "837" => "HC", "835" => "HP", "999" => "FA", "270" => "HS", "271" => "HB", "276" => "HR", _ => "HN" };
        string st = set == "835" ? "ST*835*0001" : $"ST*{set}*0001*{guide}";
        return $"{Isa}GS*{code}*SENDER*RECEIVER*20260504*1200*1*X*{guide}~{st}~{string.Concat(all.Select(segment => segment + "~"))}SE*{all.Length + 2}*0001~GE*1*1~IEA*1*000000001~";
    }

    public static IReadOnlyList<string> ClaimHeader { get; } =
    [
        "BHT*0019*00*B1*20260504*1200*CH", "NM1*41*2*CLINIC*****46*S1", "PER*IC*ANN*TE*6145550100", "NM1*40*2*HOUSE*****46*R1",
        "HL*1**20*1", "NM1*85*2*CLINIC*****XX*1234567893", "N3*2 CLINIC ROAD", "N4*COLUMBUS*OH*432151234", "REF*EI*741234567",
        "HL*2*1*22*0", "SBR*P*18*******MB", "NM1*IL*1*DOE*JANE****MI*1EG4TE5MK72", "N3*12 MAPLE", "N4*COLUMBUS*OH*43215", "DMG*D8*19480213*F", "NM1*PR*2*MEDICARE*****PI*15202",
    ];

    public static IReadOnlyList<string> ClaimBody { get; } = ["CLM*C1*120***11:B:1*Y*A*Y*Y", "HI*ABK:M25511", "LX*1", "SV1*HC:97110:GP*120*UN*2***1", "DTP*472*D8*20260504", "REF*6R*L1"];

    /// <summary>A clean professional claim; what is replaced or added makes it something else.</summary>
    public static string Claim(params (string Old, string New)[] changes)
    {
        string text = Transaction("837", "005010X222A1", [.. ClaimHeader, .. ClaimBody]);
        foreach (var (old, fresh) in changes)
        {
            if (!text.Contains(old, StringComparison.Ordinal)) throw new ArgumentException(old);
            text = text.Replace(old, fresh, StringComparison.Ordinal);
        }
        return text;
    }

    public static IReadOnlyList<string> PaymentHeader { get; } =
    [
        "BPR*I*75*C*ACH*CCP*01*999999992*DA*123456*1512345678**01*999988880*DA*98765*20260521", "TRN*1*EFT1*1512345678", "DTM*405*20260520", "N1*PR*PLAN", "N3*1 PAYER WAY", "N4*HARTFORD*CT*06101",
        "PER*BL*HELP*TE*8005550100", "N1*PE*CLINIC*XX*1234567893", "LX*1",
    ];

    public static string Payment(params IEnumerable<string> claims) => Transaction("835", "005010X221A1", [.. PaymentHeader, .. claims]);

    public static IReadOnlyList<string> ClaimPayment { get; } = ["CLP*C1*1*100*75*5*12*ICN1*11*1", "NM1*QC*1*DOE*JANE", "DTM*232*20260504", "SVC*HC:97110:GP*100*75**2", "CAS*CO*45*20", "CAS*PR*2*5"];

    public static X12Check Check(string text, CheckOptions? options = null) => X12Check.Run(Bytes(text), options);

    public static IEnumerable<string> Ids(string text, CheckOptions? options = null) => Check(text, options).Findings.Select(finding => finding.Id).Distinct();

    /// <summary>The file written again, segment by segment.</summary>
    public static byte[] Copied(byte[] bytes)
    {
        var output = new MemoryStream();
        X12Copy.All(X12Reader.Open(bytes), new X12Writer(output));
        return output.ToArray();
    }
}
