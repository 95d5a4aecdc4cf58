using System.Net;
using System.Text.RegularExpressions;
using Quarterhour.Practice;
using Xunit;

namespace Quarterhour.Tests.Web;

/// <summary>Accounts from the first visit on: the owner's code, second factor, lock-out, sessions that end. On either database.</summary>
public sealed class AccountTests(Postgres server) : IClassFixture<Postgres>
{
    const string Password = "a horse of good motion";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task From_the_first_visit_to_a_session_that_ends(bool postgres)
    {
        await using var office = await TestOffice.Empty(postgres ? server.Database() : null);
        var ann = office.Browse();
        // nobody has an account: every page leads to the first one, and the code protects it
        Assert.Equal((HttpStatusCode.Redirect, "/account/owner"), (await ann.Get("/"), ann.Sent));
        await ann.Get("/account/owner");
        Assert.Equal(HttpStatusCode.BadRequest, await Own(ann, "wrong"));
        Assert.Contains("not the code that the terminal shows", ann.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, await Own(ann, office.Office.OwnerCode, "short"));
        Assert.Equal((HttpStatusCode.Redirect, "/account"), (await Own(ann, office.Office.OwnerCode), ann.Sent));
        // once
        var late = office.Browse();
        Assert.Equal((HttpStatusCode.Redirect, "/sign-in"), (await late.Get("/account/owner"), late.Sent));
        await late.Get("/sign-in");
        Assert.Equal((HttpStatusCode.Redirect, "/sign-in"), (await Own(late, office.Office.OwnerCode), late.Sent));
        // a password alone opens nothing
        Assert.Equal((HttpStatusCode.Redirect, "/account"), (await ann.Get("/visits"), ann.Sent));
        await ann.Get("/account");
        string key = Authenticator.Key(ann.Text);
        Assert.Equal(HttpStatusCode.BadRequest, await ann.Post("/account/second-factor", ("code", "000000")));
        Assert.Equal(HttpStatusCode.OK, await ann.Post("/account/second-factor", ("code", Authenticator.Code(key))));
        string recovery = Regex.Match(ann.Text, "<li>(?<code>[A-Z0-9-]+)</li>", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["code"].Value;
        Assert.Equal(HttpStatusCode.OK, await ann.Get("/"));
        // from elsewhere: password, then the code or a recovery code, which works once
        var other = office.Browse();
        Assert.Equal("/sign-in/code?back=%2Fvisits", await SignIn(other, "/visits"));
        await other.Get("/sign-in/code");
        Assert.Equal((HttpStatusCode.Redirect, "/visits"), (await other.Post("/sign-in/code", ("code", recovery), ("back", "/visits")), other.Sent));
        Assert.Equal(HttpStatusCode.OK, await other.Get("/visits"));
        var third = office.Browse();
        await SignIn(third);
        await third.Get("/sign-in/code");
        Assert.Equal(HttpStatusCode.BadRequest, await third.Post("/sign-in/code", ("code", recovery)));
        // sign out everywhere ends the others at once
        await ann.Get("/account");
        Assert.Equal(HttpStatusCode.Redirect, await ann.Post("/account/everywhere"));
        Assert.Equal((HttpStatusCode.Redirect, "/sign-in?back=%2Fvisits"), (await other.Get("/visits"), other.Sent));
        // secrets stand in the database closed, and the trail has it all
        using var store = office.Store();
        Assert.Null(AuditTrail.Verify(store).Fault);
        Assert.Equal(["made", "second-factor", "signed-in", "sign-in-refused", "signed-out-everywhere"], store.Trail.OrderBy(row => row.Number).Select(row => row.Action).Where(action => action != "read").ToList().Distinct());
        if (!postgres) Assert.DoesNotContain(key.ToUpperInvariant(), File.ReadAllText(office.Office.Connection), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sessions_end_idle_and_in_any_case()
    {
        await using var office = await TestOffice.Filled(demo: true);
        var browsing = office.Browse();
        await browsing.Get("/");
        await browsing.Post("/demo/as", ("as", "clinician"));
        await browsing.Get("/account");
        Assert.Contains("<h1>Pat Stride</h1>", browsing.Text, StringComparison.Ordinal);
        // used every twenty minutes it lasts twelve hours, and no longer
        for (int i = 0; i < 35; i++)
        {
            office.Clock.Now += TimeSpan.FromMinutes(20);
            await browsing.Get("/account");
            Assert.Contains("<h1>Pat Stride</h1>", browsing.Text, StringComparison.Ordinal);
        }
        office.Clock.Now += TimeSpan.FromMinutes(21);
        await browsing.Get("/account");
        Assert.Contains("<h1>Ann Biller</h1>", browsing.Text, StringComparison.Ordinal);
        // left alone for half an hour it ends
        await browsing.Post("/demo/as", ("as", "biller"));
        office.Clock.Now += TimeSpan.FromMinutes(31);
        await browsing.Get("/account");
        Assert.Contains("<h1>Ann Biller</h1>", browsing.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_and_not_the_others()
    {
        await using var office = await TestOffice.Empty();
        var ann = office.Browse();
        await ann.Get("/account/owner");
        await Own(ann, office.Office.OwnerCode);
        var guess = office.Browse();
        await guess.Get("/sign-in");
        for (int i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.BadRequest, await guess.Post("/sign-in", ("user", "ann"), ("password", $"wrong {i}")));
        Assert.Equal(HttpStatusCode.BadRequest, await guess.Post("/sign-in", ("user", "ann"), ("password", Password)));
        Assert.Contains("locked for a quarter of an hour", guess.Text, StringComparison.Ordinal);
        // an unknown name is answered as a wrong password is
        Assert.Equal(HttpStatusCode.BadRequest, await guess.Post("/sign-in", ("user", "nobody"), ("password", Password)));
        Assert.Contains("do not fit", guess.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task After_signing_in_one_stays_here(string back)
    {
        await using var office = await TestOffice.Empty();
        var ann = office.Browse();
        await ann.Get("/account/owner");
        await Own(ann, office.Office.OwnerCode);
        var again = office.Browse();
        Assert.Equal("/", await SignIn(again, back));
    }

    static Task<HttpStatusCode> Own(Browsing who, string code, string password = Password) => who.Post("/account/owner", ("code", code), ("name", "Ann Biller"), ("user", "ann"), ("password", password), ("again", password));

    static async Task<string?> SignIn(Browsing who, string back = "/")
    {
        await who.Get("/sign-in");
        await who.Post("/sign-in", ("user", "ann"), ("password", Password), ("back", back));
        return who.Sent;
    }

    /// <summary>A second factor that is set up, a new password: the session goes on, and ends when it would have ended.</summary>
    [Fact]
    public async Task Twelve_hours_do_not_begin_anew_with_the_second_factor()
    {
        await using var office = await TestOffice.Empty();
        var ann = office.Browse();
        await ann.Get("/account/owner");
        await Own(ann, office.Office.OwnerCode);
        await Idle(20);
        Assert.Equal(HttpStatusCode.OK, await ann.Post("/account/second-factor", ("code", Authenticator.Code(Authenticator.Key(ann.Text)))));
        await Idle(10);
        Assert.Equal(HttpStatusCode.OK, await ann.Post("/account/password", ("old", Password), ("new", Password + " again")));
        Assert.Contains("other sessions have ended", ann.Text, StringComparison.Ordinal);
        await Idle(5);
        office.Clock.Now += TimeSpan.FromMinutes(25);
        Assert.Equal((HttpStatusCode.Redirect, "/sign-in?back=%2Faccount"), (await ann.Get("/account"), ann.Sent));

        async Task Idle(int times)
        {
            for (int i = 0; i < times; i++)
            {
                office.Clock.Now += TimeSpan.FromMinutes(20);
                Assert.Equal(HttpStatusCode.OK, await ann.Get("/account"));
            }
        }
    }
}
