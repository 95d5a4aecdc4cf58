using System.Text.RegularExpressions;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.X12;

/// <summary>The examples of the package's README, run. Each stands here between two comments exactly as there.</summary>
public class ReadmeTests
{
    static readonly List<string> said = [];

    static string Sample(string name) => Repository.Path("samples", "x12", name);

    static string File(string text)
    {
        string path = Path.GetTempFileName();
        System.IO.File.WriteAllBytes(path, MadeX12.Bytes(text));
        return path;
    }

    [Fact]
    public void Are_those_of_the_readme()
    {
        static IEnumerable<string> Code(string text, string pattern) => Regex.Matches(text, pattern, RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Select(match =>
            string.Join('\n', match.Groups["code"].Value.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)));
        var shown = Code(System.IO.File.ReadAllText(Repository.Path("src", "Quarterhour.X12", "README.md")), "```csharp\n(?<code>.*?)```").ToList();
        Assert.Equal(shown, Code(System.IO.File.ReadAllText(Repository.Path("src", "Quarterhour.X12", "Readme.Tests.cs")), "// readme\n(?<code>.*?)// end\n"));
        Assert.Equal(8, shown.Count);
    }

    [Fact]
    public void All_run()
    {
        said.Clear();
        Claims(Sample("claims.837"));
        Assert.Equal(["QH1001 DOE 2026-05-04 97110-GP 120", "QH1001 DOE 2026-05-04 97112-GP-KX 110", "QH1002 ROE 2026-05-04 97530-GP 65"], said);
        said.Clear();
        Remittance(Sample("remit.835"));
        Assert.Equal(["EFT0000202 QH1001 paid 134.32 of 230, off by 0.00", "EFT0000202 QH1002 paid 0 of 65, off by 0", "EFT0000202 QH0907 paid 50 of 90, off by 0", "1 outside of claims"], said);
        said.Clear();
        Check(File(MadeX12.Claim(("SV1*HC:97110:GP*120*UN", "SV1*HC:97110:GP*120*XX"))));
        Assert.Equal(["Error element-code in 2400 at SV103, byte 591: found XX, allowed MJ, UN"], said);
        Assert.Equal(["code-procedure", "partner-rule", "code-procedure"], Profile(Sample("claims.837")).Findings.Select(finding => finding.Id));
        said.Clear();
        Acknowledge(Sample("claims.837"));
        Assert.Equal(["837 0001 A, 0 errors"], said);
        said.Clear();
        Status(File(MadeX12.Transaction("277", "005010X214", "HL*1**PT", "TRN*2*C1", "STC*A7:562:85*20260504*U*120")));
        Assert.Equal(["C1 rejected A7"], said);
        said.Clear();
        Segments(Sample("remit.835"));
        Assert.Equal($"denied: QH1002 at byte {System.IO.File.ReadAllText(Sample("remit.835")).IndexOf("CLP*QH1002", StringComparison.Ordinal)}", Assert.Single(said));
    }

    [Fact]
    public void What_is_written_is_clean_and_comes_back()
    {
        var stream = new MemoryStream();
        Write(stream);
        Assert.Empty(X12Check.Run(stream.ToArray()).Findings);
        using var claims = ClaimReader.Open(new MemoryStream(stream.ToArray()));
        var claim = claims.Read()!;
        Assert.Equal(("C1", 120m, "20260420", "97110-GP"), (claim.Id, claim.Charge, claim.Dates[0].Value, claim.Lines[0].Procedure!.ToString()));
        Assert.Null(claims.Read());
    }

    static void Claims(string path)
    {
        // readme
        using var claims = ClaimReader.Open(path);
        while (claims.Read() is { } claim)
            foreach (var line in claim.Lines)
                said.Add($"{claim.Id} {claim.Treated.Name} {line.ServiceDate:yyyy-MM-dd} {line.Procedure} {line.Charge}");
        // end
    }

    static void Remittance(string path)
    {
        // readme
        using var remittance = RemittanceReader.Open(path, new CheckOptions());
        while (remittance.ReadPayment() is { } payment)
        {
            while (remittance.ReadClaim() is { } claim)
                said.Add($"{payment.Trace} {claim.Id} paid {claim.Paid} of {claim.Charge}, off by {claim.Imbalance}");
            said.Add($"{payment.ProviderAdjustments.Count} outside of claims");
        }
        foreach (var finding in remittance.Findings) said.Add(finding.Message);
        // end
    }

