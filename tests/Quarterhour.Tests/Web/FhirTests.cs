using System.Net;
using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Practice;
using Quarterhour.Practice.Rows;
using Quarterhour.Tests.Fhir;
using Quarterhour.Web.Accounts;
using Xunit;
using Claim = Hl7.Fhir.Model.Claim;
using Task = System.Threading.Tasks.Task;

namespace Quarterhour.Tests.Web;

/// <summary>The demo's office with claims that were sent and answered, once for all of a class.</summary>
public sealed class AnsweredOffice : IAsyncLifetime
{
    internal TestOffice Office { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Office = await TestOffice.Filled(demo: true);
        var ann = Office.Browse();
        await ann.Get("/claims");
        string[] visits = [.. System.Text.RegularExpressions.Regex.Matches(ann.Text, "name=\"visit\" value=\"(?<id>[0-9a-f]+)\"", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Select(match => match.Groups["id"].Value)];
        await ann.Post("/claims/send", [.. visits.Select(id => ("visit", id))]);
        Assert.Equal(HttpStatusCode.OK, await ann.Post("/payments/demo"));
    }

    public ValueTask DisposeAsync() => Office.DisposeAsync();
}

/// <summary>FHIR R4 by address: what is said of it, read and searched, who may, and in which shape.</summary>
public sealed class FhirTests(AnsweredOffice answered) : IClassFixture<AnsweredOffice>
{
    static readonly JsonSerializerOptions Strict = new JsonSerializerOptions().ForFhir(ModelInfo.ModelInspector).UsingMode(DeserializationMode.Strict);

    TestOffice Office => answered.Office;

    async Task<Browsing> Program(string user = "owner", params May[] scopes) => Office.Browse(await Office.Key(user, scopes));

    /// <summary>What was answered reads back strictly.</summary>
    static T Read<T>(Browsing browsing) where T : Resource
    {
        Assert.Equal("application/fhir+json", browsing.Answer.Content.Headers.ContentType?.MediaType);
        return Assert.IsType<T>(JsonSerializer.Deserialize<Resource>(browsing.Text, Strict));
    }

    static async Task<List<T>> All<T>(Browsing program, string address) where T : Resource
    {
        List<T> all = [];
        for (string? next = address; next is not null;)
        {
            Assert.Equal((next, HttpStatusCode.OK), (next, await program.Get(next)));
            var bundle = Read<Bundle>(program);
            Assert.Equal(Bundle.BundleType.Searchset, bundle.Type);
            all.AddRange(bundle.Entry.Select(entry => Assert.IsType<T>(entry.Resource)));
            Assert.All(bundle.Entry, entry => Assert.EndsWith($"/fhir/{entry.Resource!.TypeName}/{entry.Resource.Id}", entry.FullUrl, StringComparison.Ordinal));
            next = bundle.Link.FirstOrDefault(link => link.Relation == "next")?.Url is { } url ? new Uri(url).PathAndQuery : null;
            Assert.InRange(all.Count, 0, 5000);
        }
        return all;
    }

    string Patient(string word)
    {
        using var store = Office.Store();
        return store.Records.First(row => row.Kind == "patients" && row.Word == word).Id;
    }

