using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Quarterhour.Fhir;
using Quarterhour.X12;
using Xunit;
using Claim = Quarterhour.Claims.Claim;

namespace Quarterhour.Tests.Fhir;

public sealed class ClaimResourcesTests
{
    static readonly DateOnly Day = new(2026, 5, 11);

    static readonly JsonSerializerOptions Strict = new JsonSerializerOptions().ForFhir(ModelInfo.ModelInspector).UsingMode(DeserializationMode.Strict);

    static ClaimResources Of(params IEnumerable<Claim> claims)
    {
        var resources = new ClaimResources(Day);
        foreach (var claim in claims) resources.Add(claim);
        return resources;
    }

    static T Only<T>(ClaimResources resources) where T : Resource => Assert.Single(resources.All.OfType<T>());

    /// <summary>A payer's answer to a claim: line 1 paid with deductible and coinsurance, line 2 denied.</summary>
    static ClaimPayment Answer(Claim claim, string status = "1") => new()
    {
        Payment = new() { Transaction = new("835", "0001", "005010X221A1"), Amount = 60m, Trace = "T1", Payer = new("PR") { Name = "MEDICARE", Id = "15202" }, Banking = [.. Enumerable.Repeat("", 11), "20260525"], ProviderAdjustments = [new("2000000010", "20261231", "WO", "OLD1", 15m)] },
        Id = claim.Number, Status = status, Charge = 200m, Paid = 75m, PatientOwes = 25m, PayerNumber = "ICN1",
        Lines =
        [
            new() { Procedure = new("HC", "97110") { Modifiers = ["GP"] }, Charge = 136m, Paid = 75m, Units = 2, References = [new("6R", "V1-P1-1")], Amounts = [new("B6", 100m)], Adjustments = [new("CO", "45", 36m), new("PR", "1", 5m), new("PR", "2", 20m)] },
            new() { Procedure = new("HC", "97140"), Charge = 64m, Paid = 0m, Units = 0, References = [new("6R", "V1-P1-2")], Adjustments = [new("CO", "197", 64m)] },
        ],
    };

    [Fact]
    public void A_claim_names_its_parties_once()
    {
        var resources = Of(MadePractice.Claim(), MadePractice.Claim(visit: MadePractice.Visit("V2")));
        Assert.Equal(["Patient/patient-P1", "Organization/facility-F1", "Organization/payer-medicare", "Coverage/coverage-P1-medicare", "Practitioner/provider-2000000028", "Practitioner/provider-2000000069", "Claim/claim-V1-P1", "Claim/claim-V2-P1"],
            resources.All.Select(static one => $"{one.TypeName}/{one.Id}"));
        var claim = resources.All.OfType<Hl7.Fhir.Model.Claim>().First();
        Assert.Equal(["M54.16", "M62.81"], claim.Diagnosis.Select(static one => ((CodeableConcept)one.Diagnosis!).Coding[0].Code));
        Assert.Equal(["97110 GP 2 136 1,2", "97140 GP 1 64 1,2"], claim.Item.Select(static item => $"{item.ProductOrService!.Coding[0].Code} {item.Modifier[0].Coding[0].Code} {item.Quantity!.Value:F0} {item.Net!.Value:F0} {string.Join(',', item.DiagnosisSequence)}"));
        Assert.Equal((200m, ClaimUseCode.Claim), (claim.Total!.Value, claim.Use));
    }

    [Fact]
    public void What_is_written_reads_back_strictly_and_the_same_twice()
    {
        static byte[] Bundle()
        {
            using var stream = new MemoryStream();
            FhirFile.WriteBundle(stream, Of(MadePractice.Claim()).All, Day);
            return stream.ToArray();
        }
        byte[] bytes = Bundle();
        Assert.Equal(bytes, Bundle());
        var bundle = Assert.IsType<Bundle>(JsonSerializer.Deserialize<Resource>(bytes, Strict));
        var places = bundle.Entry.Select(static entry => entry.FullUrl!).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(bundle.Entry.Count, places.Count);
        var claim = bundle.Entry.Select(static entry => entry.Resource).OfType<Hl7.Fhir.Model.Claim>().Single();
        Assert.All(new[] { claim.Patient!, claim.Provider!, claim.Insurer!, claim.Insurance[0].Coverage!, claim.CareTeam[0].Provider! }, reference => Assert.Contains(reference.Reference!, places));
    }

    [Fact]
    public void Bulk_is_a_resource_a_line()
    {
        using var stream = new MemoryStream();
        FhirFile.WriteLines(stream, Of(MadePractice.Claim()).All);
        string[] lines = System.Text.Encoding.UTF8.GetString(stream.ToArray()).TrimEnd('\n').Split('\n');
        Assert.Equal(7, lines.Length);
        Assert.All(lines, line => Assert.NotNull(JsonSerializer.Deserialize<Resource>(line, Strict)));
    }

