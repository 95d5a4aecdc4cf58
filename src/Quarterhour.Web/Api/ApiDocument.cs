using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Quarterhour.Web.Api;

/// <summary>The description of the API at <c>/openapi/v1.json</c>.</summary>
static class ApiDocument
{
    public static void Describe(OpenApiOptions options)
    {
        options.ShouldInclude = static call => call.RelativePath?.StartsWith("api/", StringComparison.Ordinal) ?? false;
        options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Info = new()
            {
                Title = "Quarterhour",
                Version = "1",
                Description = "Outpatient therapy billing that shows its work. Every answer begins with \"contract\": 1; money is a string with two decimals, null is undecided and a reason says why. What is sent to the calls under Bill and price and Look up is not kept.",
                License = new() { Name = "Apache-2.0", Url = new Uri("https://www.apache.org/licenses/LICENSE-2.0") },
            };
            document.Servers = [new() { Url = "/" }];
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Components ??= new();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal) { ["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key of an account, made under Setup: qh_..." } };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(static (call, context, _) =>
        {
            string path = context.Description.RelativePath!, method = context.Description.HttpMethod ?? "GET";
            if (path.StartsWith("api/records", StringComparison.Ordinal) || path.StartsWith("api/visits", StringComparison.Ordinal))
            {
                Records(call, path, method);
                call.Security = [new() { [new OpenApiSecuritySchemeReference("key", context.Document)] = [] }];
                return Task.CompletedTask;
            }
            if (method == "POST") call.RequestBody = Sent("text/csv", new OpenApiSchema { Type = JsonSchemaType.String });
            call.Responses = Answers((200, "The answer."), (400, "A field can't be used; detail says which, why and what to write."), (422, "What was sent can't be used; detail says where and why."), (429, TooMany));
            return Task.CompletedTask;
        });
    }

    const string TooMany = "Too many calls at once.";

    /// <summary>Calls that need an account: what they take beside the address, and every status that they answer with.</summary>
    static void Records(OpenApiOperation call, string path, string method)
    {
        bool one = path.EndsWith("{id}", StringComparison.Ordinal);
        call.Parameters ??= [];
        foreach (var (name, says, needed) in (method, one) switch
        {
            ("GET", true) => [("If-None-Match", "An ETag: 304 where the record is still of that version.", false)],
            ("POST", _) => [("Idempotency-Key", "Up to 200 characters of the caller's: the same call again makes nothing, and answers with what the first made.", false)],
            ("PUT" or "DELETE", _) => [("If-Match", "The ETag of the version that was read.", true)],
            _ => Array.Empty<(string, string, bool)>(),
        })
            call.Parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Header, Description = says, Required = needed, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        string holds = path.StartsWith("api/visits", StringComparison.Ordinal) ? "visit" : "fields";
        if (method is "POST" or "PUT") call.RequestBody = Sent("application/json", new OpenApiSchema { Type = JsonSchemaType.Object, Required = new HashSet<string>(StringComparer.Ordinal) { holds }, Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal) { [holds] = new OpenApiSchema { Type = JsonSchemaType.Object } } });
        (int, string)[] refused = [(401, "No key, or none that is known."), (403, "The account or the key may not do this."), (429, TooMany)];
        call.Responses = Answers([.. (method, one) switch
        {
            ("GET", true) => ((int, string)[])[(200, "The record, its version as ETag."), (304, "It is of the version that was named."), (404, "There is none, or of a facility that the caller does not see.")],
            ("GET", _) => [(200, "A page; after is the id to go on with, null on the last."), (400, "after is no id of this list.")],
            ("POST", _) => [(200, "It was made with this Idempotency-Key before."), (201, "It is made; Location says where it stands."), (400, "The body is not JSON."), (409, "Its word or number is taken."), (422, "A field can't be used; detail says which and why.")],
            ("PUT", _) => [(200, "It is changed."), (400, "The body is not JSON."), (404, "There is none."), (409, "It no longer changes."), (412, "Somebody changed it since."), (422, "A field can't be used; detail says which and why."), (428, "If-Match is missing.")],
            _ => [(200, "It has ended."), (404, "There is none."), (409, "It can't end."), (412, "Somebody changed it since."), (428, "If-Match is missing.")],
        }, .. refused]);
    }

    static OpenApiRequestBody Sent(string type, OpenApiSchema schema) => new() { Required = true, Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [type] = new() { Schema = schema } } };

    static OpenApiResponses Answers(params ReadOnlySpan<(int Status, string Says)> answers)
    {
        var all = new OpenApiResponses();
        foreach (var (status, says) in answers)
            all[status.ToString(System.Globalization.CultureInfo.InvariantCulture)] = new OpenApiResponse { Description = says, Content = status == 304 ? null : Body(status < 300 ? "application/json" : "application/problem+json") };
        return all;
    }

    static Dictionary<string, OpenApiMediaType> Body(string type) => new(StringComparer.Ordinal)
    {
        [type] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object, Required = new HashSet<string>(StringComparer.Ordinal) { "contract" }, Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal) { ["contract"] = new OpenApiSchema { Type = JsonSchemaType.Integer } } } },
    };
}