    [Fact]
    public async Task What_it_can_do_is_what_it_says()
    {
        var nobody = Office.Browse("qh_x_y");
        Assert.Equal(HttpStatusCode.OK, await nobody.Get("/fhir/metadata"));
        var statement = Read<CapabilityStatement>(nobody);
        Assert.Equal(FHIRVersion.N4_0_1, statement.FhirVersion);
        var program = await Program();
        foreach (var resource in statement.Rest[0].Resource)
        {
            if (resource.SearchParam.Count == 0) continue;
            foreach (var parameter in resource.SearchParam)
            {
                string value = parameter.Type == SearchParamType.Date ? "ge2026-01-01" : parameter.Type == SearchParamType.Reference ? $"{(parameter.Name == "claim" ? "Claim" : "Patient")}/none" : parameter.Name == "gender" ? "female" : "none";
                string beside = resource.Type == "Patient" && parameter.Name is not ("_id" or "identifier" or "name" or "family") ? "&name=a" : "";
                Assert.Equal((parameter.Name, HttpStatusCode.OK), (parameter.Name, await program.Get($"/fhir/{resource.Type}?{parameter.Name}={value}{beside}")));
            }
            Assert.Equal(HttpStatusCode.BadRequest, await program.Get($"/fhir/{resource.Type}?colour=red"));
            Assert.Contains("has no such parameter", Assert.Single(Read<OperationOutcome>(program).Issue).Diagnostics, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Patients_and_coverages_are_found_read_and_kept_to_their_version()
    {
        var program = await Program();
        var all = await All<Patient>(program, "/fhir/Patient?_count=30");
        Assert.Equal((83, 83), (all.Count, all.DistinctBy(one => one.Id).Count()));
        Assert.Equal(all.Select(one => one.Id), (await All<Patient>(program, "/fhir/Patient?_count=50")).Select(one => one.Id));
        var ada = Assert.Single(await All<Patient>(program, "/fhir/Patient?family=alder&given=ad&birthdate=1966-01-01&gender=female"));
        Assert.Equal((Patient("P101"), "Alderbrook", "1966-01-01"), (ada.Id, ada.Name[0].Family, ada.BirthDate));
        Assert.Empty(await All<Patient>(program, "/fhir/Patient?name=alder&birthdate=gt1966"));
        Assert.Equal(ada.Id, Assert.Single(await All<Patient>(program, "/fhir/Patient?identifier=P101")).Id);
        Assert.Equal(2, (await All<Patient>(program, $"/fhir/Patient?_id={ada.Id},{Patient("P103")}&_count=1")).Count);
        // by a form, so that no name stands in an address; nor in that of the next page
        Assert.Equal(HttpStatusCode.OK, await program.Post("/fhir/Patient/_search", ("name", "a"), ("_count", "1")));
        Assert.DoesNotContain("name=", Read<Bundle>(program).Link.Single(link => link.Relation == "next").Url, StringComparison.Ordinal);
        // a version is given, and told as not changed
        Assert.Equal(HttpStatusCode.OK, await program.Get($"/fhir/Patient/{ada.Id}"));
        string tag = program.Answer.Headers.ETag!.ToString();
        Assert.Equal(("W/\"1\"", "1"), (tag, Read<Patient>(program).Meta!.VersionId));
        Assert.Equal(HttpStatusCode.NotModified, await program.Get($"/fhir/Patient/{ada.Id}", ("If-None-Match", tag)));
        var coverage = Assert.Single(await All<Coverage>(program, $"/fhir/Coverage?patient=Patient/{ada.Id}"));
        Assert.Equal(($"Patient/{ada.Id}", "OAK220000"), (coverage.Beneficiary!.Reference, coverage.SubscriberId));
        Assert.Equal(HttpStatusCode.OK, await program.Get("/fhir/" + coverage.Payor[0].Reference));
        Assert.Equal("Oakline Benefit", Read<Organization>(program).Name);
        using var store = Office.Store();
        Assert.Contains(ada.Id!, store.Trail.Where(row => row.Kind == "fhir:Patient" && row.Record == ada.Id).Select(row => row.Record).ToList());
        Assert.Null(AuditTrail.Verify(store).Fault);
    }

    [Fact]
    public async Task Claims_and_what_payers_decided_lead_to_each_other()
    {
        var program = await Program();
        int count, decisions;
        using (var store = Office.Store())
        {
            count = store.Claims.Count();
            decisions = store.Decisions.Count(row => row.Claim != null && row.Position > 0);
        }
        var claims = await All<Claim>(program, "/fhir/Claim?_count=20");
        Assert.Equal(count, claims.Count);
        var explanations = await All<ExplanationOfBenefit>(program, "/fhir/ExplanationOfBenefit?_count=50");
        Assert.Equal(decisions, explanations.Count);
        var one = explanations.First(row => row.Payment!.Amount!.Value > 0);
        foreach (string reference in (string[])[one.Claim!.Reference!, one.Patient!.Reference!, one.Insurance[0].Coverage!.Reference!, one.Provider!.Reference!, one.Insurer!.Reference!, one.CareTeam[0].Provider!.Reference!])
            Assert.Equal((reference, HttpStatusCode.OK), (reference, await program.Get("/fhir/" + reference)));
        Assert.Contains(one.Id, (await All<ExplanationOfBenefit>(program, $"/fhir/ExplanationOfBenefit?patient={one.Patient.Reference}&service-date={one.BillablePeriod!.Start}&type=professional")).Select(row => row.Id));
        Assert.Equal([one.Id], (await All<ExplanationOfBenefit>(program, $"/fhir/ExplanationOfBenefit?_id={one.Id}&_lastUpdated=ge2026-05-08T00:00:00Z")).Select(row => row.Id));
        Assert.Empty(await All<ExplanationOfBenefit>(program, "/fhir/ExplanationOfBenefit?service-date=lt2020"));
        Assert.NotEmpty(await All<Claim>(program, $"/fhir/Claim?patient={one.Patient.Reference}"));
        Assert.Empty(await All<Claim>(program, "/fhir/Claim?created=gt2026-05-08"));
        Assert.Equal(HttpStatusCode.OK, await program.Get("/fhir/" + one.Claim.Reference));
        Assert.Contains(one.SupportingInfo[0].Value!.ToString()!, Read<Claim>(program).Identifier[0].Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resources_are_of_the_shape_that_they_name()
    {
        var package = ProfilePackage.Of("carin-bb-2.0.0");
        var program = await Program();
        List<Resource> all = [.. await All<Patient>(program, "/fhir/Patient?_count=50"), .. await All<ExplanationOfBenefit>(program, "/fhir/ExplanationOfBenefit?_count=50")];
        foreach (string patient in all.OfType<Patient>().Select(one => one.Id!).Take(20).ToList()) all.AddRange(await All<Coverage>(program, $"/fhir/Coverage?patient={patient}"));
        foreach (string party in all.OfType<ExplanationOfBenefit>().SelectMany(one => new[] { one.Provider!.Reference!, one.Insurer!.Reference! }.Concat(one.CareTeam.Select(member => member.Provider!.Reference!))).Distinct().ToList())
        {
            Assert.Equal(HttpStatusCode.OK, await program.Get("/fhir/" + party));
            all.Add(JsonSerializer.Deserialize<Resource>(program.Text, Strict)!);
        }
        var wrong = all.SelectMany(one => one.Meta!.Profile.Select(profile => (one, profile))).SelectMany(one => ProfileCheck.Run(package, one.one, one.profile!.Split('|')[0]).Issues.Select(issue => $"{one.one.TypeName}/{one.one.Id}: {issue}")).Take(10);
        Assert.Equal("", string.Join('\n', wrong));
        Assert.InRange(all.Count, 100, 1000);
    }

    [Fact]
    public async Task Nobody_sees_here_what_the_pages_would_not_show()
    {
        string id = Patient("P101");
        // nobody, a key of other scopes, a role, a stranger's facility: an outcome each
        foreach (var (program, status, code) in ((Browsing, HttpStatusCode, OperationOutcome.IssueType)[])[(Office.Browse("qh_x_y"), HttpStatusCode.Unauthorized, OperationOutcome.IssueType.Login), (await Program("owner", May.SeeVisits), HttpStatusCode.Forbidden, OperationOutcome.IssueType.Forbidden)])
        {
            Assert.Equal(status, await program.Get($"/fhir/Patient/{id}"));
            Assert.Equal(code, Assert.Single(Read<OperationOutcome>(program).Issue).Code);
        }
        Assert.Equal(HttpStatusCode.Forbidden, await (await Program("frontdesk")).Get("/fhir/Claim"));
        Assert.Equal(HttpStatusCode.Forbidden, await (await Program("clinician")).Get("/fhir/ExplanationOfBenefit"));
        Assert.Equal(HttpStatusCode.OK, await (await Program("frontdesk")).Get($"/fhir/Patient/{id}"));
        var owner = await Program();
        foreach (string wrong in (string[])["/fhir/Patient/none", $"/fhir/Coverage/{id}", "/fhir/Claim/claim-NONE", "/fhir/Claim/x", "/fhir/ExplanationOfBenefit/eob-999999999999999999999", "/fhir/Organization/nobody", "/fhir/Practitioner/provider-0", "/fhir/RelatedPerson/subscriber-x", "/fhir/Nothing", $"/fhir/Patient/{new string('a', 300)}"])
        {
            Assert.Equal((wrong, HttpStatusCode.NotFound), (wrong, await owner.Get(wrong)));
            Assert.Equal(OperationOutcome.IssueType.NotFound, Assert.Single(Read<OperationOutcome>(owner).Issue).Code);
        }
        foreach (string wrong in (string[])["/fhir/Patient?birthdate=1966-01-01", "/fhir/Patient?name=a&birthdate=soon", "/fhir/Patient?_count=x", "/fhir/Patient?_count=0", "/fhir/Patient?name:exact=a", "/fhir/Coverage", "/fhir/Coverage?patient=Group/1", "/fhir/Claim?created=zz2026", "/fhir/Patient?_page=x", "/fhir/Patient?name=%00", $"/fhir/Patient?name={new string('a', 300)}", "/fhir/ExplanationOfBenefit?service-date=1"])
        {
            Assert.Equal((wrong, HttpStatusCode.BadRequest), (wrong, await owner.Get(wrong)));
            Read<OperationOutcome>(owner);
        }
        Assert.Equal(HttpStatusCode.NotAcceptable, await owner.Get("/fhir/metadata?_format=xml"));
    }
}
