using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.TestHost;

namespace Quarterhour.Tests.Web;

/// <summary>Somebody who goes through pages: keeps cookies, sends forms with the mark that they were given out with.</summary>
sealed class Browsing(TestServer server, string? key = null)
{
    static readonly Regex Token = new("name=\"__RequestVerificationToken\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

    readonly CookieContainer cookies = new();

    string token = "";

    /// <summary>The address that the last answer sent on to.</summary>
    public string? Sent { get; private set; }

    public string Text { get; private set; } = "";

    public HttpResponseMessage Answer { get; private set; } = new();

    public Task<HttpStatusCode> Get(string address, params (string Name, string Value)[] headers) => Send(HttpMethod.Get, address, null, headers);

    public Task<HttpStatusCode> Post(string address, params (string Field, string Value)[] fields) => PostAs([], address, fields);

    /// <summary>As htmx sends it.</summary>
    public Task<HttpStatusCode> Fragment(string address, params (string Field, string Value)[] fields) => PostAs([("HX-Request", "true")], address, fields);

    public Task<HttpStatusCode> PostAs((string Name, string Value)[] headers, string address, (string Field, string Value)[] fields) =>
        Send(HttpMethod.Post, address, new FormUrlEncodedContent([.. fields.Select(static one => KeyValuePair.Create(one.Field, one.Value)), new("__RequestVerificationToken", token)]), headers);

    public async Task<HttpStatusCode> Send(HttpMethod method, string address, HttpContent? content, (string Name, string Value)[] headers)
    {
        using var client = server.CreateClient();
        var at = new Uri(new Uri("http://localhost/"), address);
        using var request = new HttpRequestMessage(method, at) { Content = content };
        request.Headers.Accept.ParseAdd("text/html");
        if (key is not null) request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + key);
        if (cookies.GetCookieHeader(at) is { Length: > 0 } kept) request.Headers.TryAddWithoutValidation("Cookie", kept);
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }
        Answer = await client.SendAsync(request);
        if (Answer.Headers.TryGetValues("Set-Cookie", out var set))
            foreach (string cookie in set) cookies.SetCookies(at, cookie.Replace("samesite=strict", "", StringComparison.OrdinalIgnoreCase));
        Text = await Answer.Content.ReadAsStringAsync();
        if (Token.Match(Text) is { Success: true } match) token = match.Groups["value"].Value;
        Sent = Answer.Headers.Location?.OriginalString;
        return Answer.StatusCode;
    }

    public void Forget() => token = "";
}
