using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.X12;

public class ClaimReaderTests
{
    static List<ProfessionalClaim> Read(string text)
    {
        using var reader = ClaimReader.Open(new MemoryStream(MadeX12.Bytes(text)));
        var all = new List<ProfessionalClaim>();
        while (reader.Read() is { } claim) all.Add(claim);
        return all;
    }

    static string Again(List<ProfessionalClaim> claims)
    {
        var stream = new MemoryStream();
        var writer = new X12Writer(stream);
        writer.Begin(new Interchange { Sender = "S", Receiver = "R", Date = "260504", Time = "1200", Control = "7" });
        writer.Begin(new Group { Code = "HC", Sender = "S", Receiver = "R", Date = "20260504", Time = "1200", Control = "7", Version = "005010X222A1" });
        var output = new ClaimWriter(writer);
        foreach (var claim in claims) output.Write(claim);
        writer.EndAll();
        Assert.DoesNotContain(X12Check.Run(stream.ToArray()).Findings, finding => finding.Severity == Severity.Error);
        return System.Text.Encoding.ASCII.GetString(stream.ToArray());
    }

    [Fact]
    public void Claims_of_a_sample_with_what_they_stand_under()
    {
        using var reader = ClaimReader.Open(Repository.Path("samples", "x12", "claims.837"));
        ProfessionalClaim first = reader.Read()!, second = reader.Read()!;
        Assert.Null(reader.Read());
        Assert.Same(first.Provider, second.Provider);
        Assert.Equal(("GOOD MOTION THERAPY LLC", "1234567893", "225100000X", "741234567"), (first.Provider.Billing.Name, first.Provider.Billing.Id, first.Provider.Taxonomy, first.Provider.Billing.Reference("EI")));
        Assert.Equal(("QH1001", 230m, "11", "1", "MB"), (first.Id, first.Charge, first.PlaceOfService, first.Frequency, first.Subscriber.Coverage.FilingCode));
        Assert.Null(first.Patient);
        Assert.Equal(["M25511", "M6281"], first.Diagnoses.Select(diagnosis => diagnosis.Code));
        Assert.Equal([("431", new DateOnly(2026, 4, 12)), ("454", new DateOnly(2026, 4, 20))], first.Dates.Select(date => (date.Code, date.From!.Value)));
        Assert.Equal(("WELL", "STEP"), (first.ProviderAs("DN")!.Name, first.ProviderAs("82")!.Name));
        Assert.Equal("1 97110-GP 120 2 QH1001A, 2 97112-GP-KX 110 2 QH1001B", string.Join(", ", first.Lines.Select(line => $"{line.Number} {line.Procedure} {line.Charge} {line.Units} {line.ControlNumber}")));
        Assert.Equal(["1", "2"], first.Lines[0].Pointers);
        Assert.Equal(("19", "SAM", "RICHARD", "AUTH4711"), (second.Patient!.Relationship, second.Treated.First, second.Subscriber.Subscriber.First, second.Reference("G1")));
    }

    static readonly string[] Secondary =
    [
        .. MadeX12.ClaimHeader.Select(segment => segment == "SBR*P*18*******MB" ? "SBR*S*18*******CI" : segment), .. MadeX12.ClaimBody.Take(2),
        "SBR*P*18*******MB", "CAS*CO*45*10", "AMT*D*78", "AMT*EAF*22", "OI***Y***Y", "MOA***MA01", "NM1*IL*1*DOE*JANE****MI*1EG4TE5MK72", "NM1*PR*2*MEDICARE*****PI*15202", "DTP*573*D8*20260520", "REF*F8*ICN1",
        .. MadeX12.ClaimBody.Skip(2), "SVD*15202*88*HC:97110:GP**2", "CAS*CO*45*10", "CAS*PR*2*22", "DTP*573*D8*20260520", "AMT*EAF*22",
    ];