    /// <summary>Claims of every kind read back strictly, with the same money.</summary>
    [Fact]
    public void Claims_of_every_kind_can_be_written() => CsCheck.Check.Sample(MadeClaims.Any, static made =>
    {
        using var stream = new MemoryStream();
        FhirFile.WriteBundle(stream, Of(made.Claims).All, Day);
        var bundle = (Bundle)JsonSerializer.Deserialize<Resource>(stream.ToArray(), Strict)!;
        Assert.Equal(made.Claims.Sum(static claim => claim.Charge), bundle.Entry.Select(static entry => entry.Resource).OfType<Hl7.Fhir.Model.Claim>().Sum(static claim => claim.Item.Sum(static item => item.Net!.Value!.Value)));
    }, iter: 40);

    [Fact]
    public void A_request_for_authorization_is_of_the_profile()
    {
        foreach (string guide in (ReadOnlySpan<string>)["davinci-pas-2.0.1", "davinci-pas-2.2.1"])
        {
            var package = ProfilePackage.Of(guide);
            CsCheck.Check.Sample(MadeClaims.Any, made =>
            {
                var resources = new ClaimResources(Day);
                foreach (var claim in made.Claims) resources.AddPreauthorization(claim);
                Assert.Equal("", Wrong(package, resources, "http://hl7.org/fhir/us/davinci-pas/StructureDefinition/profile-", static resource => resource switch
                {
                    Hl7.Fhir.Model.Claim => "claim", Hl7.Fhir.Model.Coverage => "coverage", Patient => "beneficiary", Practitioner => "practitioner", Organization => "organization", _ => null,
                }));
            }, iter: 10);
        }
    }

    /// <summary>The Bundle's own profile is not among the given ones; what its guide and examples show is held: a collection of its own, identified, the Claim first, and all that is named inside.</summary>
    [Fact]
    public void A_request_is_a_bundle_with_all_that_it_names()
    {
        foreach (string guide in (ReadOnlySpan<string>)["davinci-pas-2.0.1", "davinci-pas-2.2.1"])
        {
            var package = ProfilePackage.Of(guide);
            CsCheck.Check.Sample(MadeClaims.Any, made =>
            {
                foreach (var claim in made.Claims.Take(3))
                {
                    using var stream = new MemoryStream();
                    FhirFile.Write(stream, FhirFile.Request(claim, Day));
                    var bundle = (Bundle)JsonSerializer.Deserialize<Resource>(stream.ToArray(), Strict)!;
                    Assert.Equal((Bundle.BundleType.Collection, claim.Number, true), (bundle.Type, bundle.Identifier!.Value, bundle.Timestamp is not null));
                    Assert.Equal("http://hl7.org/fhir/us/davinci-pas/StructureDefinition/profile-pas-request-bundle", Assert.Single(bundle.Meta!.Profile));
                    var request = Assert.IsType<Hl7.Fhir.Model.Claim>(bundle.Entry[0].Resource);
                    Assert.Single(bundle.Entry, static entry => entry.Resource is Hl7.Fhir.Model.Claim);
                    var places = bundle.Entry.Select(static entry => entry.FullUrl!).ToHashSet(StringComparer.Ordinal);
                    Assert.All(new[] { request.Patient!, request.Provider!, request.Insurer!, request.Insurance[0].Coverage! }.Concat(request.CareTeam.Select(static one => one.Provider!)), reference => Assert.Contains(reference.Reference!, places));
                    foreach (var (resource, profile) in bundle.Entry.Select(static entry => (entry.Resource!, Profile: entry.Resource switch { Hl7.Fhir.Model.Claim => "claim", Hl7.Fhir.Model.Coverage => "coverage", Patient => "beneficiary", Practitioner => "practitioner", _ => null })))
                        if (profile is not null) Assert.Equal([], ProfileCheck.Run(package, resource, "http://hl7.org/fhir/us/davinci-pas/StructureDefinition/profile-" + profile).Issues);
                    var organizations = bundle.Entry.ToDictionary(static entry => entry.FullUrl!, static entry => entry.Resource, StringComparer.Ordinal);
                    Assert.Equal([], ProfileCheck.Run(package, organizations[request.Insurer!.Reference!]!, "http://hl7.org/fhir/us/davinci-pas/StructureDefinition/profile-insurer").Issues);
                    if (organizations[request.Provider!.Reference!] is Organization facility) Assert.Equal([], ProfileCheck.Run(package, facility, "http://hl7.org/fhir/us/davinci-pas/StructureDefinition/profile-requestor").Issues);
                }
            }, iter: 10);
        }
    }

