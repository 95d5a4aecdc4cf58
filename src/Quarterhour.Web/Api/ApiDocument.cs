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
                Description = "Outpatient therapy billing that shows its work. Every answer begins with \"contract\": 1; money is a string with two decimals, null is undecided and a reason says why. Nothing that is sent is kept.",
                License = new() { Name = "Apache-2.0", Url = new Uri("https://www.apache.org/licenses/LICENSE-2.0") },
            };
            document.Servers = [new() { Url = "/" }];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(static (call, context, _) =>
        {
            bool records = context.Description.RelativePath!.StartsWith("api/records", StringComparison.Ordinal);
            if (records && context.Description.HttpMethod is ("POST" or "PUT")) call.RequestBody = new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["application/json"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object, Required = new HashSet<string>(StringComparer.Ordinal) { "fields" } } } } };
            else if (context.Description.HttpMethod == "POST") call.RequestBody = new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["text/csv"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } } } };
            call.Responses = new()
            {
                ["200"] = new OpenApiResponse { Description = "The answer.", Content = Body("application/json") },
                ["400"] = new OpenApiResponse { Description = "A field can't be used; detail says which, why and what to write.", Content = Body("application/problem+json") },
                ["422"] = new OpenApiResponse { Description = "What was sent can't be used; detail says where and why.", Content = Body("application/problem+json") },
                ["429"] = new OpenApiResponse { Description = "Too many calls at once.", Content = Body("application/problem+json") },
            };
            return Task.CompletedTask;
        });
    }

    static Dictionary<string, OpenApiMediaType> Body(string type) => new(StringComparer.Ordinal)
    {
        [type] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object, Required = new HashSet<string>(StringComparer.Ordinal) { "contract" }, Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal) { ["contract"] = new OpenApiSchema { Type = JsonSchemaType.Integer } } } },
    };
}