    static void Check(string path)
    {
        // readme
        var check = X12Check.Run(path);
        foreach (var finding in check.Findings)
            said.Add($"{finding.Severity} {finding.Id} in {finding.Loop} at {finding.ElementName}, byte {finding.Offset}: found {finding.Found}, allowed {finding.Allowed}");
        // end
    }

    static X12Check Profile(string path)
    {
        // readme
        var options = new CheckOptions
        {
            Codes = (set, value) => set == "procedure" ? value.SequenceEqual("97110"u8) : CodeForms.Lookup(set, value),
            Profile = new CheckProfile
            {
                Severities = new Dictionary<string, Severity?> { ["code-procedure"] = Severity.Error, ["situation-zip"] = null },
                Rules = [new PartnerRule("authorization", "2300", "REF") { Qualifier = "G1", Required = true }],
            },
        };
        var strict = X12Check.Run(path, options);
        // end
        return strict;
    }

    static void Acknowledge(string path)
    {
        // readme
        var maker = new AcknowledgmentMaker(findings => X12Reader.Open(path, findings));
        while (maker.Next() is { } answer)
            foreach (var transaction in answer.Transactions)
                said.Add($"{transaction.Set} {transaction.Control} {transaction.Code}, {transaction.Errors.Count} errors");
        // end
    }

    static void Write(Stream stream)
    {
        // readme
        var batch = new ClaimBatch
        {
            Transaction = new Transaction("837", "0001", "005010X222A1"), Number = "B1", Date = "20260504", Time = "1200",
            Submitter = new Party("41") { Kind = "2", Name = "CLINIC", IdCode = "46", Id = "S1", Contacts = [new Contact("IC", "ANN") { Numbers = [("TE", "6145550100")] }] },
            Receiver = new Party("40") { Kind = "2", Name = "HOUSE", IdCode = "46", Id = "R1" },
        };
        var provider = new ClaimProvider
        {
            Taxonomy = "225100000X",
            Billing = new Party("85") { Kind = "2", Name = "CLINIC", IdCode = "XX", Id = "1234567893", Street = "2 CLINIC ROAD", City = "COLUMBUS", State = "OH", Zip = "432151234", References = [new Reference("EI", "741234567")] },
        };
        var subscriber = new ClaimSubscriber
        {
            Coverage = new Coverage { Order = "P", Relationship = "18", FilingCode = "MB" },
            Subscriber = new Party("IL") { Kind = "1", Name = "DOE", First = "JANE", IdCode = "MI", Id = "1EG4TE5MK72", Street = "12 MAPLE", City = "COLUMBUS", State = "OH", Zip = "43215", Birth = "19480213", Sex = "F" },
            Payer = new Party("PR") { Kind = "2", Name = "MEDICARE", IdCode = "PI", Id = "15202" },
        };
        var claim = new ProfessionalClaim
        {
            Batch = batch, Provider = provider, Subscriber = subscriber,
            Id = "C1", Charge = 120m, PlaceOfService = "11",
            Dates = [DateOf.On("454", new DateOnly(2026, 4, 20))],
            Diagnoses = [new Diagnosis("ABK", "M25511")],
            Lines =
            [
                new ClaimLine
                {
                    Number = "1", Procedure = new Procedure("HC", "97110") { Modifiers = ["GP"] }, Charge = 120m, Units = 2, Pointers = ["1"],
                    Dates = [DateOf.On("472", new DateOnly(2026, 5, 4))], References = [new Reference("6R", "C1A")],
                },
            ],
        };

        var writer = new X12Writer(stream);
        writer.Begin(new Interchange { Sender = "SENDER", Receiver = "RECEIVER", Date = "260504", Time = "1200", Control = "1" });
        writer.Begin(new Group { Code = "HC", Sender = "SENDER", Receiver = "RECEIVER", Date = "20260504", Time = "1200", Control = "1", Version = "005010X222A1" });
        new ClaimWriter(writer).Write(claim);
        writer.EndAll();
        // end
    }

    static void Status(string path)
    {
        // readme
        using var answers = StatusReader.Open(path);
        while (answers.Read() is { } level)
            if (level.Code == "PT")
                foreach (var one in level.Traces)
                    said.Add($"{one.Number} {(one.IsRejected ? "rejected" : "accepted")} {one.Statuses[0].Category}");
        // end
    }

    static void Segments(string path)
    {
        // readme
        using var reader = X12Reader.Open(path);
        while (reader.Read())
            if (reader.Code == Tag.CLP && reader.Segment.Is(2, "4"u8)) said.Add($"denied: {reader.Segment.Text(1)} at byte {reader.Offset}");
        // end
    }
}
