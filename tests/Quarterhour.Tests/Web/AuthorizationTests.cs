using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quarterhour.Web.Accounts;
using Quarterhour.Web.Desk;
using Xunit;

namespace Quarterhour.Tests.Web;

/// <summary>Every address, asked by everybody: what is not allowed to somebody is refused, and of another facility nothing is there.</summary>
public sealed class AuthorizationTests
{
    /// <summary>Everybody: no account, each role, and an owner of another facility.</summary>
    const string Anonymous = "", Stranger = "stranger";

    [Fact]
    public async Task Every_address_declares_what_it_needs()
    {
        await using var office = await TestOffice.Empty();
        var endpoints = office.Services.GetServices<EndpointDataSource>().SelectMany(static source => source.Endpoints).OfType<RouteEndpoint>().ToList();
        Assert.True(endpoints.Count > 40);
        Assert.Equal([], endpoints.Where(static one => one.Metadata.GetMetadata<Needed>() is null).Select(static one => one.RoutePattern.RawText));
        // what anybody may come to changes nothing but who is signed in
        Assert.All(endpoints.Where(one => one.Metadata.GetMetadata<Needed>()!.What == May.Come && Methods(one).Contains("POST")), static one => Assert.Matches("^/(sign-in|account/owner)", one.RoutePattern.RawText!));
    }

    [Fact]
    public async Task Everybody_at_every_address()
    {
        await using var office = await TestOffice.Filled();
        await Strange(office);
        string visit;
        using (var store = office.Store()) visit = store.Visits.OrderBy(row => row.Number).First().Id;
        List<string> wrong = [];
        var people = DemoFacility.People.Select(static one => one.User).Append(Anonymous).Append(Stranger).ToList();
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string user in people.Where(static user => user.Length > 0)) keys[user] = await office.Key(user);
        foreach (var endpoint in office.Services.GetServices<EndpointDataSource>().SelectMany(static source => source.Endpoints).OfType<RouteEndpoint>())
        {
            var need = endpoint.Metadata.GetMetadata<Needed>()!.What;
            if (need is May.Come or May.Know) continue;
            foreach (string method in Methods(endpoint))
                foreach (string user in people)
                {
                    string address = endpoint.RoutePattern.RawText!.Replace("{id}", visit, StringComparison.Ordinal).Replace("{kind}", "rooms", StringComparison.Ordinal);
                    var browsing = office.Browse(user.Length > 0 ? keys[user] : null);
                    var status = await browsing.Send(new(method), address, method == "GET" ? null : new FormUrlEncodedContent([]), []);
                    bool may = user.Length > 0 && Permissions.Allow(user == Stranger ? Role.Owner : DemoFacility.People.First(one => one.User == user).Role, need);
                    bool right = user == Anonymous ? endpoint.RoutePattern.RawText is { } raw && (raw.StartsWith("/api", StringComparison.Ordinal) || raw.StartsWith("/fhir", StringComparison.Ordinal)) ? status == HttpStatusCode.Unauthorized : status == HttpStatusCode.Redirect && browsing.Sent!.StartsWith("/sign-in", StringComparison.Ordinal)
                        : !may ? status == HttpStatusCode.Forbidden
                        : user == Stranger && endpoint.RoutePattern.RawText!.Contains("{id}", StringComparison.Ordinal) ? status == HttpStatusCode.NotFound
                        : status is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized or HttpStatusCode.InternalServerError);
                    if (!right) wrong.Add($"{method} {address} by {(user.Length > 0 ? user : "nobody")}: {(int)status}");
                    // whatever a page shows a stranger, no name of another facility stands in it
                    if (user == Stranger && browsing.Text.Contains("Alderbrook", StringComparison.Ordinal)) wrong.Add($"{method} {address} shows a stranger a patient");
                }
        }
        Assert.Equal([], wrong);
        using var after = office.Store();
        Assert.Null(Practice.AuditTrail.Verify(after).Fault);
    }

    [Fact]
    public async Task A_key_may_what_its_scopes_hold_and_no_more()
    {
        await using var office = await TestOffice.Filled();
        var narrow = office.Browse(await office.Key("owner", May.SeeSchedule));
        Assert.Equal(HttpStatusCode.Forbidden, await narrow.Get("/visits"));
        var wide = office.Browse(await office.Key("clinician", May.SeeVisits, May.SeeTrail));
        Assert.Equal(HttpStatusCode.OK, await wide.Get("/visits"));
        string key = await office.Key("owner");
        foreach (string broken in (string[])[key[..^1] + (key[^1] == '0' ? '1' : '0'), key[..^4], "qh_x_y", "x"])
            Assert.Equal(HttpStatusCode.Redirect, await office.Browse(broken).Get("/visits"));
        Assert.Equal(HttpStatusCode.Unauthorized, await office.Browse("x").Get("/visits", ("Accept", "application/json")));
        // the secret stands nowhere
        using var scope = office.Services.CreateScope();
        Assert.DoesNotContain(scope.ServiceProvider.GetRequiredService<AccountStore>().Keys.ToList(), row => row.Hash.Contains(key.Split('_')[2], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_form_that_was_not_given_out_here_is_refused(bool fragment)
    {
        await using var office = await TestOffice.Filled(demo: true);
        var browsing = office.Browse();
        await browsing.Get("/visits/new?who=Ald");
        browsing.Forget();
        Assert.Equal(HttpStatusCode.BadRequest, await browsing.PostAs(fragment ? [("HX-Request", "true")] : [], "/visits", [("day", "2026-05-08"), ("patient", "x")]));
        Assert.Contains("not given out here", browsing.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await browsing.PostAs([("Sec-Fetch-Site", "cross-site")], "/visits", []));
    }

    static async Task Strange(TestOffice office)
    {
        await using var scope = office.Services.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<AccountStore>();
        store.Users.Add(new() { UserName = Stranger, NormalizedUserName = Stranger.ToUpperInvariant(), Name = "Sam Elsewhere", Role = Role.Owner, Facilities = "OTHER", MadeAt = "", SecurityStamp = "s" });
        await store.SaveChangesAsync();
    }

    static IReadOnlyList<string> Methods(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
}
