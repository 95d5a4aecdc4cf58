using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Quarterhour.Practice;
using Quarterhour.Web.Desk;
using SignInResult = Microsoft.AspNetCore.Identity.SignInResult;

namespace Quarterhour.Web.Accounts;

/// <summary>Signing in and out; in the demo, looking as somebody else.</summary>
static class SignInMap
{
    /// <summary>Few attempts a minute from one address, whatever accounts they name.</summary>
    public const string Attempts = "attempts";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription();
        pages.MapGet("/sign-in", (HttpContext context, Office office) => office.HasAccounts ? Page(Back(context.Request.Query["back"])) : Results.Redirect("/account/owner")).Needs(May.Come);
        pages.MapPost("/sign-in", SignIn).Needs(May.Come).RequireRateLimiting(Attempts);
        pages.MapGet("/sign-in/code", (HttpContext context) => SecondStep(Back(context.Request.Query["back"]))).Needs(May.Come);
        pages.MapPost("/sign-in/code", SignInWithCode).Needs(May.Come).RequireRateLimiting(Attempts);
        pages.MapPost("/sign-in/passkey/options", async (SignInManager<Account> door) => Results.Content(await door.MakePasskeyRequestOptionsAsync(null), "application/json")).Needs(May.Come).RequireRateLimiting(Attempts);
        pages.MapPost("/sign-in/passkey", SignInWithPasskey).Needs(May.Come).RequireRateLimiting(Attempts);
        pages.MapPost("/sign-out", SignOut).Needs(May.Be);
        pages.MapPost("/facility", ChooseFacility).Needs(May.Be);
        pages.MapPost("/demo/as", LookAs).Needs(May.Be);
    }

    static RazorComponentResult<SignInPage> Page(string? back, string? error = null, string? user = null) =>
        new(new { Back = back, Error = error, User = user }) { StatusCode = error is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest, PreventStreamingRendering = true };

    static RazorComponentResult<SecondStepPage> SecondStep(string? back, string? error = null) =>
        new(new { Back = back, Error = error }) { StatusCode = error is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest, PreventStreamingRendering = true };

    static async Task<IResult> SignIn(HttpContext context, Office office, UserManager<Account> accounts, SignInManager<Account> door)
    {
        var sent = await context.Request.ReadFormAsync();
        string user = sent["user"].ToString();
        string? back = Back(sent["back"]);
        var account = await accounts.FindByNameAsync(user);
        // the same work and the same words, whether the name is known or not
        var result = account is { EndedAt: null } ? await door.PasswordSignInAsync(account, sent["password"].ToString(), isPersistent: false, lockoutOnFailure: true) : Wasted(accounts, sent["password"].ToString());
        if (result.RequiresTwoFactor) return Results.Redirect("/sign-in/code" + QueryString.Create("back", back ?? "/"));
        return Done(result, account, office, back, "User name and password do not fit.", error => Page(back, error, user));
    }

    /// <summary>Takes as long as a wrong password does.</summary>
    static SignInResult Wasted(UserManager<Account> accounts, string password)
    {
        accounts.PasswordHasher.HashPassword(new(), password);
        return SignInResult.Failed;
    }

    static async Task<IResult> SignInWithCode(HttpContext context, Office office, SignInManager<Account> door)
    {
        var sent = await context.Request.ReadFormAsync();
        string code = sent["code"].ToString().Replace(" ", "", StringComparison.Ordinal);
        var account = await door.GetTwoFactorAuthenticationUserAsync();
        if (account is null) return Results.Redirect("/sign-in");
        var result = code.Length == 6 && code.All(char.IsAsciiDigit) ? await door.TwoFactorAuthenticatorSignInAsync(code, isPersistent: false, rememberClient: false) : await door.TwoFactorRecoveryCodeSignInAsync(code);
        return Done(result, account, office, Back(sent["back"]), "That code does not fit.", error => SecondStep(Back(sent["back"]), error));
    }

    static async Task<IResult> SignInWithPasskey(HttpContext context, Office office, UserManager<Account> accounts, SignInManager<Account> door)
    {
        var sent = await context.Request.ReadFormAsync();
        var asserted = await Asked(() => door.PerformPasskeyAssertionAsync(sent["credential"].ToString()));
        if (asserted is not { Succeeded: true } || asserted.User is not { EndedAt: null } account) return Page(Back(sent["back"]), "That passkey is not known here.");
        if (await accounts.IsLockedOutAsync(account)) return Done(SignInResult.LockedOut, account, office, null, "", error => Page(null, error));
        await accounts.AddOrUpdatePasskeyAsync(account, asserted.Passkey);
        await door.SignInWithClaimsAsync(account, isPersistent: false, [new("amr", "hwk")]);
        return Done(SignInResult.Success, account, office, Back(sent["back"]), "", error => Page(null, error));
    }

    /// <summary>What a passkey answered; null where nothing was asked here, or the answer can't be read.</summary>
    public static async Task<T?> Asked<T>(Func<Task<T>> answer) where T : class
    {
        try
        {
            return await answer();
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or ArgumentException or PasskeyException or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    static IResult Done(SignInResult result, Account? account, Office office, string? back, string otherwise, Func<string, IResult> again)
    {
        if (account is not null) Note(office, account, result.Succeeded ? "signed-in" : result.IsLockedOut ? "locked-out" : "sign-in-refused", "accounts");
        return result.Succeeded ? Results.LocalRedirect(back ?? "/") : again(result.IsLockedOut ? "Too many wrong attempts: the account is locked for a quarter of an hour." : otherwise);
    }

    static async Task<IResult> SignOut(HttpContext context, Office office, SignInManager<Account> door)
    {
        Note(office, Caller.Of(context)!.Account, "signed-out", "accounts");
        await door.SignOutAsync();
        return Results.Redirect("/sign-in");
    }

    static async Task<IResult> ChooseFacility(HttpContext context, RequestDesk desk)
    {
        string word = (await context.Request.ReadFormAsync())["facility"].ToString();
        if (desk.Facilities.Any(one => one.Word == word)) context.Response.Cookies.Append(RequestDesk.FacilityCookie, word, new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, IsEssential = true });
        return Results.Redirect("/");
    }

    /// <summary>The demo shows what each role sees. Elsewhere nobody becomes somebody else.</summary>
    static async Task<IResult> LookAs(HttpContext context, Office office, UserManager<Account> accounts, SignInManager<Account> door)
    {
        if (!office.IsDemo || await accounts.FindByNameAsync((await context.Request.ReadFormAsync())["as"].ToString()) is not { } account) return Results.NotFound();
        await door.SignInAsync(account, isPersistent: false);
        return Results.Redirect("/");
    }

    /// <summary>An address of ours, to go to after signing in; null where it is none.</summary>
    static string? Back(string? text) => text is ['/', not ('/' or '\\'), ..] or "/" && !text.Any(char.IsControl) && text.Length < 200 ? text : null;

    /// <summary>Writes down what was done about an account.</summary>
    public static void Note(Office office, Account account, string action, string kind)
    {
        using var store = office.Open(null);
        AuditTrail.Note(store, new(account.Id, account.Name), office.Clock.GetUtcNow(), action, kind, account.Id, "");
    }
}