    [Fact]
    public void What_another_payer_decided_is_read_and_written()
    {
        string text = MadeX12.Transaction("837", "005010X222A1", Secondary);
        var claim = Assert.Single(Read(text));
        var payer = Assert.Single(claim.OtherPayers);
        Assert.Equal(("P", "15202", "ICN1", 78m, "20260520"), (payer.Coverage.Order, payer.Payer!.Id, payer.Payer.Reference("F8"), payer.Amounts[0].Amount, payer.Dates[0].Value));
        Assert.Equal("MA01", Assert.Single(payer.Others).Text(3));
        var line = Assert.Single(claim.Lines[0].Adjudications);
        Assert.Equal(("15202", 88m, "97110-GP", 2m), (line.Payer, line.Paid, line.Procedure!.ToString(), line.Units));
        Assert.Equal([new("CO", "45", 10m), new("PR", "2", 22m)], line.Adjustments);
        Assert.Equal(claim, Assert.Single(Read(Again([claim]))));
    }

    [Fact]
    public void A_replacement_names_the_claim_that_it_replaces()
    {
        var claim = Read(MadeX12.Claim())[0] with { Frequency = "7" };
        claim.References.Add(new("F8", "ICN1"));
        claim.Dates.Add(DateOf.On("454", new(2026, 4, 20)));
        string text = Again([claim]);
        Assert.Contains("***11:B:7*Y*A*Y*Y~DTP*454*D8*20260420~REF*F8*ICN1~HI*", text, StringComparison.Ordinal);
        Assert.Equal(claim, Read(text)[0]);
    }

    [Fact]
    public void Levels_are_begun_as_they_change_and_numbered_anew()
    {
        var all = Read(File.ReadAllText(Repository.Path("samples", "x12", "claims.837")));
        // the second first, the first twice
        string text = Again([all[1], all[0], all[0] with { Id = "QH1003" }]);
        Assert.Equal(["HL*1**20*1", "HL*2*1*22*1", "HL*3*2*23*0", "HL*4*1*22*0"], text.Split('~').Where(segment => segment.StartsWith("HL*", StringComparison.Ordinal)));
        Assert.Equal(["QH1002", "QH1001", "QH1003"], Read(text).Select(claim => claim.Id));
    }

    [Fact]
    public void A_damaged_file_still_gives_its_claims()
    {
        // no subscriber, a segment out of order, an unknown one
        var claim = Assert.Single(Read(MadeX12.Transaction("837", "005010X222A1", "CLM*C1*120***11:B:1", "ZZZ*1", "LX*1", "DTP*472*D8*20260504", "SV1*HC:97110*120*UN*2***1", "REF*6R*L1")));
        Assert.Equal(("C1", 120m, "L1"), (claim.Id, claim.Charge, claim.Lines[0].ControlNumber));
        Assert.Equal("ZZZ", Assert.Single(claim.Others).Tag);
    }

    [Fact]
    public void Institutional_claims_are_passed_over() => Assert.Empty(Read(MadeX12.Claim().Replace("005010X222A1", "005010X223A2", StringComparison.Ordinal)));

    /// <summary>The same bytes many times.</summary>
    internal sealed class Endless(byte[] bytes, int times) : MemoryStream
    {
        int at, left = times;

        public override int Read(Span<byte> buffer)
        {
            if (at == bytes.Length)
            {
                at = 0;
                left--;
            }
            if (left == 0) return 0;
            int count = Math.Min(buffer.Length, bytes.Length - at);
            bytes.AsSpan(at, count).CopyTo(buffer);
            at += count;
            return count;
        }
    }
}

/// <summary>Alone, because all tests of the process share one memory.</summary>
[Collection(nameof(Alone))]
public sealed class ClaimReaderMemoryTests
{
    [Fact]
    public void Memory_does_not_grow_with_the_file()
    {
        string one = File.ReadAllText(Repository.Path("samples", "x12", "claims.837"));
        var check = new CheckOptions();
        using var reader = ClaimReader.Open(new ClaimReaderTests.Endless(MadeX12.Bytes(one), 8_000), check);
        long early = 0, late = 0;
        int count = 0;
        while (reader.Read() is not null)
        {
            if (++count == 2_000) early = GC.GetTotalMemory(forceFullCollection: true);
            if (count == 15_000) late = GC.GetTotalMemory(forceFullCollection: true);
        }
        Assert.Equal(16_000, count);
        Assert.Empty(reader.Findings);
        // a list of what was checked grows by some bytes a transaction
        Assert.True(late - early < 4_000_000, $"{late - early:#,0} bytes more after 13,000 claims");
    }
}