    [Fact]
    public void Whom_a_decision_names_is_of_the_profiles()
    {
        var package = ProfilePackage.Of("carin-bb-2.0.0");
        CsCheck.Check.Sample(MadeClaims.Any, made =>
        {
            var resources = new ClaimResources(Day);
            foreach (var claim in made.Claims) resources.Add(claim, Answer(claim));
            Assert.Equal("", Wrong(package, resources, "http://hl7.org/fhir/us/carin-bb/StructureDefinition/C4BB-", static resource => resource switch
            {
                Patient => "Patient", Hl7.Fhir.Model.Coverage => "Coverage", Organization => "Organization", Practitioner => "Practitioner", RelatedPerson => "RelatedPerson", _ => null,
            }));
        }, iter: 10);
    }

    [Fact]
    public void A_decision_is_of_the_profile_and_holds_the_payer_s_amounts()
    {
        var claim = MadePractice.Claim();
        var resources = new ClaimResources(Day);
        resources.Add(claim, Answer(claim));
        var package = ProfilePackage.Of("carin-bb-2.0.0");
        Assert.Equal("", Wrong(package, resources, "http://hl7.org/fhir/us/carin-bb/StructureDefinition/C4BB-", static resource => resource is ExplanationOfBenefit ? "ExplanationOfBenefit-Professional-NonClinician" : null));
    }

    [Fact]
    public void A_decision_s_amounts_are_the_remittance_s()
    {
        var claim = MadePractice.Claim();
        var resources = new ClaimResources(Day);
        resources.Add(claim, Answer(claim));
        var decided = Only<ExplanationOfBenefit>(resources);
        Assert.Equal((75m, "partiallypaid", "2026-05-25"), (decided.Payment!.Amount!.Value!.Value, decided.Payment.Type!.Coding[0].Code, decided.Payment.Date));
        Assert.Equal("submitted 136, eligible 100, deductible 5, coinsurance 20, adjustmentreason 61 45 1 2, paidtoprovider 75", string.Join(", ", decided.Item[0].Adjudication.Where(static one => one.Amount is not null)
            .Select(static one => $"{one.Category!.Coding[0].Code} {one.Amount!.Value:F0}{string.Concat(one.Reason?.Coding.Select(static coding => " " + coding.Code) ?? [])}")));
        Assert.Equal([200m, 75m, 25m], decided.Total.Select(static one => one.Amount!.Value!.Value));
        Assert.Equal("CO-45 36.00, PR-1 5.00, PR-2 20.00", decided.Item[0].Adjudication.Single(static one => one.Category!.Coding[0].Code == "adjustmentreason").Reason!.Text);
        var reversed = new ClaimResources(Day);
        reversed.Add(claim, Answer(claim, "22"));
        Assert.Equal(ExplanationOfBenefit.ExplanationOfBenefitStatus.Cancelled, Only<ExplanationOfBenefit>(reversed).Status);
    }

    [Fact]
    public void The_details_of_a_payment_make_its_amount()
    {
        var answer = Answer(MadePractice.Claim());
        var resources = new ClaimResources(Day);
        resources.Add(answer.Payment, [answer]);
        var payment = Only<PaymentReconciliation>(resources);
        Assert.Equal((60m, 60m, "T1", "2026-05-25"), (payment.PaymentAmount!.Value!.Value, payment.Detail.Sum(static one => one.Amount!.Value!.Value), payment.PaymentIdentifier!.Value, payment.PaymentDate));
        Assert.Equal(["V1-P1", null], payment.Detail.Select(static one => one.Request?.Identifier?.Value));
        using var stream = new MemoryStream();
        FhirFile.WriteBundle(stream, resources.All, Day);
        Assert.IsType<Bundle>(JsonSerializer.Deserialize<Resource>(stream.ToArray(), Strict));
    }

    [Theory]
    [InlineData("claim-V1-P1", "claim-V1-P1")]
    [InlineData("patient-Ann O'Hara", null)]
    public void An_id_has_the_letters_that_FHIR_takes(string word, string? id) => Assert.Matches(id is null ? "^patient-[0-9a-f]{16}$" : $"^{id}$", ClaimResources.Id(word));

    static string Wrong(ProfilePackage package, ClaimResources resources, string root, Func<Resource, string?> profile) =>
        string.Join('\n', resources.All.Where(one => profile(one) is not null).SelectMany(one => ProfileCheck.Run(package, one, root + profile(one)).Issues.Select(issue => $"{one.TypeName}/{one.Id}: {issue}")).Take(10));
}
