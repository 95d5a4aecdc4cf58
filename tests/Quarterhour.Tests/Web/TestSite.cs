using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Hosting;
using Quarterhour.Cli;
using Quarterhour.Web.Serving;

namespace Quarterhour.Tests.Web;

/// <summary>The application in this process, at noon of a day that does not move, once for all tests.</summary>
static class TestSite
{
    static readonly Lazy<WebApplication> Memory = new(() => InMemory(Site.Builder(Knowledge())));

    static readonly Lazy<string> Listening = new(() =>
    {
        var builder = Site.Builder(Knowledge());
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var site = Site.Of(builder);
        site.Start();
        return site.Urls.First();
    });

    /// <summary>One that allows few calls.</summary>
    public static WebApplication Limited(int burst, int eachSecond) => InMemory(Site.Builder(Knowledge(), burst, eachSecond));

    static WebApplication InMemory(WebApplicationBuilder builder)
    {
        builder.WebHost.UseTestServer();
        var site = Site.Of(builder);
        site.Start();
        return site;
    }

    static Knowledge Knowledge() => new(Session.DataFolder(null, null), new CommandLine.Noon());

    /// <summary>An address that a browser can open.</summary>
    public static string Address => Listening.Value;

    public static HttpClient Client()
    {
        var client = Memory.Value.GetTestClient();
        client.BaseAddress = new("http://localhost/");
        return client;
    }

    public static async Task<(HttpStatusCode Status, string Text)> Get(string address, string accept = "text/html")
    {
        using var answer = await Send(HttpMethod.Get, address, accept: accept);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public static async Task<HttpResponseMessage> Send(HttpMethod method, string address, HttpContent? content = null, string accept = "text/html", params (string Name, string Value)[] headers)
    {
        using var client = Client();
        using var request = new HttpRequestMessage(method, address) { Content = content };
        request.Headers.Accept.ParseAdd(accept);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request);
    }

    public static StringContent Text(string text, string type = "text/csv") => new(text, Encoding.UTF8, type);

    public static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
