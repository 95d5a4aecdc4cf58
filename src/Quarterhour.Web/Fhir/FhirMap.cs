using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;
using Quarterhour.Practice;
using Quarterhour.Web.Accounts;
using Quarterhour.Web.Desk;
using Quarterhour.Web.Serving;
using F = Hl7.Fhir.Model;

namespace Quarterhour.Web.Fhir;

/// <summary>FHIR R4 by address: read and search of Patient, Coverage, Claim and ExplanationOfBenefit, and read of whom they name. The gate asks the same of a caller as for the pages.</summary>
static class FhirMap
{
    public static void Map(RouteGroupBuilder fhir)
    {
        fhir.ExcludeFromDescription();
        fhir.MapGet("/metadata", Metadata).Needs(May.Know);
        Resource("Patient", May.SeePatients, static searches => searches.Patients(), Patient);
        Resource("Coverage", May.SeePatients, static searches => searches.Coverages(), Coverage);
        Resource("Claim", May.SeeClaims, static searches => searches.Claims(), Claim);
        Resource("ExplanationOfBenefit", May.SeePayments, static searches => searches.Explanations(), Explanation);
        foreach (string type in (string[])["Organization", "Practitioner"]) fhir.MapGet($"/{type}/{{id}}", (string id, HttpContext context, RequestDesk desk) => Try(context, () => Party(type, id, context, desk))).Needs(May.SeeClaims);
        fhir.MapGet("/RelatedPerson/{id}", static (string id, HttpContext context, RequestDesk desk) => Try(context, () => Party("RelatedPerson", id, context, desk))).Needs(May.SeePatients);
        fhir.MapFallback(static context => FhirAnswer.Refuse(context, StatusCodes.Status404NotFound, "there is no such address; /fhir/metadata tells all")).Needs(May.Know);

        void Resource(string type, May see, Func<FhirSearches, List<(F.Resource, string)>> search, Func<string, RequestDesk, (F.Resource?, string)> read)
        {
            fhir.MapGet("/" + type, (HttpContext context, RequestDesk desk) => Try(context, () => Search(type, context.Request.Query, search, context, desk))).Needs(see);
            fhir.MapPost($"/{type}/_search", async (HttpContext context, RequestDesk desk) =>
            {
                IEnumerable<KeyValuePair<string, StringValues>> sent = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : [];
                return Try(context, () => Search(type, context.Request.Query.Concat(sent.Where(static one => one.Key != "__RequestVerificationToken")), search, context, desk));
            }).Needs(see);
            fhir.MapGet($"/{type}/{{id}}", (string id, HttpContext context, RequestDesk desk) => Try(context, () => Read(type, id, read, context, desk))).Needs(see);
        }
    }

    static IResult Metadata(HttpContext context, Knowledge knowledge) => Try(context, () => FhirAnswer.Written(FhirCapability.Of($"{context.Request.Scheme}://{context.Request.Host}/fhir", knowledge.Today)));

    static IResult Try(HttpContext context, Func<IResult> answer)
    {
        try
        {
            if (context.Request.Query["_format"].ToString() is { Length: > 0 } format && !format.Contains("json", StringComparison.OrdinalIgnoreCase)) throw new FhirRefused(StatusCodes.Status406NotAcceptable, $"_format: \"{format}\" is not given here; JSON alone is");
            return answer();
        }
        catch (FhirRefused wrong)
        {
            return new Refusal(wrong.Status, wrong.Message);
        }
    }

    static IResult Search(string type, IEnumerable<KeyValuePair<string, StringValues>> given, Func<FhirSearches, List<(F.Resource, string)>> search, HttpContext context, RequestDesk desk)
    {
        var query = FhirQuery.Of(given, FhirCapability.Parameters(type), desk.Office);
        return FhirAnswer.Page(search(new(desk, query)), query, context, desk.Office, ids => desk.HasRead($"fhir:{type}", "", "", string.Join(' ', ids)));
    }

    static IResult Read(string type, string id, Func<string, RequestDesk, (F.Resource?, string)> read, HttpContext context, RequestDesk desk)
    {
        var (found, facility) = id.Length <= 64 ? read(id, desk) : (null, "");
        return found is null ? throw new FhirRefused(StatusCodes.Status404NotFound, $"there is no {type} of this id, or it is of a facility that the caller does not see") : FhirAnswer.One(found, context, () => desk.HasRead($"fhir:{type}", id, facility));
    }

    static (F.Resource?, string) Patient(string id, RequestDesk desk) => desk.Store.Records.AsNoTracking().FirstOrDefault(row => row.Id == id && row.Kind == "patients") is { } row ? (new FhirRecords(desk).Patients([row]).FirstOrDefault(), row.Facility) : (null, "");

    static (F.Resource?, string) Coverage(string id, RequestDesk desk) => desk.Store.Records.AsNoTracking().FirstOrDefault(row => row.Id == id && row.Kind == "coverages") is { } row ? (new FhirRecords(desk).Coverages([row]).FirstOrDefault(), row.Facility) : (null, "");

    static (F.Resource?, string) Claim(string id, RequestDesk desk) => FhirSearches.Number(id) is var number && desk.Store.Claims.AsNoTracking().FirstOrDefault(row => row.Number == number) is { } row ? (new FhirRecords(desk).Claims([row])[0], row.Facility) : (null, "");

    static (F.Resource?, string) Explanation(string id, RequestDesk desk)
    {
        long number = FhirSearches.Decision(id);
        if (desk.Store.Decisions.AsNoTracking().FirstOrDefault(row => row.Id == number && row.Claim != null && row.Position > 0) is not { } row) return (null, "");
        return (new FhirRecords(desk).Explanations([row]).FirstOrDefault(), desk.Store.Claims.Where(claim => claim.Number == row.Claim).Select(static claim => claim.Facility).FirstOrDefault() ?? "");
    }

    static IResult Party(string type, string id, HttpContext context, RequestDesk desk) => new FhirRecords(desk).Party(type, id) is { } found ? FhirAnswer.One(found, context, () => desk.HasRead($"fhir:{type}", id, ""))
        : throw new FhirRefused(StatusCodes.Status404NotFound, $"there is no {type} of this id, or it is of a facility that the caller does not see");

    sealed class Refusal(int status, string message) : IResult
    {
        public Task ExecuteAsync(HttpContext context) => FhirAnswer.Refuse(context, status, message);
    }
}
